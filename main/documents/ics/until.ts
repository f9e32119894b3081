import { planTime, planTimeAt } from '#shared/domain/time.ts';
import { stampOf } from './stamps.ts';

type Series = {
  readonly zone: string;
  readonly allDay: boolean;
  /** The start names no zone: then UNTIL names none either, and that is right. */
  readonly floating: boolean;
};

/**
 * The rule with its UNTIL as a time in UTC. RFC 5545 section 3.3.10 wants a day for whole days, a time without zone for
 * floating events, else UTC; what stands otherwise is read as it was meant and said through `note`.
 */
export function untilInUtc(rrule: string, series: Series, note: (what: string) => void): string {
  return rrule.replace(/(^|;)UNTIL=(\d{8})(?:T(\d{6})(Z?))?(?=;|$)/, (whole, before, day, clock, z) => {
    const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
    const time = clock === undefined ? '' : `T${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4)}`;
    const stamp = stampOf(`${date}${time}${z ?? ''}`);
    // Not a date: the check of the rule says so.
    if (stamp === null) return whole;
    const utc = (local: string) => `${before}UNTIL=${inUtc(planTime({ local, zone: series.zone }).at)}`;
    if (series.allDay) {
      if (stamp.isDate) return utc(stamp.local);
      note('UNTIL is a time, while the event lasts whole days; the day it falls on was taken.');
      const at = planTime({ local: stamp.local, zone: z === 'Z' ? 'UTC' : series.zone }).at;
      const meant = clock === '000000' ? stamp.local : planTimeAt(at, series.zone).local;
      return utc(`${meant.slice(0, 10)}T00:00`);
    }
    if (stamp.isDate) {
      note('UNTIL is a day, while the event has a time; the whole day was counted in.');
      return utc(`${date}T23:59`);
    }
    if (z === 'Z') return whole;
    if (!series.floating) note(`UNTIL is not in UTC; it was read in ${series.zone}.`);
    return utc(stamp.local);
  });
}

function inUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
