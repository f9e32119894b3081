import type { OneBackOutPlan, OneChangePlan } from '#shared/contract/one-change.ts';
import type { StepEvent } from '#shared/contract/run-records.ts';
import type { Run, RunView, Step } from '#shared/contract/runbooks.ts';
import { type ChangeId, newId, type RunId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { backOutLength, backOutOf } from '#shared/domain/runs/back-out.ts';
import {
  backOutOneRefusal,
  changeInRun,
  clockWithout,
  dependenciesWithout,
  type OneChange,
  takeOutRefusal,
} from '#shared/domain/runs/one-change.ts';
import { cut } from '#shared/domain/wording.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { run, step } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { getChange } from './changes.ts';
import { leaveRun } from './one-change-tickets.ts';
import { whyChangeHolds } from './run-changes.ts';
import { insertSteps, planLines } from './run-ends.ts';
import { addMoment } from './run-moments.ts';
import { eventsOf, getRun, momentsOf, runView, stepsOf } from './runs.ts';
import { recordOnStep } from './step-events.ts';

type Said = {
  readonly id: RunId;
  readonly changeId: ChangeId;
  readonly reason: string;
  /** Somebody said that what waits for the change goes on without it. */
  readonly goOn: boolean;
};

/** What taking a change out of a run would be. Throws NOT_FOUND. */
export function takeOutPlan(db: ReadDb, id: RunId, changeId: ChangeId, now: number): OneChangePlan {
  const facts = factsOf(db, id, changeId);
  return {
    ...outlook(facts, now, null),
    refusal: facts.holds ?? takeOutRefusal(facts.found, facts.ref, facts.lies, true) ?? '',
  };
}

/**
 * Takes a change out of a run, before it or in it: what nobody began of it is skipped, what waited for it waits for what
 * it waited for, and its ticket awaits re-planning. Throws NOT_FOUND, REFUSED.
 */
export function takeOut(store: Store, who: Who, { id, changeId, reason, goOn }: Said): RunView {
  const why = reason.trim();
  write(store, who, why || 'Change taken out of a run', (tx) => {
    const facts = factsOf(tx, id, changeId);
    const fault =
      facts.holds ??
      takeOutRefusal(facts.found, facts.ref, facts.lies, goOn) ??
      (why ? null : `Taking ${facts.ref} out needs a reason: it goes with its ticket.`);
    if (fault) throw refused(fault);
    addMoment(tx, who, id, { kind: 'take out', changeId, comment: why });
    pass(tx, facts, [...facts.lies.left, ...facts.lies.backOut]);
    for (const one of [...facts.lies.left, ...facts.lies.backOut])
      recordOnStep(tx, who, one.id, 'skip', `${facts.ref} taken out: ${why}`);
    if (facts.found.kind === 'live')
      leaveRun(tx, getChange(tx, changeId), {
        reason: why,
        runId: id,
        at: tx.now,
        outcome: 'taken out',
        restoredAt: null,
      });
  });
  return runView(store.db, id, store.now());
}

/** What backing out one change alone would be. Throws NOT_FOUND. */
export function backOutOnePlan(db: ReadDb, id: RunId, changeId: ChangeId, now: number): OneBackOutPlan {
  const facts = factsOf(db, id, changeId);
  const plan = backOutOf(facts.found, facts.steps, facts.events, changeId);
  const restoredAt = now + backOutLength(plan.steps);
  return {
    ...planLines(plan),
    restoredAt,
    protectionEndsAt: facts.found.protectionEndsAt,
    ...outlook(facts, now, restoredAt),
    refusal: facts.holds ?? backOutOneRefusal(facts.found, facts.ref, facts.lies, plan, true) ?? '',
  };
}

/**
 * Starts the run that undoes one change, in one entry; the run it comes from goes on without what nobody began of it.
 * Throws NOT_FOUND, REFUSED.
 */
export function backOutOne(store: Store, who: Who, { id, changeId, reason, goOn }: Said): RunView {
  const why = reason.trim();
  const alone = newId<RunId>();
  write(store, who, why || 'One change backed out', (tx) => {
    const facts = factsOf(tx, id, changeId);
    const { found, ref, lies } = facts;
    const plan = backOutOf(found, facts.steps, facts.events, changeId);
    const fault =
      facts.holds ??
      backOutOneRefusal(found, ref, lies, plan, goOn) ??
      (why ? null : `Backing ${ref} out needs a reason: it goes with its ticket.`);
    if (fault) throw refused(fault);
    addMoment(tx, who, id, { kind: 'back out', changeId, comment: why });
    pass(tx, facts, [...lies.left, ...lies.backOut]);
    for (const one of lies.left) recordOnStep(tx, who, one.id, 'skip', `${ref} backed out: ${why}`);
    tx.insert(run, {
      ...found,
      id: alone,
      name: cut(`Back-out of ${ref} alone, ${found.name}`, 200),
      plannedStartAt: tx.now,
      startedAt: tx.now,
      endedAt: null,
      outcome: '',
      backsOutId: id,
      changeId,
      heldBy: store.device.id,
      restoredAt: null,
    });
    insertSteps(tx, alone, plan);
  });
  return runView(store.db, alone, store.now());
}

type Facts = {
  readonly found: Run;
  readonly ref: string;
  readonly steps: readonly Step[];
  readonly events: readonly StepEvent[];
  readonly lies: OneChange<Step>;
  /** Why the change is not touched in this run any more, or null. */
  readonly holds: string | null;
};

function factsOf(db: ReadDb, id: RunId, changeId: ChangeId): Facts {
  const steps = stepsOf(db, id);
  const events = eventsOf(db, id);
  const { ref } = getChange(db, changeId);
  return {
    found: getRun(db, id),
    ref,
    steps,
    events,
    lies: changeInRun(steps, events, changeId),
    holds: steps.some((one) => one.changeId === changeId)
      ? whyChangeHolds(db, id, changeId, momentsOf(db, id))
      : `${ref} has no steps in this run.`,
  };
}

/** What waits for these steps also waits for what they waited for. */
function pass(tx: Tx, { steps }: Facts, skipped: readonly Step[]): void {
  const grown = dependenciesWithout(steps, new Set(skipped.map(({ id }) => id)));
  for (const [id, dependsOn] of grown) tx.patch(step, id, { dependsOn });
}

/** The clock of the run after the change has left it; `undoneAt`: what was begun of it is undone by then. */
function outlook(
  { found, steps, events, lies }: Facts,
  now: number,
  undoneAt: number | null,
): Omit<OneChangePlan, 'refusal'> {
  const clock = clockWithout(found, steps, events, lies, { now, undoneAt });
  const named = ({ number, title }: Step) => `${number} ${title}`;
  return {
    left: lies.left.map(named),
    waiting: lies.waiting.map(named),
    forecastEndAt: clock.forecastEndAt,
    backOutDeadlineAt: clock.backOutDeadlineAt,
  };
}
