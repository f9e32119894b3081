import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  checkRrule,
  checkWindowRule,
  type Expandable,
  occurrencesOf,
} from '#shared/domain/calendar/recurrence.ts';
import type { WindowId } from '#shared/domain/ids.ts';

const rule = (fields: Partial<Expandable>): Expandable => ({
  id: '00000000-0000-7000-8000-000000000000' as WindowId,
  name: 'Release nights',
  kind: 'allow',
  hard: true,
  zone: 'Europe/Berlin',
  startLocal: '2026-01-06T22:00',
  endLocal: '2026-01-07T02:00',
  rrule: 'FREQ=DAILY',
  allDay: false,
  exDates: [],
  rDates: [],
  traffic: 'usual',
  protectionMinutes: 30,
  serviceIds: [],
  environmentIds: [],
  teamIds: [],
  ...fields,
});
const utc = (text: string) => Date.parse(`${text}Z`);
const shown = (list: ReturnType<typeof occurrencesOf>) =>
  list.map(
    (one) =>
      `${new Date(one.startsAt).toISOString().slice(0, 16)}/${new Date(one.endsAt).toISOString().slice(0, 16)}`,
  );

test.each([
  // zone, wall start and end, day the night begins, expected UTC, hours it really lasts
  ['Europe/Berlin', '22:00', '02:00', '2027-03-27', '2027-03-27T21:00/2027-03-28T01:00', 4],
  ['Europe/Berlin', '22:00', '04:00', '2027-03-27', '2027-03-27T21:00/2027-03-28T02:00', 5],
  ['Europe/Berlin', '22:00', '04:00', '2027-10-30', '2027-10-30T20:00/2027-10-31T03:00', 7],
  ['America/New_York', '22:00', '02:00', '2027-03-13', '2027-03-14T03:00/2027-03-14T07:00', 4],
  ['America/New_York', '22:00', '03:00', '2027-03-13', '2027-03-14T03:00/2027-03-14T07:00', 4],
  ['America/New_York', '22:00', '02:00', '2027-11-06', '2027-11-07T02:00/2027-11-07T07:00', 5],
  ['Australia/Lord_Howe', '22:00', '04:00', '2027-10-02', '2027-10-02T11:30/2027-10-02T17:00', 5.5],
  ['Australia/Lord_Howe', '22:00', '04:00', '2027-04-03', '2027-04-03T11:00/2027-04-03T17:30', 6.5],
])(
  '%s %s to %s over the change of clock on %s ends at the wall-clock time it says',
  (zone, from, to, day, expected, hours) => {
    const next = new Date(utc(`${day}T12:00`) + 86_400_000).toISOString().slice(0, 10);
    const window = rule({ zone, startLocal: `2026-01-06T${from}`, endLocal: `2026-01-07T${to}` });
    const list = occurrencesOf(window, utc(`${day}T00:00`), utc(`${next}T23:00`));
    expect(shown(list)).toContain(expected);
    const one = list[shown(list).indexOf(expected)];
    expect(((one?.endsAt ?? 0) - (one?.startsAt ?? 0)) / 3_600_000).toBe(hours);
  },
);

test.each([
  // Every night of two years, in zones that change the clock by an hour, by half an hour, at midnight, or never.
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Kolkata',
  'UTC',
])('22:00 to 02:00 in %s begins and ends when Temporal says, on every night', (zone) => {
  const nights = occurrencesOf(rule({ zone }), utc('2026-02-01T00:00'), utc('2028-02-01T00:00'));
  expect(nights.length).toBeGreaterThan(729);
  for (const night of nights) {
    const start = Temporal.PlainDateTime.from(night.local);
    const at = (time: Temporal.PlainDateTime) => time.toZonedDateTime(zone).epochMilliseconds;
    expect([night.startsAt, night.endsAt]).toEqual([at(start), at(start.add({ hours: 4 }))]);
  }
});

test.each([
  // zone, from, to, day it begins, marks of its start and of its end
  ['Europe/Berlin', '22:00', '02:00', '2027-03-27', 'plain', 'skipped'],
  ['Europe/Berlin', '22:00', '03:00', '2027-03-27', 'plain', 'plain'],
  ['Europe/Berlin', '02:30', '04:00', '2027-03-28', 'skipped', 'plain'],
  ['Europe/Berlin', '22:00', '02:00', '2027-10-30', 'plain', 'doubled'],
  ['Europe/Berlin', '22:00', '03:00', '2027-10-30', 'plain', 'plain'],
  ['America/New_York', '22:00', '02:00', '2027-03-13', 'plain', 'skipped'],
  ['America/New_York', '01:30', '02:00', '2027-11-07', 'doubled', 'plain'],
  ['Australia/Lord_Howe', '02:15', '04:00', '2027-10-03', 'skipped', 'plain'],
  ['Australia/Lord_Howe', '22:00', '02:30', '2027-10-02', 'plain', 'plain'],
  ['Australia/Lord_Howe', '22:00', '01:45', '2027-04-03', 'plain', 'doubled'],
  ['Asia/Kolkata', '22:00', '02:00', '2027-03-27', 'plain', 'plain'],
  ['UTC', '02:30', '03:30', '2027-03-28', 'plain', 'plain'],
])('%s %s to %s on %s: start %s, end %s', (zone, from, to, day, startClock, endClock) => {
  const next = to <= from ? '2026-01-02' : '2026-01-01';
  const window = rule({ zone, startLocal: `2026-01-01T${from}`, endLocal: `${next}T${to}` });
  const list = occurrencesOf(window, utc(`${day}T00:00`) - 86_400_000, utc(`${day}T00:00`) + 3 * 86_400_000);
  expect(list.find((one) => one.local === `${day}T${from}`)).toMatchObject({ startClock, endClock });
});

test('a whole day lasts from its midnight to the next, be it 23, 24 or 25 hours, and a skipped midnight is no fault of it', () => {
  const day = (zone: string, date: string) => {
    const window = rule({
      zone,
      allDay: true,
      startLocal: '2026-01-01T00:00',
      endLocal: '2026-01-02T00:00',
    });
    const list = occurrencesOf(window, utc(`${date}T12:00`), utc(`${date}T12:01`));
    return list.map((one) => [(one.endsAt - one.startsAt) / 3_600_000, one.startClock]);
  };
  expect(day('Europe/Berlin', '2027-03-28')).toEqual([[23, 'plain']]);
  expect(day('Europe/Berlin', '2027-10-31')).toEqual([[25, 'plain']]);
  expect(day('Africa/Cairo', '2026-04-24')).toEqual([[23, 'plain']]);
  expect(
    checkWindowRule({
      startLocal: '2027-01-01T08:00',
      endLocal: '2027-01-02T00:00',
      rrule: '',
      allDay: true,
    }),
  ).toMatch(/midnight/);
  expect(
    checkWindowRule({
      startLocal: '2027-01-01T00:00',
      endLocal: '2027-01-02T00:00',
      rrule: 'FREQ=DAILY;BYHOUR=3',
      allDay: true,
    }),
  ).toMatch(/time of day/);
});

test('a window that starts in a skipped hour is moved, not lost, and never ends before it starts', () => {
  const window = rule({ startLocal: '2026-01-06T02:30', endLocal: '2026-01-06T03:15' });
  expect(shown(occurrencesOf(window, utc('2027-03-27T12:00'), utc('2027-03-29T12:00')))).toEqual([
    '2027-03-28T01:30/2027-03-28T02:15',
    '2027-03-29T00:30/2027-03-29T01:15',
  ]);
});

test('a range that begins inside an occurrence still shows it; touching ends do not', () => {
  const once = rule({ rrule: '' });
  expect(occurrencesOf(once, utc('2026-01-07T00:30'), utc('2026-01-07T00:31'))).toHaveLength(1);
  expect(occurrencesOf(once, utc('2026-01-07T01:00'), utc('2026-01-08T00:00'))).toHaveLength(0);
  expect(occurrencesOf(once, utc('2026-01-05T00:00'), utc('2026-01-06T21:00'))).toHaveLength(0);
  const long = rule({ rrule: '', startLocal: '2026-01-01T00:00', endLocal: '2026-12-31T00:00' });
  expect(occurrencesOf(long, utc('2026-06-01T00:00'), utc('2026-06-02T00:00'))).toHaveLength(1);
});

test('protection ends its minutes after the window, also across the change of clock', () => {
  const [one] = occurrencesOf(rule({}), utc('2027-03-27T22:00'), utc('2027-03-27T23:00'));
  expect((one?.protectionEndsAt ?? 0) - (one?.endsAt ?? 0)).toBe(30 * 60_000);
});

test('UNTIL is an instant: the last night before it counts, the one after does not', () => {
  const until = (text: string) =>
    occurrencesOf(
      rule({ rrule: `FREQ=DAILY;UNTIL=${text}` }),
      utc('2026-01-01T00:00'),
      utc('2026-12-01T00:00'),
    ).length;
  // 22:00 in Berlin in winter is 21:00 UTC.
  expect(until('20260108T210000Z')).toBe(3);
  expect(until('20260108T205900Z')).toBe(2);
});

test('COUNT is counted from the first occurrence, not from the range', () => {
  const window = rule({ rrule: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4' });
  expect(occurrencesOf(window, utc('2026-01-14T00:00'), utc('2027-01-01T00:00'))).toHaveLength(2);
});

test.each([
  ['FREQ=DAILY;COUNT=3;UNTIL=20270101T000000Z', /not by both/],
  ['FREQ=HOURLY', /daily at most/],
  ['FREQ=SECONDLY;COUNT=5', /daily at most/],
  ['FREQ=MONTHLY;BYSETPOS=-1', /BYSETPOS/],
  ['FREQ=YEARLY;BYWEEKNO=54', /BYWEEKNO/],
  ['FREQ=YEARLY;INTERVAL=2;BYWEEKNO=53', /another year/],
  ['FREQ=YEARLY;BYWEEKNO=-1;BYSETPOS=1', /another year/],
  ['FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=0,10,20,30,40', /24 times/],
  ['FREQ=DAILY;UNTIL=20270101T000000', /UTC/],
  ['FREQ=DAILY;UNTIL=20270101', /UTC/],
  ['FREQ=DAILY;UNTIL=20270231T000000Z', /not a date/],
  ['FREQ=WEEKLY;BYDAY=2TU', /MONTHLY or YEARLY/],
  ['FREQ=WEEKLY;BYMONTHDAY=3', /WEEKLY/],
  ['FREQ=DAILY;INTERVAL=0', /INTERVAL/],
  ['FREQ=DAILY;COUNT=1000000000', /COUNT/],
  ['FREQ=DAILY;FREQ=WEEKLY', /twice/],
  ['BYDAY=MO', /how often/],
  ['FREQ=DAILY\nDTSTART:20200101T000000Z', /part of a recurrence rule/],
  ['RSCALE=CHINESE;FREQ=YEARLY', /not supported/],
  ['every tuesday', /parts look like/],
])('%s is refused in a sentence', (text, why) => {
  expect(checkRrule(text)).toMatch(why);
  expect(() => occurrencesOf(rule({ rrule: text }), 0, 1)).toThrow(why);
});

test('rules people use are accepted', () => {
  for (const text of [
    '',
    'FREQ=WEEKLY;BYDAY=TU,TH',
    'FREQ=MONTHLY;BYDAY=2TU',
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
    'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=22',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=YEARLY;BYYEARDAY=-1',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU',
    'FREQ=DAILY;UNTIL=20271231T230000Z',
  ])
    expect(checkRrule(text), text).toBeNull();
});

test('arbitrary text is either refused or expanded, and neither takes long', () => {
  const part = fc.constantFrom(
    'FREQ=DAILY',
    'FREQ=WEEKLY',
    'FREQ=MONTHLY',
    'FREQ=YEARLY',
    'COUNT=9',
    'INTERVAL=3',
    'BYDAY=MO,-1FR',
    'BYDAY=TU',
    'BYMONTH=2',
    'BYMONTHDAY=30,-1',
    'BYYEARDAY=366',
    'BYSETPOS=2',
    'BYHOUR=1,25',
    'BYHOUR=3',
    'BYMINUTE=0,30',
    'BYWEEKNO=20',
    'WKST=SU',
    'UNTIL=20270301T000000Z',
    'X',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), fc.string(), (parts, noise) => {
      for (const text of [parts.join(';'), noise]) {
        if (checkRrule(text) !== null) continue;
        const list = occurrencesOf(rule({ rrule: text }), utc('2027-01-01T00:00'), utc('2028-02-01T00:00'));
        expect(list.every((one) => one.endsAt > one.startsAt)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('weekly nights equal a naive walk over the calendar in any zone', () => {
  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'UTC',
    'America/St_Johns',
  );
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 700 }), (zone, day) => {
      const from = utc('2026-02-01T00:00') + day * 86_400_000;
      const until = from + 14 * 86_400_000;
      const list = occurrencesOf(rule({ zone, rrule: 'FREQ=WEEKLY;BYDAY=TU,TH' }), from, until);
      const expected: number[] = [];
      let date = Temporal.Instant.fromEpochMilliseconds(from)
        .toZonedDateTimeISO(zone)
        .toPlainDate()
        .subtract({ days: 2 });
      for (let i = 0; i < 19; i++, date = date.add({ days: 1 })) {
        if (date.dayOfWeek !== 2 && date.dayOfWeek !== 4) continue;
        const start = date.toZonedDateTime({ timeZone: zone, plainTime: '22:00' }).epochMilliseconds;
        const end = date
          .add({ days: 1 })
          .toZonedDateTime({ timeZone: zone, plainTime: '02:00' }).epochMilliseconds;
        if (start < until && end > from) expected.push(start);
      }
      expect(list.map((one) => one.startsAt)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
