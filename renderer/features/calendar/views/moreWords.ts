import { formatCount } from '#renderer/lib/format.ts';
import type { BookingItem, EventItem, PlateItem } from './rowItems.ts';

/**
 * What did not fit on a day, in words: `3 more changes`, `3 more, 1 in conflict`; `+3` where the day is narrow, empty
 * when everything fits.
 */
export function moreWords(hidden: readonly (BookingItem | PlateItem | EventItem)[], narrow: boolean): string {
  if (hidden.length === 0) return '';
  const conflicts = hidden.filter(
    (item) => item.kind === 'booking' && item.booking.hard + item.booking.soft > 0,
  ).length;
  if (narrow) return `+${hidden.length}`;
  if (conflicts > 0) return `${hidden.length} more, ${conflicts} in conflict`;
  const kinds = new Set(hidden.map((item) => (item.kind === 'booking' ? item.booking.kind : item.kind)));
  const [kind] = kinds;
  if (kinds.size > 1 || kind === undefined || kind === 'plate') return `${hidden.length} more`;
  return formatCount(hidden.length, `more ${kind}`);
}
