import type { Run, RunView } from '#shared/contract/runbooks.ts';
import type { ReleaseId, RunId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { planRun, stepsLeft } from '#shared/domain/runs/run-plan.ts';
import { type Tx, type Who, write } from '../log.ts';
import { step } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { eventsOf, getRun, mustNotHaveStarted, runsOfRelease, runView, stepsOf } from './runs.ts';

/** Takes the plan of a run as it is now as its baseline, in one entry. Throws NOT_FOUND, REFUSED once it has started. */
export function takeBaseline(store: Store, who: Who, id: RunId): RunView {
  write(store, who, 'Plan taken as baseline', (tx) => {
    const found = getRun(tx, id);
    mustNotHaveStarted(found);
    if (stepsOf(tx, id).length === 0) throw refused('This run has no steps whose times could be kept.');
    baseline(tx, found);
  });
  return runView(store.db, id, store.now());
}

/** Takes the plans of the live runs of a release that wait as their baselines: they are what was approved. */
export function baselineRuns(tx: Tx, id: ReleaseId): void {
  for (const one of runsOfRelease(tx, id)) {
    if (one.kind === 'live' && one.startedAt === null && one.endedAt === null) baseline(tx, one);
  }
}

function baseline(tx: Tx, found: Run): void {
  const steps = stepsOf(tx, found.id);
  const planned = planRun(found, stepsLeft(steps, eventsOf(tx, found.id))).steps;
  for (const { id, section } of steps) {
    // Back-out steps have no time of their own before somebody decides on them.
    const span = section === 'Back-out' && found.backsOutId === null ? undefined : planned.get(id);
    tx.patch(step, id, {
      baselineStartAt: span?.startsAt ?? null,
      baselineEndAt: span?.endsAt ?? null,
    });
  }
}
