import { generateKeyBetween } from 'fractional-indexing';
import type { RunView } from '#shared/contract/runbooks.ts';
import type { FailureAnswer } from '#shared/contract/step-failures.ts';
import { newId, type StepId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { whileSuspended } from '#shared/domain/runs/run-moments.ts';
import { eventAfterFailure } from '#shared/domain/runs/step-failures.ts';
import { type Tx, type Who, write } from '../log.ts';
import { step } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { mustExist } from './references.ts';
import { whyChangeHolds } from './run-changes.ts';
import { getStep, momentsOf, mustBeUnderWay, runView, stepsOf } from './runs.ts';
import { mirrorTick, recordOnStep } from './step-events.ts';
import { stateOfStep, stepToTick } from './step-state.ts';

/**
 * Lets a run go on after a failed step, in one entry: the failure stays on record, is cleared, and the step starts again
 * or is passed. Rolling forward inserts the step that fixes it; what waited for the failed step waits for the fix.
 * Throws NOT_FOUND, REFUSED.
 */
export function answerFailure(store: Store, who: Who, id: StepId, answer: FailureAnswer): RunView {
  const reason = answer.reason.trim();
  const { runId } = getStep(store.db, id);
  write(store, who, reason || 'Tried again', (tx) => {
    const found = stepToTick(tx, id);
    mustBeUnderWay(found);
    if (stateOfStep(tx, id) !== 'failed')
      throw refused(`Step ${found.number} has not failed, or not any more.`);
    if (answer.choice !== 'retry' && !reason)
      throw refused(`Step ${found.number} can be passed only with a comment that says why.`);
    const kind = eventAfterFailure[answer.choice];
    const moments = momentsOf(tx, found.runId);
    const held =
      whyChangeHolds(tx, found.runId, found.changeId, moments) ?? whileSuspended(moments, 'ready', kind);
    if (held) throw refused(held);
    recordOnStep(tx, who, id, 'clear', answer.choice === 'retry' ? reason : '');
    if (answer.choice === 'roll forward') {
      const number = insertFix(tx, id, answer.fix);
      recordOnStep(tx, who, id, kind, `Rolled forward, fixed by step ${number}: ${reason}`);
    } else recordOnStep(tx, who, id, kind, answer.choice === 'retry' ? '' : reason);
    mirrorTick(tx, who, id, kind);
  });
  return runView(store.db, runId, store.now());
}

type Fix = Extract<FailureAnswer, { choice: 'roll forward' }>['fix'];

/** The number of the inserted step. It belongs to the change and the service of the step it fixes. */
function insertFix(tx: Tx, failedId: StepId, { title, plannedMinutes, ownerId }: Fix): number {
  mustExist(tx, { person: [ownerId] });
  const failed = getStep(tx, failedId);
  const steps = stepsOf(tx, failed.runId);
  const at = steps.findIndex((each) => each.id === failedId);
  const id = newId<StepId>();
  const number = Math.max(0, ...steps.map((each) => each.number)) + 1;
  tx.insert(step, {
    id,
    runId: failed.runId,
    number,
    section: failed.section,
    title,
    shortTitle: '',
    instructions: '',
    kind: 'manual',
    ownerRole: '',
    plannedMinutes,
    undo: 'none needed',
    undoMinutes: null,
    undoTitle: '',
    position: generateKeyBetween(failed.position, steps[at + 1]?.position ?? null),
    dependsOn: [failedId],
    ownerId,
    changeId: failed.changeId,
    serviceId: failed.serviceId,
    undoesId: null,
    voterIds: [],
  });
  for (const each of steps) {
    if (each.dependsOn.includes(failedId)) tx.patch(step, each.id, { dependsOn: [...each.dependsOn, id] });
  }
  return number;
}
