import type { Booking } from '#shared/contract/calendar.ts';
import { changeState } from '#shared/contract/changes.ts';
import { releaseState } from '#shared/contract/releases.ts';
import { mayMove } from '#shared/domain/conflicts/moving.ts';

const known = new Map<string, boolean>();

/** False when its state alone keeps a booking where it is. What is on hold is told apart by the main process. */
export function isMovable(booking: Pick<Booking, 'kind' | 'state' | 'rides'>): boolean {
  // Hundreds of marks ask this with each drawing.
  const key = `${booking.kind} ${booking.state} ${booking.rides}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const movable = judge(booking);
  known.set(key, movable);
  return movable;
}

function judge({ kind, state, rides }: Pick<Booking, 'kind' | 'state' | 'rides'>): boolean {
  if (kind === 'release') {
    const parsed = releaseState.safeParse(state);
    return parsed.success && mayMove({ kind, state: parsed.data, reason: '' }).ok;
  }
  const parsed = changeState.safeParse(state);
  return parsed.success && mayMove({ kind, state: parsed.data, rides, onHold: false, reason: '' }).ok;
}
