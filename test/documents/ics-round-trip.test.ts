import fc from 'fast-check';
import { expandRecurringEvent, sync as nodeIcal } from 'node-ical';
import { describe, expect, it } from 'vitest';
import { readCalendar } from '#main/documents/ics/read.ts';
import { writeCalendar } from '#main/documents/ics/write.ts';
import type { WindowRule } from '#shared/contract/calendar.ts';
import { checkWindowRule, occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import { newId, type ServiceId, type WindowId } from '#shared/domain/ids.ts';
import { DAY, planTime } from '#shared/domain/time.ts';
import { windowRule } from '#test/support/calendar.ts';
import { asFreeze } from '#test/support/ics/files.ts';

const STAMP = Date.UTC(2027, 1, 1, 9);
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];

const ruleOf = (fields: Partial<WindowRule> = {}) =>
  windowRule({ id: newId<WindowId>(), name: 'Tuesday night', protectionMinutes: 60, ...fields });

const written = (windows: readonly WindowRule[]) =>
  writeCalendar({ name: 'Northwind', stamp: STAMP, windows, bookings: [], meetings: [], trains: [] });
const readBack = (text: string) => readCalendar(Buffer.from(text), asFreeze, () => undefined);

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
  .filter((text) => text !== '');
const day = fc
  .integer({ min: 0, max: 800 })
  .map((n) => new Date(Date.UTC(2026, 5, 1) + n * DAY).toISOString().slice(0, 10));
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const frequency = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 4 }).map((n) => `FREQ=DAILY;INTERVAL=${n}`),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.uniqueArray(weekday, { minLength: 1, maxLength: 3 }))
    .map(([n, days]) => `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${days.join(',')}`),
  fc.tuple(fc.constantFrom('1', '2', '-1'), weekday).map(([n, one]) => `FREQ=MONTHLY;BYDAY=${n}${one}`),
  fc.integer({ min: 1, max: 28 }).map((n) => `FREQ=MONTHLY;BYMONTHDAY=${n}`),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), weekday)
    .map(([month, one]) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=-1${one}`),
);
type Ending = { count: number } | { untilDay: string } | null;
const ending: fc.Arbitrary<Ending> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1, max: 40 }).map((count) => ({ count })),
  day.map((untilDay) => ({ untilDay })),
);

/** Any window that Slipway would keep, with some occurrences left out, added and edited. */
const windows = fc
  .record({
    name,
    kind: fc.constantFrom('allow' as const, 'deny' as const, 'inform' as const),
    hard: fc.boolean(),
    traffic: fc.constantFrom('low' as const, 'usual' as const, 'high' as const),
    protectionMinutes: fc.integer({ min: 0, max: 600 }),
    zone: fc.constantFrom(...ZONES),
    allDay: fc.boolean(),
    day,
    clock,
    minutes: fc.integer({ min: 1, max: 4000 }),
    days: fc.integer({ min: 1, max: 20 }),
    frequency,
    ending,
    serviceIds: fc.constantFrom<ServiceId[]>(
      [],
      [newId<ServiceId>()],
      [newId<ServiceId>(), newId<ServiceId>()],
    ),
    leaveOut: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
    edit: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
    joins: fc.uniqueArray(fc.tuple(day, clock), { maxLength: 2 }),
  })
  .map((one) => {
    const startLocal = `${one.day}T${one.allDay ? '00:00' : one.clock}`;
    const later = (minutes: number) =>
      new Date(Date.parse(`${startLocal}Z`) + minutes * 60_000).toISOString().slice(0, 16);
    const base = ruleOf({
      name: one.name,
      kind: one.kind,
      hard: one.hard,
      traffic: one.traffic,
      protectionMinutes: one.protectionMinutes,
      zone: one.zone,
      allDay: one.allDay,
      startLocal,
      endLocal: later(one.allDay ? one.days * 1440 : one.minutes),
      serviceIds: one.serviceIds,
      rrule: one.frequency === '' ? '' : one.frequency + endOf(one.ending, one.allDay, one.zone),
    });
    if (checkWindowRule(base) !== null || base.rrule === '') return [base];
    const from = Date.parse(`${startLocal}Z`) - 2 * DAY;
    const found = occurrencesOf(base, from, from + 500 * DAY).map((each) => each.local);
    const left = one.leaveOut.flatMap((at) => found[at] ?? []);
    const edited = one.edit === null ? undefined : found[one.edit];
    const rDates = one.joins
      .map(([on, at]) => `${on}T${one.allDay ? '00:00' : at}`)
      .filter((local) => !found.includes(local) && local !== startLocal);
    const series = {
      ...base,
      rDates: sorted(rDates),
      exDates: sorted([...left, ...(edited === undefined ? [] : [edited])]),
    };
    if (edited === undefined) return [series];
    const edit = ruleOf({
      ...base,
      id: newId<WindowId>(),
      name: `${one.name.slice(0, 40)} moved`,
      rrule: '',
      seriesId: base.id,
      recurrenceId: edited,
    });
    return [series, edit];
  })
  .filter((rules) => rules.every((rule) => checkWindowRule(rule) === null));

function endOf(one: Ending, allDay: boolean, zone: string): string {
  if (one === null) return '';
  if ('count' in one) return `;COUNT=${one.count}`;
  if (!allDay) return `;UNTIL=${one.untilDay.replaceAll('-', '')}T211500Z`;
  const { at } = planTime({ local: `${one.untilDay}T00:00`, zone });
  return `;UNTIL=${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}`;
}

const sorted = (list: readonly string[]) => [...new Set(list)].toSorted();

describe('what is handed on comes back as it was', () => {
  it('any window with its exceptions and edits, in any zone', () => {
    fc.assert(
      fc.property(windows, (rules) => {
        const back = readBack(written(rules));
        expect(back.report.filter((line) => line.severity === 'refused')).toEqual([]);
        const [series] = back.series;
        const [rule, edit] = rules;
        expect(series?.master).toEqual(fieldsOf(rule));
        expect(series?.uid).toBe(`${rule?.id}@slipway`);
        expect(series?.edits.map((one) => one.window)).toEqual(edit === undefined ? [] : [fieldsOf(edit)]);
        if (edit !== undefined) expect(series?.edits[0]?.recurrenceId).toBe(edit.recurrenceId);
      }),
      { numRuns: 300 },
    );
  });
});

function fieldsOf(rule: WindowRule | undefined) {
  if (rule === undefined) return undefined;
  const { id: _, seriesId: __, recurrenceId: ___, uid: ____, source: _____, ...fields } = rule;
  return fields;
}

describe('an independent parser reads the same times', () => {
  it('of any window', () => {
    fc.assert(
      fc.property(windows, (rules) => {
        const parsed = Object.values(nodeIcal.parseICS(written(rules))).filter(
          (one) => one?.type === 'VEVENT',
        );
        const [rule] = rules;
        if (rule === undefined) return;
        const event = parsed.find((one) => one?.type === 'VEVENT' && one.uid === `${rule.id}@slipway`);
        if (event?.type !== 'VEVENT') throw new Error('The event was not found');
        expect(String(typeof event.summary === 'string' ? event.summary : event.summary.val)).toBe(rule.name);
        const [first] = occurrencesOf(
          { ...rule, rrule: '', exDates: [], rDates: [] },
          0,
          Date.UTC(2100, 0, 1),
        );
        if (!rule.allDay) {
          expect(event.start.getTime()).toBe(first?.startsAt);
          expect(event.end?.getTime()).toBe(first?.endsAt);
        } else expect(event.datetype).toBe('date');
      }),
      { numRuns: 150 },
    );
  });
});

it('an independent parser expands a series to the same times, over a change of the clock, with its exceptions', () => {
  const series = ruleOf({
    startLocal: '2027-03-16T22:00',
    endLocal: '2027-03-17T02:00',
    rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=6',
    exDates: ['2027-03-23T22:00', '2027-04-06T22:00'],
  });
  const edit = ruleOf({
    startLocal: '2027-03-25T23:00',
    endLocal: '2027-03-26T01:00',
    seriesId: series.id,
    recurrenceId: '2027-03-23T22:00',
  });
  const [event] = Object.values(nodeIcal.parseICS(written([series, edit]))).filter(
    (one) => one?.type === 'VEVENT',
  );
  if (event?.type !== 'VEVENT') throw new Error('The series is missing');
  const [from, until] = [Date.UTC(2027, 0, 1), Date.UTC(2028, 0, 1)];
  const expanded = expandRecurringEvent(event, { from: new Date(from), to: new Date(until) });
  const times = expanded.map((one) => [one.start.getTime(), one.end.getTime()]);
  const ours = [series, edit].flatMap((rule) => occurrencesOf(rule, from, until));
  expect(times.toSorted()).toEqual(ours.map((one) => [one.startsAt, one.endsAt]).toSorted());
  expect(ours).toHaveLength(5);
});
