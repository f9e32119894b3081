import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { GateDialog } from '#renderer/features/conflicts/GateDialog.tsx';
import { useGate } from '#renderer/features/conflicts/useGate.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { expandTimes, formatTime, formatWhen } from '#renderer/lib/format.ts';
import { Button, buttonClass } from '#renderer/ui/Button.tsx';
import { ConditionPlate } from '#renderer/ui/Chip.tsx';
import { ConfirmDialog } from '#renderer/ui/FormDialog.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import { missingBefore } from '#shared/domain/runs/roll-call.ts';
import { driftMinutes, driftWords } from '#shared/domain/runs/run-plan.ts';
import { RunBanners } from './RunBanners.tsx';
import type { RunDialog } from './RunDialogs.tsx';
import { RunMenu } from './RunMenu.tsx';
import css from './Runner.module.css';
import { type RunModel, stepOfTotal } from './runModel.ts';
import { openWall } from './useRunnerKeys.ts';
import { runKind } from './wording.ts';

/** Names the run, says its condition in a sentence, and holds what concerns the run as a whole. */
export function RunHeader({
  model,
  open,
}: {
  readonly model: RunModel;
  readonly open: (d: RunDialog) => void;
}) {
  const { view, phase } = model;
  const acting = phase === 'running' && model.heldElsewhere === null;
  const start = useMutation(
    orpc.runbooks.start.mutationOptions({ onError: (error) => toastError('The run was not started', error) }),
  );
  const [asking, setAsking] = useState(false);
  const gated = phase === 'not started' && view.run.kind === 'live';
  const [reminding, setReminding] = useState(false);
  const missing = gated ? missingBefore(view.notes) : [];
  const gate = useGate(gated ? [{ kind: 'release', id: view.run.releaseId }] : []);
  const begin = () => (gate.asks === 'nothing' ? start.mutate({ id: view.run.id }) : setAsking(true));
  const ends = new Map(model.forecast.steps.map(({ stepId, endsAt }) => [stepId, endsAt]));
  const drift = phase === 'not started' ? null : driftMinutes(view.steps, (id) => ends.get(id));
  const place = view.environment ? `, ${view.environment}` : '';
  return (
    <header className={css.header}>
      <h1>{view.releaseName}</h1>
      <Link to="/release/$key" params={{ key: view.releaseRef }} className="ref">
        {view.releaseRef}
      </Link>
      <span className={css.kind}>
        {runKind(view.run)}
        {place}, {stepOfTotal(model)}
        {drift !== null && drift !== 0 && `, ${driftWords(drift)}`}
      </span>
      <span role="status" className={css.condition}>
        <Condition model={model} />
      </span>
      <div className={css.acts}>
        {phase === 'not started' && (
          <Button
            variant="primary"
            disabled={start.isPending}
            onClick={() => (missing.length > 0 ? setReminding(true) : begin())}
          >
            {start.isPending ? 'Writing' : 'Start run'}
          </Button>
        )}
        {acting && (
          <>
            {model.suspended && <Button onClick={() => open({ kind: 'suspend' })}>Resume</Button>}
            <Button onClick={() => open({ kind: 'end' })}>End run</Button>
            {view.run.backsOutId === null && (
              <Button variant="backout" icon="backout" keyCap="b" onClick={() => open({ kind: 'back out' })}>
                Back out
              </Button>
            )}
          </>
        )}
        {view.run.changeId !== null && view.run.backsOutId !== null && (
          <Link to="/run/$id" params={{ id: view.run.backsOutId }} className={buttonClass({})}>
            Run it comes from
          </Link>
        )}
        {view.changes.map(
          ({ id, ref, standing, backOutId }) =>
            standing === 'backing out' &&
            backOutId !== null && (
              <Link
                key={id}
                to="/run/$id"
                params={{ id: backOutId }}
                className={buttonClass({ variant: 'backout' })}
              >
                Back-out of {ref}
              </Link>
            ),
        )}
        {view.backOutId !== null && (
          <Link to="/run/$id" params={{ id: view.backOutId }} className={buttonClass({ variant: 'backout' })}>
            Back-out run
          </Link>
        )}
        <Button icon="external" keyCap="o" onClick={() => openWall(model)}>
          Wall
        </Button>
        <RunMenu model={model} open={open} />
      </div>
      {phase === 'running' && <RunBanners model={model} open={open} />}
      <ConfirmDialog
        title="Before the live run starts"
        opened={reminding}
        onClose={() => setReminding(false)}
        onConfirm={() => {
          setReminding(false);
          begin();
        }}
        confirm="Start anyway"
      >
        {missing.map((what) => (
          <p key={what}>{what}</p>
        ))}
        <p className="t2">Both are done on the plan of the run, and stand in its log.</p>
      </ConfirmDialog>
      {asking && (
        <GateDialog
          title={`${view.releaseRef}: start the live run`}
          confirm="Start run"
          gate={gate}
          act={(reason) => client.runbooks.start({ id: view.run.id, ...(reason === '' ? {} : { reason }) })}
          onClose={() => setAsking(false)}
        />
      )}
    </header>
  );
}

/** The plate with the condition and its reason; a run that is not under way has a sentence instead. */
function Condition({ model }: { readonly model: RunModel }) {
  const { view, phase, forecast, now } = model;
  const { zone } = view;
  if (phase === 'not started') {
    return <span className="t2">Not started, planned {formatWhen(view.run.plannedStartAt, zone, now)}</span>;
  }
  if (phase === 'ended') {
    return (
      <span className="t2">
        Ended at {formatTime(view.run.endedAt ?? now, zone)}: {view.run.outcome || 'no outcome recorded'}
      </span>
    );
  }
  if (model.suspended !== null) {
    return (
      <ConditionPlate rag="amber">
        Suspended since {formatTime(model.suspended.occurredAt, zone)}: {model.suspended.comment}
      </ConditionPlate>
    );
  }
  const word = forecast.rag === 'green' ? 'Green' : forecast.rag === 'amber' ? 'Amber' : 'Red';
  const because = expandTimes(forecast.because, zone).replace(/\.$/, '');
  return (
    <ConditionPlate rag={forecast.rag}>
      {word}: {because.charAt(0).toLowerCase() + because.slice(1)}
    </ConditionPlate>
  );
}
