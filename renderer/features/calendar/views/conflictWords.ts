import { formatCount } from '#renderer/lib/format.ts';
import type { Booking } from '#shared/contract/calendar.ts';

/** How a booking's edge is drawn: a hard conflict, a soft one, or none that is open. */
export type ConflictEdge = 'hard' | 'soft' | null;

/** The edge of a booking with open conflicts. */
export function conflictEdge({ hard, soft }: Pick<Booking, 'hard' | 'soft'>): ConflictEdge {
  return hard > 0 ? 'hard' : soft > 0 ? 'soft' : null;
}

/** A booking's open conflicts in a few words, empty when there is none: `1 hard conflict`, `1 hard, 2 soft`. */
export function conflictWords({ hard, soft, waits }: Pick<Booking, 'hard' | 'soft' | 'waits'>): string {
  const counts =
    hard > 0 && soft > 0
      ? `${hard} hard, ${soft} soft`
      : hard > 0
        ? formatCount(hard, 'hard conflict')
        : soft > 0
          ? formatCount(soft, 'soft conflict')
          : '';
  return [counts, waits ? 'waits for an exception' : ''].filter((words) => words !== '').join(', ');
}

/** The same beside a title: what waits for an exception says only that; `2 hard` where the title is cut. */
export function shortConflictWords(one: Pick<Booking, 'hard' | 'soft' | 'waits'>, isCut = false): string {
  if (one.waits) return 'waits for an exception';
  return isCut ? conflictWords(one).replace(/ conflicts?$/, '') : conflictWords(one);
}
