import type { Change } from '#shared/contract/changes.ts';
import type { Run } from '#shared/contract/runbooks.ts';
import { editableFields } from '#shared/domain/changes/changes.ts';
import { changeInRun } from '#shared/domain/runs/one-change.ts';
import type { Tx, Who } from '../log.ts';
import { transition } from './change-moves.ts';
import { getChange, saveChange } from './changes.ts';
import { eventsOf, getRun, momentsOf, stepsOf } from './runs.ts';
import { DONE_ALONE, recordOnStep } from './step-events.ts';

type Mark = NonNullable<Change['awaitingReplanning']>;

/**
 * Lets a ticket leave the run of its release. Being carried out, it goes to Review with how it went. Before that it leaves
 * the release and its time, and a scheduled one goes back to New: its approval was for this night. One on hold keeps its state.
 */
export function leaveRun(tx: Tx, one: Change, awaitingReplanning: Mark): void {
  const { outcome, reason } = awaitingReplanning;
  const closeCode = outcome === 'taken out' ? 'not implemented' : outcome;
  if (one.state === 'Implement' || one.state === 'Review') {
    const moved = one.state === 'Implement' ? transition(tx, one, 'Review') : one;
    saveChange(tx, moved, { closeCode, awaitingReplanning });
  } else if (editableFields(one).includes('releaseId')) {
    const moved = one.state === 'Scheduled' && !one.onHold ? transition(tx, one, 'New', { reason }) : one;
    const nowhere = { releaseId: null, plannedStart: null, plannedEnd: null };
    saveChange(tx, moved, { ...nowhere, awaitingReplanning });
  }
}

/**
 * What follows from the end of a run that backed out one change alone. Service restored: whatever is left of the change in
 * its run counts as undone, and its ticket awaits re-planning. Else nothing moves, and the change is in its run as before.
 */
export function settleAlone(
  tx: Tx,
  who: Who,
  { changeId, backsOutId, id, kind }: Run,
  restoredAt: number,
): void {
  if (changeId === null || backsOutId === null) return;
  const { begun, backOut } = changeInRun(stepsOf(tx, backsOutId), eventsOf(tx, backsOutId), changeId);
  if (getRun(tx, backsOutId).endedAt === null) {
    for (const one of begun) recordOnStep(tx, who, one.id, 'undo', '');
    for (const one of backOut) recordOnStep(tx, who, one.id, 'skip', DONE_ALONE);
  }
  if (kind === 'rehearsal') return;
  const said = momentsOf(tx, backsOutId).findLast((one) => one.changeId === changeId);
  const mark: Mark = {
    reason: said?.comment ?? '',
    runId: id,
    at: tx.now,
    outcome: 'backed out',
    restoredAt,
  };
  leaveRun(tx, getChange(tx, changeId), mark);
}
