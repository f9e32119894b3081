import { Temporal } from 'temporal-polyfill';
import { MINUTE } from '#shared/domain/time.ts';

// A pack is made again years later, byte for byte: names of months and days come from here, not from the computer.

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Writes instants (ms UTC) as they read on the clocks of one zone. */
export type Clock = ReturnType<typeof clockOf>;

export function clockOf(zone: string) {
  const on = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const two = (n: number) => String(n).padStart(2, '0');
  const month = (one: Temporal.ZonedDateTime) => MONTHS[one.month - 1] ?? '';
  const weekday = (one: Temporal.ZonedDateTime) => DAYS[one.dayOfWeek - 1] ?? '';
  /** `22:00`. */
  const time = (at: number) => `${two(on(at).hour)}:${two(on(at).minute)}`;
  /** `11 Feb`. */
  const day = (at: number) => `${on(at).day} ${month(on(at)).slice(0, 3)}`;
  /** `Thu 11 Feb`. */
  const weekDay = (at: number) => `${weekday(on(at)).slice(0, 3)} ${day(at)}`;
  return {
    time,
    day,
    weekDay,
    /** `11 Feb, 22:00`. */
    dayTime: (at: number) => `${day(at)}, ${time(at)}`,
    /** `Thu 11 Feb, 22:00`. */
    weekDayTime: (at: number) => `${weekDay(at)}, ${time(at)}`,
    /** `9 February 2027`. */
    date: (at: number) => `${on(at).day} ${month(on(at))} ${on(at).year}`,
    /** `Wednesday 10 February 2027`. */
    longDate: (at: number) => `${weekday(on(at))} ${on(at).day} ${month(on(at))} ${on(at).year}`,
    month: (at: number) => month(on(at)),
    /** Midnights of the days that begin in [from, until), in ms. */
    midnights: (from: number, until: number) => {
      const found: number[] = [];
      for (let one = on(from).startOfDay(); one.epochMilliseconds < until; one = one.add({ days: 1 })) {
        if (one.epochMilliseconds >= from) found.push(one.epochMilliseconds);
      }
      return found;
    },
    /** True on Mondays. */
    beginsWeek: (at: number) => on(at).dayOfWeek === 1,
    /** `Thu 11 Feb, 22:12 to 01:26`; the day stands again where it is not the same night. */
    span: (from: number, until: number) =>
      `${weekDay(from)}, ${time(from)} to ${until - from <= 14 * 60 * MINUTE ? time(until) : `${weekDay(until)}, ${time(until)}`}`,
    /** Year, month, day, hour, minute and second, for the date of a document. */
    parts: (at: number) => {
      const { year, month, day, hour, minute, second } = on(at);
      return { year, month, day, hour, minute, second };
    },
    /** Puts the times of a sentence in: `{1802300400000}` becomes `Thu 11 Feb, 01:09`. */
    sentence: (text: string) =>
      text.replace(/\{(-?\d{9,16})\}/g, (_, at: string) => `${weekDay(Number(at))}, ${time(Number(at))}`),
  };
}
