import { formatCount } from '#renderer/lib/format.ts';
import type { BookingItem, EventItem, PlateItem } from './rowItems.ts';

/** Widths of a day in px below which only the figure, or no kind, is said. */
const NARROW_PX = 110;
const WORDS_PX = 150;

/**
 * What did not fit on a day, in words: `3 more changes`, `3 more, 1 in conflict`; `+3` where the day is narrow, empty
 * when everything fits.
 */
export function moreWords(hidden: readonly (BookingItem | PlateItem | EventItem)[], dayPx: number): string {
  if (hidden.length === 0) return '';
  const conflicts = hidden.filter(
    (item) => item.kind === 'booking' && item.booking.hard + item.booking.soft > 0,
  ).length;
  if (dayPx < NARROW_PX) return `+${hidden.length}`;
  if (dayPx < WORDS_PX) return `${hidden.length} more`;
  if (conflicts > 0) return `${hidden.length} more, ${conflicts} in conflict`;
  const kinds = new Set(hidden.map((item) => (item.kind === 'booking' ? item.booking.kind : item.kind)));
  const [kind] = kinds;
  if (kinds.size > 1 || kind === undefined || kind === 'plate') return `${hidden.length} more`;
  return formatCount(hidden.length, `more ${kind}`);
}
