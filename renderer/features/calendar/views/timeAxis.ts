import type { Day } from '#renderer/features/calendar/layout.ts';
import { type Item, type Placed, packLanes } from './lanes.ts';

/** Every item in a lane of its own, in order of time; for views that give each booking a line. */
export function oneLaneEach<T extends Item>(
  items: readonly T[],
  days: readonly Day[],
  dayPx: number,
): readonly Placed<T>[] {
  return items
    .toSorted((a, b) => a.startsAt - b.startsAt || b.endsAt - a.endsAt)
    .flatMap((item) => packLanes([item], days, dayPx))
    .map((placed, lane) => ({ ...placed, lane }));
}
