import { Temporal } from 'temporal-polyfill';

/** One calendar day of a zone, half-open [startsAt, endsAt) in ms UTC; 23 or 25 hours long where clocks change. */
export type Day = { readonly date: string; readonly startsAt: number; readonly endsAt: number };

/** `count` days in a row, the first being `date`; each ends where the next one starts. */
export function daysFrom(date: string, count: number, zone: string): readonly Day[] {
  const first = Temporal.PlainDate.from(date);
  const starts = Array.from({ length: count + 1 }, (_, i) => startOf(first.add({ days: i }), zone));
  return starts.slice(0, count).map((startsAt, i) => ({
    date: first.add({ days: i }).toString(),
    startsAt,
    endsAt: starts[i + 1] ?? startsAt,
  }));
}

/** The seven days, Monday first, of the week that holds `date`. */
export function weekOf(date: string, zone: string): readonly Day[] {
  const day = Temporal.PlainDate.from(date);
  return daysFrom(day.subtract({ days: day.dayOfWeek - 1 }).toString(), 7, zone);
}

/** Every week that touches the month of `date`: four, five or six rows of seven days. */
export function monthOf(date: string, zone: string): readonly (readonly Day[])[] {
  const first = Temporal.PlainDate.from(date).with({ day: 1 });
  const last = first.add({ months: 1 }).subtract({ days: 1 });
  const weeks: (readonly Day[])[] = [];
  for (let at = first; ; at = at.add({ days: 7 })) {
    const monday = at.subtract({ days: at.dayOfWeek - 1 });
    if (Temporal.PlainDate.compare(monday, last) > 0) return weeks;
    weeks.push(daysFrom(monday.toString(), 7, zone));
  }
}

/** The date some days or months away; a day that the target month lacks becomes its last one. */
export function moveDate(date: string, by: { readonly days?: number; readonly months?: number }): string {
  return Temporal.PlainDate.from(date).add(by).toString();
}

/** ISO 8601 week number of a date. */
export function weekNumber(date: string): number {
  return Temporal.PlainDate.from(date).weekOfYear ?? 0;
}

/** Instants (ms UTC) at which the clock of the zone shows the given full hours on that day; skipped hours drop out. */
export function hourMarks(
  date: string,
  hours: readonly number[],
  zone: string,
): readonly { hour: number; at: number }[] {
  return hours.flatMap((hour) => {
    const at = Temporal.PlainDate.from(date).toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from({ hour }),
    });
    return at.hour === hour ? [{ hour, at: at.epochMilliseconds }] : [];
  });
}

/**
 * Where an instant stands on a row of days of equal width: 0 = start of the first, 2.5 = middle of the third.
 * Inside a day it is the elapsed share of that day's real length, so order is kept when clocks change. Clamped to the row.
 */
export function xIn(days: readonly Day[], at: number): number {
  const index = days.findIndex((day) => at < day.endsAt);
  if (index === -1) return days.length;
  const day = days[index];
  if (day === undefined || at <= day.startsAt) return index;
  return index + (at - day.startsAt) / (day.endsAt - day.startsAt);
}

/**
 * The instant (ms UTC) that stands at `x` on a row of days: the inverse of `xIn`. Left of the row is its start, right of
 * it its end.
 */
export function instantAt(days: readonly Day[], x: number): number {
  const index = Math.max(0, Math.min(Math.floor(x), days.length - 1));
  const day = days[index];
  if (day === undefined) return 0;
  const share = Math.max(0, Math.min(x - index, 1));
  return Math.round(day.startsAt + share * (day.endsAt - day.startsAt));
}

/** True when [startsAt, endsAt) has time in common with the days; an instant counts as touching the day it falls in. */
export function touches(
  span: { readonly startsAt: number; readonly endsAt: number },
  days: readonly Day[],
): boolean {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined || span.startsAt >= last.endsAt) return false;
  return span.endsAt > first.startsAt || (span.startsAt === span.endsAt && span.startsAt === first.startsAt);
}

function startOf(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}
