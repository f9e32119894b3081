import type { StepPlan } from '#shared/contract/planning.ts';
import type { RunView, Step } from '#shared/contract/runbooks.ts';
import { dependencyCycle } from '#shared/domain/graph.ts';
import type { RunId, StepId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { type PlannedTimeInput, planTime } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import { run, step } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { mustExist } from './references.ts';
import { getRun, getStep, mustNotHaveStarted, rowToStep, runView, stepsOf } from './runs.ts';

/** Plans the start of a run anew. Throws NOT_FOUND, REFUSED once it has started. */
export function setStart(store: Store, who: Who, id: RunId, start: PlannedTimeInput): RunView {
  write(store, who, 'Start of the run planned anew', (tx) => {
    mustNotHaveStarted(getRun(tx, id));
    tx.patch(run, id, { plannedStartAt: planTime(start).at });
  });
  return runView(store.db, id, store.now());
}

/** Changes a step before its run starts. Throws NOT_FOUND, REFUSED with the path of dependencies that go in a circle. */
export function patchStep(store: Store, who: Who, id: StepId, fields: Partial<StepPlan>): Step {
  return write(store, who, 'Step of a run planned anew', (tx) => {
    const found = getStep(tx, id);
    mustNotHaveStarted(getRun(tx, found.runId));
    mustExist(tx, { person: [fields.ownerId] });
    const { dependsOn } = fields;
    if (dependsOn) mustBeOrdered(tx, { ...found, dependsOn });
    const row = tx.patch(step, id, { ...fields, ...(dependsOn && { dependsOn: [...new Set(dependsOn)] }) });
    if (!row) throw notFound('This step');
    return rowToStep(row);
  });
}

function mustBeOrdered(tx: Tx, changed: Step): void {
  const steps = stepsOf(tx, changed.runId).map((each) => (each.id === changed.id ? changed : each));
  const known = new Map(steps.map((each) => [each.id, each]));
  if (changed.dependsOn.some((one) => !known.has(one)))
    throw refused('A step waits only for steps of its own run.');
  const cycle = dependencyCycle(steps);
  if (cycle === null) return;
  const path = [...cycle, cycle[0]].flatMap((one) => {
    const each = one && known.get(one);
    return each ? [`${each.number} ${each.title}`] : [];
  });
  throw refused(`These steps would wait for one another: ${path.join(' → ')}.`);
}

/** Takes a step out of a run before it starts; what waited for it waits for what it waited for. Throws NOT_FOUND, REFUSED. */
export function removeStep(store: Store, who: Who, id: StepId): RunView {
  const { runId } = getStep(store.db, id);
  write(store, who, 'Step taken out of a run', (tx) => {
    const found = getStep(tx, id);
    mustNotHaveStarted(getRun(tx, found.runId));
    for (const each of stepsOf(tx, found.runId)) {
      if (!each.dependsOn.includes(id)) continue;
      const dependsOn = each.dependsOn.flatMap((one) => (one === id ? found.dependsOn : [one]));
      tx.patch(step, each.id, { dependsOn: [...new Set(dependsOn)] });
    }
    tx.remove(step, id);
  });
  return runView(store.db, runId, store.now());
}
