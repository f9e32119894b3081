import type { WindowRule } from '#shared/contract/calendar.ts';
import { type Expandable, occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import { MINUTE, planTime, planTimeAt, readingOf, wallOf } from '#shared/domain/time.ts';
import type { EventProperty } from './properties.ts';

/** A DATE or DATE-TIME as it stands in a file. `local` is its wall clock, `second` what goes beyond the minute. */
export type Stamp = {
  readonly local: string;
  readonly second: number;
  readonly isDate: boolean;
  readonly utc: boolean;
};

/** A time with the zone it is read in; a date stands at midnight. */
export type Placed = Stamp & { readonly zone: string };

/** Puts a value of a property on the clock of its zone; `usual` is the zone of a time that names none. */
export type Place = (property: EventProperty, value: unknown, usual?: string) => Placed;

/** Reads the value ical.js gives for a DATE or DATE-TIME, also one whose seconds are missing; null when it is no date. */
export function stampOf(value: unknown): Stamp | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(?::|(\d\d:\d\d)(?::(\d\d)?)?):?(Z?))?$/.exec(String(value));
  if (match === null) return null;
  const [, date = '', clock = '', second = '', z = ''] = match;
  const local = `${date}T${clock || '00:00'}`;
  const at = new Date(`${local}:00Z`);
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(local)) return null;
  return { local, second: Math.min(59, Number(second || 0)), isDate: clock === '', utc: z === 'Z' };
}

/** The wall clock of a time in another zone; a date stays the date it is. */
export function localIn(one: Placed, zone: string): string {
  if (one.isDate || one.zone === zone) return one.local;
  return planTimeAt(planTime({ local: one.local, zone: one.zone }).at, zone).local;
}

/** How an occurrence named by EXDATE, RDATE or RECURRENCE-ID is called in its series: on the clock of its zone. */
export function nameWithin(
  one: Placed,
  series: { readonly zone: string; readonly startLocal: string; readonly allDay: boolean },
): string {
  if (series.allDay) return `${one.local.slice(0, 10)}T00:00`;
  if (one.isDate) return `${one.local.slice(0, 10)}${series.startLocal.slice(10)}`;
  return localIn(one, series.zone);
}

/** A wall clock some minutes later, without regard to changes of the clock. */
export function wallPlus(local: string, minutes: number): string {
  return readingOf(wallOf(local) + minutes * MINUTE);
}

/** Whether the rule itself gives the first start: RFC 5545 asks for it, not everybody keeps to it. */
export function startsByRule(rule: Omit<Expandable, 'id'>): boolean {
  const { at } = planTime({ local: rule.startLocal, zone: rule.zone });
  const plain = { ...rule, id: NOBODY, exDates: [], rDates: [] };
  return occurrencesOf(plain, at, at + 1).some((one) => one.local === rule.startLocal);
}

const NOBODY = '' as WindowRule['id'];
