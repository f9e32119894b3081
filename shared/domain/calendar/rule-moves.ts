import { DAY, planTimeAt, readingOf, wallOf } from '../time.ts';
import { clockOf } from '../zone-clock.ts';
import type { Timing } from './expansion.ts';
import { type Parts, partsOf, untilOf, withEnd } from './rrule.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

type Moved = { readonly ok: true; readonly rrule: string } | { readonly ok: false; readonly reason: string };

const NAMES_DAYS =
  'The rule names its days, so they cannot all move to other days. Change how it repeats as well, or move this one only.';
const NAMES_TIMES =
  'The rule names its times of day, so they cannot all move. Change BYHOUR and BYMINUTE as well, or move this one only.';

/**
 * The RRULE of a rule whose starts all move by `by` ms on the wall clock, to the clock of `zone`: weekdays and days of
 * the month that it names move too, and so does its UNTIL. Refused where RFC 5545 has no words for the moved days, such
 * as the day after the second Tuesday.
 */
export function moveRule(rule: Timing, by: number, zone: string): Moved {
  if (rule.rrule === '' || (by === 0 && zone === rule.zone)) return { ok: true, rrule: rule.rrule };
  const parts = partsOf(rule.rrule);
  if (typeof parts === 'string') return { ok: false, reason: parts };
  if (by % DAY !== 0 && (parts.has('BYHOUR') || parts.has('BYMINUTE')))
    return { ok: false, reason: NAMES_TIMES };
  const first = wallOf(rule.startLocal);
  const days = Math.floor((first + by) / DAY) - Math.floor(first / DAY);
  const moved = days === 0 ? parts : moveDays(parts, first, days);
  if (moved === null) return { ok: false, reason: NAMES_DAYS };
  const rrule = [...moved].map(([name, value]) => `${name}=${value}`).join(';');
  const until = untilOf(parts);
  if (until === null) return { ok: true, rrule };
  // UNTIL is read on the clock of the rule: there it moves with the starts.
  const wall = wallOf(planTimeAt(until, rule.zone).local) + by;
  return { ok: true, rrule: withEnd(rrule, { until: clockOf(zone)(wall).at }) };
}

function moveDays(parts: Parts, first: number, days: number): Parts | null {
  const freq = parts.get('FREQ');
  const byDay = parts.get('BYDAY')?.split(',');
  if (freq === 'DAILY' || freq === 'WEEKLY') {
    if (parts.has('BYMONTH') || parts.has('BYMONTHDAY')) return null;
    if (!byDay) return parts;
    const turned = new Map(parts).set('BYDAY', byDay.map((day) => turn(day, days)).join(','));
    // The weeks that are counted begin as many days later.
    return freq === 'WEEKLY' ? turned.set('WKST', turn(parts.get('WKST') ?? 'MO', days)) : turned;
  }
  if (byDay || ['BYYEARDAY', 'BYWEEKNO', 'BYSETPOS'].some((name) => parts.has(name))) return null;
  const listed = parts.get('BYMONTHDAY')?.split(',').map(Number);
  const named = listed ?? [new Date(first).getUTCDate()];
  // Within the days that every month has, nothing is skipped before or after.
  const inEvery = (day: number) => day >= 1 && day <= 28;
  if (!named.every((day) => inEvery(day) && inEvery(day + days))) return null;
  return listed ? new Map(parts).set('BYMONTHDAY', named.map((day) => day + days).join(',')) : parts;
}

function turn(day: string, days: number): string {
  const index = WEEKDAYS.indexOf(day) + days;
  return WEEKDAYS[((index % 7) + 7) % 7] ?? day;
}

/** A wall-clock reading some ms later, or earlier. */
export function later(local: string, by: number): string {
  return readingOf(wallOf(local) + by);
}
