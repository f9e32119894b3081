import type { StepEventKind } from '#shared/contract/run-records.ts';
import { newId, type StepEventId, type StepId } from '#shared/domain/ids.ts';
import { mirrored } from '#shared/domain/runs/one-change.ts';
import type { Tx, Who } from '../log.ts';
import { stepEvent } from '../schema/runbooks.ts';
import { recordedNext } from './run-order.ts';
import { getRun, getStep } from './runs.ts';
import { stateOfStep } from './step-state.ts';

/** Why a back-out step of a run is left out: its copy was done in the back-out of its change alone. */
export const DONE_ALONE = 'Done with in the back-out of its change alone.';

/** Records something on a step, now. */
export function recordOnStep(tx: Tx, who: Who, stepId: StepId, kind: StepEventKind, comment: string): void {
  const { runId } = getStep(tx, stepId);
  tx.insert(stepEvent, {
    id: newId<StepEventId>(),
    runId,
    stepId,
    kind,
    comment,
    actorId: who.onBehalfOf ?? who.actor,
    occurredAt: tx.now,
    recordedAt: recordedNext(tx, runId, tx.now),
  });
}

/** Lets the run that a one-change back-out comes from know what a tick there did to its own step. */
export function mirrorTick(tx: Tx, who: Who, stepId: StepId, kind: StepEventKind): void {
  const { undoesId, runId } = getStep(tx, stepId);
  if (undoesId === null || getRun(tx, runId).changeId === null) return;
  const source = getStep(tx, undoesId);
  if (getRun(tx, source.runId).endedAt !== null) return;
  const own = mirrored(kind, source, stateOfStep(tx, source.id));
  if (own) recordOnStep(tx, who, source.id, own, own === 'skip' ? DONE_ALONE : '');
}
