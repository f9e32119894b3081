import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { expandTimes, formatDateTime, formatTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { RunPlan } from '#shared/contract/planning.ts';
import {
  driftMinutes,
  driftWords,
  type PlannedRun,
  plannedMinutes,
  planRun,
  stepsLeft,
} from '#shared/domain/runs/run-plan.ts';
import { counted, minutesText } from '#shared/domain/wording.ts';
import { BeforeStart } from './BeforeStart.tsx';
import css from './PlanCentre.module.css';
import { PlanStartDialog } from './PlanStartDialog.tsx';
import { PlanStepDialog } from './PlanStepDialog.tsx';
import { PlanTable } from './PlanTable.tsx';
import { RoleOwners } from './RoleOwners.tsx';
import type { RunModel, StepLine } from './runModel.ts';
import { StepCard } from './StepCard.tsx';
import type { StepActs } from './StepCentre.tsx';

/** A run before it starts: when each step is planned and by whom, how that lies in the window, and who is booked twice. */
export function PlanCentre(props: StepActs) {
  const { model, selected } = props;
  const { run, steps, events } = model.view;
  const planned = useMemo(() => planRun(run, stepsLeft(steps, events)), [run, steps, events]);
  const plan = useQuery(
    orpc.planning.get.queryOptions({
      input: { id: run.id },
      meta: { topics: [`runs/${run.id}`, 'runs', 'people', 'changes', 'calendar'] },
    }),
  );
  const [edited, edit] = useState<StepLine | null>(null);
  return (
    <section className={css.plan} aria-label="Plan of the run" data-testid="plan">
      <Summary {...props} planned={planned} />
      <QueryState query={plan} what="The plan of the run">
        {(found) => (
          <>
            <RoleOwners model={model} plan={found} />
            <DoubleBookings {...props} bookings={found.doubleBookings} />
          </>
        )}
      </QueryState>
      <BeforeStart model={model} />
      {selected && <StepCard {...props} line={selected} />}
      {model.lines.length === 0 && <p className="t2">This run has no steps.</p>}
      <PlanTable {...props} planned={planned} doubleBookings={plan.data?.doubleBookings ?? []} edit={edit} />
      {edited && <PlanStepDialog model={model} line={edited} close={() => edit(null)} />}
    </section>
  );
}

function Summary({ model, planned, open }: StepActs & { readonly planned: PlannedRun }) {
  const { run, steps, zone } = model.view;
  const [starting, setStarting] = useState(false);
  const critical = steps.filter(({ id }) => planned.steps.get(id)?.critical === true);
  return (
    <div className={css.summary}>
      <h2>
        Starts {formatDateTime(run.plannedStartAt, zone, model.now)}, takes{' '}
        {minutesText(plannedMinutes(run, planned))}
      </h2>
      <p className={css.words}>
        <StateGlyph state={planned.rag} /> {expandTimes(planned.words, zone)}
      </p>
      {critical.length > 0 && (
        <p className="t2">
          Critical path: {critical.length === 1 ? 'step' : 'steps'}{' '}
          {critical.map(({ number }) => number).join(', ')}
        </p>
      )}
      <Baseline model={model} planned={planned}>
        <Button onClick={() => setStarting(true)}>Change the start</Button>
        <Button keyCap="u" onClick={() => open({ kind: 'insert', after: null })}>
          Insert a step
        </Button>
      </Baseline>
      {starting && <PlanStartDialog model={model} close={() => setStarting(false)} />}
    </div>
  );
}

/** What the plan is measured against, and the button that takes it as it is now. */
function Baseline(props: {
  readonly model: RunModel;
  readonly planned: PlannedRun;
  readonly children: ReactNode;
}) {
  const { run, steps } = props.model.view;
  const take = useMutation(orpc.planning.takeBaseline.mutationOptions());
  const drift = driftMinutes(steps, (id) => props.planned.steps.get(id)?.endsAt);
  return (
    <>
      <p className="t2">
        {drift === null
          ? 'No baseline yet: it is taken when the release is scheduled, or here.'
          : `The plan ends ${driftWords(drift)}.`}
      </p>
      <div className={css.actions}>
        <Button disabled={take.isPending || steps.length === 0} onClick={() => take.mutate({ id: run.id })}>
          {take.isPending ? 'Writing' : drift === null ? 'Take as baseline' : 'Take as new baseline'}
        </Button>
        {props.children}
      </div>
      <Refusal error={take.error} />
    </>
  );
}

const SHOWN = 20;

function DoubleBookings(props: StepActs & { readonly bookings: RunPlan['doubleBookings'] }) {
  const { bookings, model } = props;
  if (bookings.length === 0) return null;
  const time = (at: number) => formatTime(at, model.view.zone);
  return (
    <section className={css.block} aria-label="Booked twice">
      <h2>
        <StateGlyph state="amber" /> Booked twice, {counted(bookings.length, 'time')}
      </h2>
      <ul>
        {bookings.slice(0, SHOWN).map(({ personId, name, first, second, startsAt, endsAt }) => (
          <li key={`${personId} ${first.what} ${second.what} ${startsAt}`}>
            <b>{name}</b>, {time(startsAt)}–{time(endsAt)}: {first.what} and {second.what}
          </li>
        ))}
      </ul>
      {bookings.length > SHOWN && <p className="t2">and {bookings.length - SHOWN} more</p>}
    </section>
  );
}
