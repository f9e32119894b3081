import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { StepId } from '#shared/domain/ids.ts';
import css from './RunLog.module.css';
import { type LogRow, recordedLater, runLog } from './runLog.ts';
import type { RunModel } from './runModel.ts';

const SHOWN = 200;

/** The log of everything recorded, newest first; the step a line is about is selected by its name. */
export function RunLog(props: { readonly model: RunModel; readonly choose: (id: StepId) => void }) {
  const { model, choose } = props;
  const { view } = model;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log depends on what was recorded, not on the second
  const log = useMemo(() => runLog(model), [view]);
  return (
    <section>
      <h2>Log</h2>
      {log.length === 0 && <p className="t2">Nothing recorded yet.</p>}
      <dl className={css.log} data-testid="run-log">
        {log.slice(0, SHOWN).map((row) => (
          <LogEntry key={row.id} row={row} model={model} choose={choose} />
        ))}
      </dl>
    </section>
  );
}

function LogEntry(props: {
  readonly row: LogRow;
  readonly model: RunModel;
  readonly choose: (id: StepId) => void;
}) {
  const { row, model, choose } = props;
  const { zone } = model.view;
  const { step, pin } = row;
  return (
    <div className={css.entry}>
      <dt>{formatTime(row.occurredAt, zone)}</dt>
      <dd>
        {step && (
          <button type="button" title={`Select step ${step.name}`} onClick={() => choose(step.id)}>
            {step.name}
          </button>
        )}
        {row.text}
        {pin && <PinButton model={model} row={row} pin={pin} />}
        <small>
          {row.who}
          {recordedLater(row, zone)}
          {row.comment && `: ${row.comment}`}
        </small>
      </dd>
    </div>
  );
}

/** Puts a line on the wall, where it stays until it is taken off. */
function PinButton(props: {
  readonly model: RunModel;
  readonly row: LogRow;
  readonly pin: NonNullable<LogRow['pin']>;
}) {
  const { row, pin } = props;
  const log = useMutation(
    orpc.warroom.log.mutationOptions({ onError: (error) => toastError('Nothing was pinned', error) }),
  );
  const word = pin.pinned ? 'Take off the wall' : 'Pin to the wall';
  return (
    <button
      type="button"
      className={css.pin}
      aria-pressed={pin.pinned}
      aria-label={`${word}: ${row.text}`}
      title={word}
      disabled={log.isPending}
      onClick={() =>
        log.mutate({
          runId: props.model.view.run.id,
          kind: pin.pinned ? 'unpinned' : 'pinned',
          aboutId: pin.id,
          text: row.text.slice(0, 2000),
        })
      }
    >
      <Icon name="pin" />
    </button>
  );
}
