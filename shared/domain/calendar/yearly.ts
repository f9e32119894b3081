import { DAY } from '../time.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * For a yearly rule: the days (midnights, ms UTC) of a calendar year that it names (RFC 5545 section 3.3.10), in order,
 * before BYSETPOS. For the parts that the expansion library places wrongly: BYWEEKNO, BYYEARDAY, weekdays counted in
 * the year. Each part narrows what the others leave. A week counts with the days it has in this year; without BYDAY it
 * gives the weekday of the first start. `first` is the first start, as a wall-clock reading.
 */
export function yearDaysOf(
  parts: ReadonlyMap<string, string>,
  first: number,
): (year: number) => readonly number[] {
  const months = listOf(parts, 'BYMONTH');
  const yearDays = listOf(parts, 'BYYEARDAY');
  const monthDays = listOf(parts, 'BYMONTHDAY');
  const weeks = listOf(parts, 'BYWEEKNO');
  const weekStart = WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO');
  const ownWeekday = weeks && !yearDays && !monthDays ? [{ weekday: weekdayOf(first), nth: 0 }] : undefined;
  const weekdays = parts.get('BYDAY')?.split(',').map(weekdayAndPlace) ?? ownWeekday;

  return (year) => {
    const start = dayOf(year, 0);
    const length = (dayOf(year + 1, 0) - start) / DAY;
    const found: number[] = [];
    for (let month = 0; month < 12; month++) {
      if (months && !months.includes(month + 1)) continue;
      const monthStart = dayOf(year, month);
      const monthLength = (dayOf(year, month + 1) - monthStart) / DAY;
      for (let index = 0; index < monthLength; index++) {
        const day = monthStart + index * DAY;
        const place = (day - start) / DAY;
        if (yearDays && !names(yearDays, place + 1, length)) continue;
        if (monthDays && !names(monthDays, index + 1, monthLength)) continue;
        const fits = months
          ? onWeekday(weekdays, day, index, monthLength)
          : onWeekday(weekdays, day, place, length);
        if (fits && (!weeks || inWeek(weeks, day, year, weekStart))) found.push(day);
      }
    }
    return found;
  };
}

type Weekday = { readonly weekday: number; readonly nth: number };

/** `-2FR` is the last but one Friday, `FR` (place 0) each of them. */
function weekdayAndPlace(item: string): Weekday {
  return { weekday: WEEKDAYS.indexOf(item.slice(-2)), nth: Number(item.slice(0, -2)) };
}

/** Whether a day is one of the weekdays asked for; `index` is its place, from 0, in the month or year they count in. */
function onWeekday(
  asked: readonly Weekday[] | undefined,
  day: number,
  index: number,
  length: number,
): boolean {
  if (!asked) return true;
  const own = weekdayOf(day);
  const front = Math.floor(index / 7) + 1;
  const back = -(Math.floor((length - 1 - index) / 7) + 1);
  return asked.some(({ weekday, nth }) => weekday === own && (nth === 0 || nth === front || nth === back));
}

function inWeek(weeks: readonly number[], day: number, year: number, weekStart: number): boolean {
  const own = [year + 1, year, year - 1].find((one) => day >= firstWeek(one, weekStart)) ?? year;
  const start = firstWeek(own, weekStart);
  const count = (firstWeek(own + 1, weekStart) - start) / (7 * DAY);
  return names(weeks, Math.floor((day - start) / (7 * DAY)) + 1, count);
}

/** Where week 1 of a year begins: the first week with at least four of its days in the year. */
function firstWeek(year: number, weekStart: number): number {
  const fourth = dayOf(year, 0) + 3 * DAY;
  return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7) * DAY;
}

/** Whether a list names a place from 1 to `size`, counted from either end. */
function names(list: readonly number[], place: number, size: number): boolean {
  return list.includes(place) || list.includes(place - size - 1);
}

function listOf(parts: ReadonlyMap<string, string>, name: string): number[] | undefined {
  return parts.get(name)?.split(',').map(Number);
}

/** 0 = Monday. 1 January 1970 was a Thursday. */
function weekdayOf(at: number): number {
  return ((Math.floor(at / DAY) % 7) + 10) % 7;
}

/** Midnight of the first day of a month; years below 100 are what they say. */
function dayOf(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1);
}
