import { formatDate, formatLongDate } from '#renderer/lib/format.ts';
import { type Day, daysFrom, monthOf, weekOf } from './layout.ts';

export type CalendarView = 'month' | 'week' | 'day' | 'agenda' | 'lanes';
export type LaneWeeks = 1 | 2;

export const VIEWS: readonly {
  readonly view: CalendarView;
  readonly name: string;
  readonly key: string;
  /** What one page of it is called. */
  readonly page: string;
}[] = [
  { view: 'month', name: 'Month', key: 'm', page: 'month' },
  { view: 'week', name: 'Week', key: 'w', page: 'week' },
  { view: 'day', name: 'Day', key: 'd', page: 'day' },
  { view: 'agenda', name: 'Agenda', key: 'a', page: 'four weeks' },
  { view: 'lanes', name: 'Lanes', key: 'l', page: 'weeks' },
];

const MONTH_ROWS = 5;
const AGENDA_WEEKS = 4;

/** The days a view shows around a date, in rows; each row is asked for by itself. */
export function periodOf(
  view: CalendarView,
  date: string,
  zone: string,
  laneWeeks: LaneWeeks,
): readonly (readonly Day[])[] {
  switch (view) {
    case 'month':
      return atLeastFiveWeeks(monthOf(date, zone), zone);
    case 'week':
      return [weekOf(date, zone)];
    case 'day':
      return [daysFrom(date, 1, zone)];
    case 'agenda':
      return weeksFrom(date, AGENDA_WEEKS, zone);
    case 'lanes':
      return weeksFrom(date, laneWeeks, zone);
  }
}

/** How far one page of a view goes. */
export function pageOf(
  view: CalendarView,
  laneWeeks: LaneWeeks,
): { readonly days?: number; readonly months?: number } {
  switch (view) {
    case 'month':
      return { months: 1 };
    case 'week':
      return { days: 7 };
    case 'day':
      return { days: 1 };
    case 'agenda':
      return { days: 7 * AGENDA_WEEKS };
    case 'lanes':
      return { days: 7 * laneWeeks };
  }
}

/** Heading of what is shown: `February 2027`, `8 to 14 February 2027`, `Thu 11 February 2027`. */
export function titleOf(
  view: CalendarView,
  weeks: readonly (readonly Day[])[],
  selected: string,
  zone: string,
): string {
  const first = weeks[0]?.[0];
  const last = weeks.at(-1)?.at(-1);
  if (first === undefined || last === undefined) return '';
  const end = formatLongDate(last.startsAt, zone).split(' ').slice(1).join(' ');
  switch (view) {
    case 'month': {
      const inside = weeks.flat().find((day) => day.date === selected) ?? first;
      return formatLongDate(inside.startsAt, zone).split(' ').slice(2).join(' ');
    }
    case 'day':
      return `${formatDate(first.startsAt, zone).split(' ')[0]} ${end}`;
    case 'week':
    case 'agenda':
    case 'lanes': {
      const [, day, month] = formatDate(first.startsAt, zone, first.startsAt).split(' ');
      return `${first.date.slice(0, 7) === last.date.slice(0, 7) ? day : `${day} ${month}`} to ${end}`;
    }
  }
}

/** A month of four weeks shows the week after it too, so that what ends with the month is seen to end. */
function atLeastFiveWeeks(weeks: readonly (readonly Day[])[], zone: string): readonly (readonly Day[])[] {
  const last = weeks.at(-1)?.at(-1);
  if (weeks.length >= MONTH_ROWS || last === undefined) return weeks;
  return [...weeks, daysFrom(last.date, 8, zone).slice(1)];
}

function weeksFrom(date: string, count: number, zone: string): readonly (readonly Day[])[] {
  const monday = weekOf(date, zone)[0]?.date ?? date;
  const days = daysFrom(monday, 7 * count, zone);
  return Array.from({ length: count }, (_, i) => days.slice(7 * i, 7 * i + 7));
}
