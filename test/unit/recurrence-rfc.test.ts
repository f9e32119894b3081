import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRrule, type Expandable, occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import { windowRule } from '#test/support/calendar.ts';
import { naiveStarts } from './recurrence-naive.ts';

const DAY = 86_400_000;
const rule = (fields: Partial<Expandable>): Expandable => ({
  ...windowRule({
    zone: 'America/New_York',
    startLocal: '1997-09-02T09:00',
    endLocal: '1997-09-02T10:00',
  }),
  ...fields,
});

/** The first starts as `1997-09-02`, with the time where it is not 09:00. */
function starts(fields: Partial<Expandable>, most: number): string {
  const list = occurrencesOf(rule(fields), Date.UTC(1996, 0, 1), Date.UTC(2020, 0, 1));
  return list
    .slice(0, most)
    .map(({ local }) => local.replace('T09:00', ''))
    .join(' ');
}

// The examples of RFC 5545 section 3.8.5.3, with the dates it prints (where it prints "…", the first of them).
test.each<[string, string, string?]>([
  [
    'FREQ=DAILY;COUNT=10',
    '1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06 1997-09-07 1997-09-08 1997-09-09 1997-09-10 1997-09-11',
  ],
  ['FREQ=DAILY;INTERVAL=2', '1997-09-02 1997-09-04 1997-09-06 1997-09-08 1997-09-10 1997-09-12'],
  ['FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12'],
  [
    'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
    '1998-01-01 1998-01-02 1998-01-03',
    '1998-01-01T09:00',
  ],
  ['FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1', '1998-01-01 1998-01-02 1998-01-03', '1998-01-01T09:00'],
  ['FREQ=WEEKLY;COUNT=4', '1997-09-02 1997-09-09 1997-09-16 1997-09-23'],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=SU', '1997-09-02 1997-09-16 1997-09-30 1997-10-14 1997-10-28'],
  [
    'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
    '1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 1997-09-30 1997-10-02',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
    '1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17 1997-09-19 1997-09-29',
    '1997-09-01T09:00',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
    '1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16',
  ],
  ['FREQ=MONTHLY;COUNT=4;BYDAY=1FR', '1997-09-05 1997-10-03 1997-11-07 1997-12-05', '1997-09-05T09:00'],
  [
    'FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR',
    '1997-09-05 1997-10-03 1997-11-07 1997-12-05',
    '1997-09-05T09:00',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=2;COUNT=6;BYDAY=1SU,-1SU',
    '1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25',
    '1997-09-07T09:00',
  ],
  [
    'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
    '1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16',
    '1997-09-22T09:00',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=-3',
    '1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26',
    '1997-09-28T09:00',
  ],
  ['FREQ=MONTHLY;COUNT=5;BYMONTHDAY=2,15', '1997-09-02 1997-09-15 1997-10-02 1997-10-15 1997-11-02'],
  [
    'FREQ=MONTHLY;COUNT=6;BYMONTHDAY=1,-1',
    '1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30 1997-12-01',
    '1997-09-30T09:00',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    '1997-09-10 1997-09-11 1997-09-12 1997-09-13 1997-09-14 1997-09-15 1999-03-10 1999-03-11 1999-03-12 1999-03-13',
    '1997-09-10T09:00',
  ],
  ['FREQ=MONTHLY;INTERVAL=2;BYDAY=TU', '1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-11-04'],
  [
    'FREQ=YEARLY;COUNT=5;BYMONTH=6,7',
    '1997-06-10 1997-07-10 1998-06-10 1998-07-10 1999-06-10',
    '1997-06-10T09:00',
  ],
  [
    'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
    '1997-03-10 1999-01-10 1999-02-10 1999-03-10 2001-01-10 2001-02-10 2001-03-10 2003-01-10 2003-02-10 2003-03-10',
    '1997-03-10T09:00',
  ],
  [
    'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    '1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09 2000-07-18 2003-01-01 2003-04-10 2003-07-19 2006-01-01',
    '1997-01-01T09:00',
  ],
  ['FREQ=YEARLY;BYDAY=20MO', '1997-05-19 1998-05-18 1999-05-17', '1997-05-19T09:00'],
  ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '1997-05-12 1998-05-11 1999-05-17', '1997-05-12T09:00'],
  [
    'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    '1997-03-13 1997-03-20 1997-03-27 1998-03-05 1998-03-12',
    '1997-03-13T09:00',
  ],
  [
    'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
    '1997-06-05 1997-06-12 1997-06-19 1997-06-26 1997-07-03',
    '1997-06-05T09:00',
  ],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13'],
  [
    'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    '1997-09-13 1997-10-11 1997-11-08 1997-12-13 1998-01-10',
    '1997-09-13T09:00',
  ],
  [
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    '1996-11-05 2000-11-07 2004-11-02',
    '1996-11-05T09:00',
  ],
  ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '1997-09-04 1997-10-07 1997-11-06', '1997-09-04T09:00'],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    '1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29 1998-02-26 1998-03-30',
    '1997-09-29T09:00',
  ],
  [
    'FREQ=DAILY;BYHOUR=9,10,11;BYMINUTE=0,20,40',
    '1997-09-02 1997-09-02T09:20 1997-09-02T09:40 1997-09-02T10:00 1997-09-02T10:20 1997-09-02T10:40 1997-09-02T11:00',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    '1997-08-05 1997-08-10 1997-08-19 1997-08-24',
    '1997-08-05T09:00',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    '1997-08-05 1997-08-17 1997-08-19 1997-08-31',
    '1997-08-05T09:00',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
    '2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30',
    '2007-01-15T09:00',
  ],
])('RFC 5545 section 3.8.5.3: %s', (rrule, expected, startLocal = '1997-09-02T09:00') => {
  const fields = { rrule, startLocal, endLocal: startLocal.replace('T09', 'T10') };
  expect(starts(fields, expected.split(' ').length)).toBe(expected);
  const end = /COUNT=(\d+)/.exec(rrule);
  if (end) expect(starts(fields, 100).split(' ')).toHaveLength(Number(end[1]));
});

test.each([
  'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z',
  'FREQ=MINUTELY;INTERVAL=15;COUNT=6',
  'FREQ=MINUTELY;INTERVAL=90;COUNT=4',
  'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16',
])('RFC 5545 section 3.8.5.3: %s is refused, as a window repeats daily at most', (rrule) => {
  expect(checkRrule(rrule)).toMatch(/daily at most/);
});

test('an excluded start leaves, an added one joins, also one that is excluded too leaves', () => {
  expect(
    starts(
      {
        rrule: 'FREQ=DAILY;COUNT=4',
        exDates: ['1997-09-03T09:00', '1997-09-20T09:00'],
        rDates: ['1997-09-10T12:30', '1997-09-20T09:00', '1997-09-05T09:00'],
      },
      20,
    ),
  ).toBe('1997-09-02 1997-09-04 1997-09-05 1997-09-10T12:30');
  // Friday 13 other than the first start (RFC 5545 prints this example with an EXDATE of it).
  expect(starts({ rrule: 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', exDates: ['1997-09-02T09:00'] }, 2)).toBe(
    '1998-02-13 1998-03-13',
  );
  expect(starts({ rDates: ['1997-10-01T09:00'], exDates: ['1997-09-02T09:00'] }, 9)).toBe('1997-10-01');
});

test('a rule of 29 February comes every leap year, one of the 31st only in months that have it', () => {
  const leap = { startLocal: '1996-02-29T09:00', endLocal: '1996-02-29T10:00' };
  expect(starts({ ...leap, rrule: 'FREQ=YEARLY' }, 4)).toBe('1996-02-29 2000-02-29 2004-02-29 2008-02-29');
  expect(starts({ ...leap, rrule: 'FREQ=YEARLY;COUNT=2' }, 4)).toBe('1996-02-29 2000-02-29');
  const last = { startLocal: '1997-01-31T09:00', endLocal: '1997-01-31T10:00' };
  expect(starts({ ...last, rrule: 'FREQ=MONTHLY' }, 4)).toBe('1997-01-31 1997-03-31 1997-05-31 1997-07-31');
});

const weekdays = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const listOf = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 3 });
const counted = fc
  .tuple(fc.constantFrom('1', '2', '5', '-1', '-2', ''), weekdays)
  .map(([nth, day]) => `${nth}${day}`);
const inYear = fc
  .tuple(fc.constantFrom('20', '53', '-53', '1', '-1', ''), weekdays)
  .map(([nth, day]) => `${nth}${day}`);
const some = <T>(name: string, one: fc.Arbitrary<T>) =>
  fc.option(listOf(one), { nil: undefined, freq: 2 }).map((list) => list && `${name}=${list.join(',')}`);
const one = (name: string, value: fc.Arbitrary<unknown>) =>
  fc
    .option(value, { nil: undefined, freq: 2 })
    .map((given) => (given === undefined ? undefined : `${name}=${given}`));
const anyRule = fc
  .tuple(
    fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'YEARLY').map((freq) => `FREQ=${freq}`),
    one('INTERVAL', fc.constantFrom(2, 3, 5)),
    one('WKST', weekdays),
    one('COUNT', fc.constantFrom(1, 3, 9)),
    one('UNTIL', fc.constantFrom('20280131T000000Z', '20311231T220000Z')),
    some('BYMONTH', fc.constantFrom(1, 2, 3, 11, 12)),
    some('BYWEEKNO', fc.constantFrom(1, 2, 20, 51, 52, 53, -1, -2, -53)),
    some('BYYEARDAY', fc.constantFrom(1, 3, 60, 365, 366, -1, -10, -366)),
    some('BYMONTHDAY', fc.constantFrom(1, 13, 29, 30, 31, -1, -2, -31)),
    fc.oneof(some('BYDAY', weekdays), some('BYDAY', counted), some('BYDAY', inYear)),
    some('BYHOUR', fc.constantFrom(0, 3, 22)),
    one('BYSETPOS', fc.constantFrom(1, 2, -1, '1,-1')),
  )
  .map((parts) => parts.filter((part) => part !== undefined).join(';'))
  .filter((rrule) => checkRrule(rrule) === null);

test('whatever a rule combines, its starts are those that looking at every day finds', () => {
  fc.assert(
    fc.property(
      anyRule,
      fc.constantFrom('2023-12-31T22:00', '2024-02-29T22:30', '2026-01-06T00:00', '2027-03-30T09:15'),
      fc.nat(1500),
      fc.constantFrom(1, 40, 400, 1200),
      (rrule, startLocal, after, days) => {
        const first = Date.parse(`${startLocal}:00Z`);
        const from = first + after * DAY;
        const until = from + days * DAY;
        const endLocal = new Date(first + 60_000).toISOString().slice(0, 16);
        const found = occurrencesOf(rule({ zone: 'UTC', rrule, startLocal, endLocal }), from, until);
        const expected = naiveStarts(rrule, first, until).filter((start) => start + 60_000 > from);
        expect(found.map(({ startsAt }) => startsAt)).toEqual(expected);
      },
    ),
    { numRuns: 1500 },
  );
}, 60_000);
