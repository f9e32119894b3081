import { Temporal } from 'temporal-polyfill';
import type { Day } from '#renderer/features/calendar/layout.ts';

/** One full hour on the ruler of a day. `x` is its share of the day's real length, 0 to 1. */
export type HourTick = {
  readonly at: number;
  readonly x: number;
  readonly hour: number;
  /** The clock jumps here over the hours before (`skipped`), or this hour comes a second time (`again`). */
  readonly mark: 'plain' | 'skipped' | 'again';
};

/** Every full hour that the clock of the zone shows on a day, in order: 23, 24 or 25 of them. */
export function hourTicks(day: Day, zone: string): readonly HourTick[] {
  const ticks: HourTick[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(day.startsAt).toZonedDateTimeISO(zone);
  if (at.minute !== 0) at = nextFullHour(at);
  for (; at.epochMilliseconds < day.endsAt; at = nextFullHour(at)) {
    const before = ticks.at(-1)?.hour;
    const mark =
      before === undefined || at.hour === before + 1 ? 'plain' : at.hour <= before ? 'again' : 'skipped';
    const x = (at.epochMilliseconds - day.startsAt) / (day.endsAt - day.startsAt);
    ticks.push({ at: at.epochMilliseconds, x, hour: at.hour, mark });
  }
  return ticks;
}

/** In exact time; where a clock is set by half an hour (Lord Howe), an hour on is not a full hour yet. */
function nextFullHour(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const next = at.add({ minutes: 60 - at.minute });
  return next.minute === 0 ? next : next.add({ minutes: 60 - next.minute });
}

/** Sentence about a day whose clocks change; empty on an ordinary one. */
export function clockChange(day: Day, zone: string): string {
  const minutes = Math.round((day.endsAt - day.startsAt) / 60_000) - 24 * 60;
  if (minutes === 0) return '';
  const jump = Temporal.Instant.fromEpochMilliseconds(day.startsAt)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('next');
  const hours = Math.round((day.endsAt - day.startsAt) / 36_000) / 100;
  if (jump === null) return `${hours} hours long`;
  const wall = jump.toPlainTime();
  const show = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' });
  return minutes < 0
    ? `${hours} hours long: ${show(wall.subtract({ minutes: -minutes }))} to ${show(wall)} does not exist`
    : `${hours} hours long: ${show(wall)} to ${show(wall.add({ minutes }))} comes twice`;
}
