import { MINUTE, planTime, planTimeAt, wallOf } from '#shared/domain/time.ts';
import { EventFault, type EventProperty } from './properties.ts';
import { localIn, nameWithin, type Place, type Placed, wallPlus } from './stamps.ts';

/** One occurrence on the clock of its series' zone. */
export type Period = {
  readonly startLocal: string;
  readonly endLocal: string;
  readonly line: number;
  /** As long as the rest of the series: then nothing but its start is special. */
  readonly usual: boolean;
};

/**
 * End of something that begins at `start` and lasts for a DURATION: its days and weeks are counted on the clock, the
 * rest exactly (RFC 5545 section 3.3.6). Throws EventFault for what is no length.
 */
export function lengthOf(duration: EventProperty, start: Placed): string {
  return endAfter(String(duration.values[0]), start, duration.line);
}

function endAfter(text: string, start: Placed, line: number): string {
  const match =
    /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/.exec(text);
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (match ?? [])
    .slice(1)
    .map((n) => Number(n ?? 0));
  const exact = hours * 60 + minutes + Math.ceil(seconds / 60);
  const byClock = (weeks * 7 + days) * 24 * 60;
  if (match === null || exact + byClock === 0)
    throw new EventFault(line, `“${text.slice(0, 40)}” is not a length of time; it looks like PT4H or P1D.`);
  const day = wallPlus(start.local, byClock);
  if (exact === 0) return day;
  const at = planTime({ local: day, zone: start.zone }).at + exact * MINUTE;
  return planTimeAt(at, start.zone).local;
}

/** The occurrences an event gives as periods (RDATE;VALUE=PERIOD). */
export function periodsOf(
  dates: readonly EventProperty[],
  place: Place,
  series: { readonly zone: string; readonly startLocal: string; readonly allDay: boolean },
  endLocal: string,
): Period[] {
  const usual = wallOf(endLocal) - wallOf(series.startLocal);
  return dates.flatMap((property) =>
    property.values.filter(Array.isArray).map(([from, to]: unknown[]) => {
      const start = place(property, from, series.zone);
      const startLocal = nameWithin(start, series);
      const end = String(to).includes('P')
        ? endAfter(String(to), { ...start, local: startLocal, zone: series.zone }, property.line)
        : localIn(place(property, to, series.zone), series.zone);
      return {
        startLocal,
        endLocal: end,
        line: property.line,
        usual: wallOf(end) - wallOf(startLocal) === usual,
      };
    }),
  );
}
