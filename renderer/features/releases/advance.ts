import type { ChangeRow, ChangeState } from '#shared/contract/changes.ts';
import { forwardState, statesByType } from '#shared/domain/changes/changes.ts';
import type { ChangeId } from '#shared/domain/ids.ts';

type Standing = Pick<ChangeRow, 'id' | 'state' | 'type' | 'onHold'>;

/** True when a change can still be brought to Scheduled: not there yet, not finished, not on hold. */
export function canAdvance({ state, type, onHold }: Standing): boolean {
  const way = statesByType[type];
  const forward = forwardState({ type, state });
  return !onHold && forward !== null && way.indexOf(forward) <= way.indexOf('Scheduled');
}

/** The next move on the way to Scheduled: those furthest behind first, all that go to the same state together; null when all are there. */
export function nextMove(
  changes: readonly Standing[],
): { readonly to: ChangeState; readonly ids: readonly ChangeId[] } | null {
  const order = statesByType.normal;
  const moves = changes.filter(canAdvance).map((change) => ({ id: change.id, to: forwardState(change) }));
  const to = order.find((state) => moves.some((move) => move.to === state));
  return to === undefined ? null : { to, ids: moves.filter((move) => move.to === to).map((move) => move.id) };
}
