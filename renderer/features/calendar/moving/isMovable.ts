import type { Booking } from '#shared/contract/calendar.ts';
import { changeState } from '#shared/contract/changes.ts';
import { releaseState } from '#shared/contract/releases.ts';
import { mayMove } from '#shared/domain/conflicts/moving.ts';

/** False when its state alone keeps a booking where it is. What is on hold is told apart by the main process. */
export function isMovable({ kind, state, rides }: Pick<Booking, 'kind' | 'state' | 'rides'>): boolean {
  if (kind === 'release') {
    const known = releaseState.safeParse(state);
    return known.success && mayMove({ kind, state: known.data, reason: '' }).ok;
  }
  const known = changeState.safeParse(state);
  return known.success && mayMove({ kind, state: known.data, rides, onHold: false, reason: '' }).ok;
}
