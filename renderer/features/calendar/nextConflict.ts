import type { Booking } from '#shared/contract/calendar.ts';

/** First booking with an open conflict that starts from `from` on; after the focused one when that is among them. */
export function nextConflict(
  bookings: readonly Booking[],
  from: number,
  focused: string | null,
): Booking | null {
  const found = bookings
    .filter((b) => b.hard + b.soft > 0)
    .toSorted((a, b) => a.startsAt - b.startsAt || a.ref.localeCompare(b.ref));
  const at = found.findIndex((b) => b.ref === focused);
  return (at === -1 ? found.find((b) => b.startsAt >= from) : found[at + 1]) ?? null;
}
