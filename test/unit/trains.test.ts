import { describe, expect, test } from 'vitest';
import type { Train } from '#shared/contract/trains.ts';
import { checkCadence, endingStarts } from '#shared/domain/calendar/cadence.ts';
import {
  boardingFor,
  checkTrain,
  departuresOf,
  keepsSeat,
  mayBoardChange,
  mayRecount,
  releaseKeepsSeat,
} from '#shared/domain/calendar/trains.ts';
import { newId } from '#shared/domain/ids.ts';
import { DAY, MINUTE, planTime } from '#shared/domain/time.ts';

const train = {
  id: newId<Train['id']>(),
  name: 'Ledger train',
  code: 'T',
  zone: 'Europe/Berlin',
  startLocal: '2027-02-11T22:00',
  firstNumber: 7,
  rrule: 'FREQ=WEEKLY;INTERVAL=2',
  minutes: 180,
  cutOff: { days: 6, time: '12:00' },
  demo: { days: 1, time: '15:00' },
} as const;
const at = (local: string) => planTime({ local, zone: train.zone }).at;
const all = (until: string) => departuresOf(train, at('2027-02-01T00:00'), at(until));

describe('departures', () => {
  test('a departure has the same number from wherever it is looked at', () => {
    const far = departuresOf(train, at('2030-01-01T00:00'), at('2030-03-01T00:00'));
    const whole = all('2030-03-01T00:00');
    expect(far).toEqual(whole.slice(-far.length));
    expect(whole.map((one) => one.number)).toEqual(whole.map((_, place) => 7 + place));
  });

  test('cut-off and demo keep their hour on the clock over a change of summer time', () => {
    const summer = all('2027-05-01T00:00').find((one) => one.local === '2027-04-08T22:00');
    expect(summer?.cutOffAt).toBe(at('2027-04-02T12:00'));
    const over = all('2027-05-01T00:00').find((one) => one.local === '2027-03-25T22:00');
    expect(over?.demoAt).toBe(at('2027-03-24T15:00'));
    const spring = departuresOf({ ...train, startLocal: '2027-03-29T22:00' }, 0, at('2027-03-30T12:00'))[0];
    expect(spring?.cutOffAt).toBe(Date.UTC(2027, 2, 23, 11));
    expect(spring?.startsAt).toBe(Date.UTC(2027, 2, 29, 20));
  });

  test('a departure in the hour that the clock skips leaves an hour later and lasts as long as any', () => {
    const [one] = departuresOf(
      { ...train, startLocal: '2027-03-28T02:30', rrule: 'FREQ=YEARLY' },
      0,
      at('2027-04-01T00:00'),
    );
    expect(one?.startsAt).toBe(Date.UTC(2027, 2, 28, 1, 30));
    expect(one && one.endsAt - one.startsAt).toBe(180 * MINUTE);
  });

  test('a departure under way still shows, one that ended does not', () => {
    const [first] = all('2027-03-01T00:00');
    if (!first) throw new Error('no departure');
    expect(departuresOf(train, first.endsAt - 1, first.endsAt + DAY)[0]?.number).toBe(7);
    expect(departuresOf(train, first.endsAt, first.endsAt + DAY)).toEqual([]);
  });
});

describe('boarding', () => {
  const departures = all('2027-05-01T00:00');
  const beforeCutOff = at('2027-02-05T11:59');
  const afterCutOff = at('2027-02-05T12:00');

  test('at the very minute of the cut-off boarding is over', () => {
    expect(boardingFor(train, departures, beforeCutOff, 7)).toMatchObject({
      departure: { number: 7 },
      note: '',
    });
    expect(boardingFor(train, departures, afterCutOff, 7)).toMatchObject({
      departure: { number: 8 },
      note: 'Missed the cut-off of T7, rides T8',
    });
  });

  test('who asks for no departure gets the next open one without a note of something missed', () => {
    expect(boardingFor(train, departures, afterCutOff)).toMatchObject({ departure: { number: 8 }, note: '' });
  });

  test('a departure that left is not said to be missed by its cut-off', () => {
    expect(boardingFor(train, departures, at('2027-02-12T09:00'), 7)).toMatchObject({
      note: 'T7 has left, rides T8',
    });
  });

  test('a number the train does not have, or no later departure, is refused in words', () => {
    expect(boardingFor(train, departures, beforeCutOff, 6)).toMatchObject({ ok: false });
    expect(boardingFor(train, departures.slice(0, 1), afterCutOff, 7)).toEqual({
      ok: false,
      reason: 'T7 takes no more aboard, and Ledger train has no later departure.',
    });
  });

  test('a change on another open release does not silently leave it; within its train it may change', () => {
    const change = { ref: 'CHG-A1', state: 'Assess' } as const;
    const other = { ref: 'REL-A1', state: 'Planning', trainId: null } as const;
    expect(mayBoardChange(change, other, train).ok).toBe(false);
    expect(mayBoardChange(change, { ...other, state: 'Closed' }, train).ok).toBe(true);
    expect(mayBoardChange(change, { ...other, trainId: train.id }, train).ok).toBe(true);
    expect(mayBoardChange({ ...change, state: 'Implement' }, null, train).ok).toBe(false);
  });
});

describe('seats at the cut-off', () => {
  const cutOffAt = 1000;
  const seat = (state: 'Scheduled' | 'Authorize' | 'Cancelled', heldSince: number | null = null) => ({
    state,
    onHold: heldSince !== null,
    heldSince: heldSince ?? 0,
  });

  test('a change held at the cut-off loses its seat, one held after it does not', () => {
    expect(keepsSeat(seat('Scheduled', 1000), cutOffAt)).toBe(false);
    expect(keepsSeat(seat('Scheduled', 1001), cutOffAt)).toBe(true);
    expect(keepsSeat(seat('Authorize', 1001), cutOffAt)).toBe(false);
  });

  test('a release rides as a whole: one change not authorised takes it along, cancelled ones do not count', () => {
    expect(releaseKeepsSeat('Planning', [seat('Scheduled'), seat('Cancelled')], cutOffAt)).toBe(true);
    expect(releaseKeepsSeat('Planning', [seat('Scheduled'), seat('Authorize')], cutOffAt)).toBe(false);
    expect(releaseKeepsSeat('Planning', [], cutOffAt)).toBe(false);
    expect(releaseKeepsSeat('Scheduled', [], cutOffAt)).toBe(true);
  });
});

describe('what a train may be', () => {
  test('a first departure that the cadence does not give would shift every number', () => {
    expect(checkTrain({ ...train, startLocal: '2027-02-10T22:00', rrule: 'FREQ=WEEKLY;BYDAY=TH' })).toBe(
      'The first one, 2027-02-10 22:00, does not fit how it repeats; the rule begins on 2027-02-11 22:00.',
    );
  });

  test('a count that begins centuries ago, which would hold every look at the calendar for seconds, is refused', () => {
    expect(checkTrain({ ...train, startLocal: '0001-02-01T22:00', rrule: 'FREQ=DAILY' })).toContain(
      'before the year 2000',
    );
    expect(
      checkTrain({
        ...train,
        startLocal: '2000-01-01T00:00',
        rrule: 'FREQ=DAILY',
        cutOff: { days: 1, time: '12:00' },
        demo: null,
      }),
    ).toBeNull();
  });

  test('departures that were counted for long are the same for a shorter time, and for longer again', () => {
    const daily = { ...train, startLocal: '2027-02-01T22:00', rrule: 'FREQ=DAILY' };
    const numbers = (until: string) =>
      departuresOf(daily, 0, at(until)).map((one) => one.number - train.firstNumber);
    const three = numbers('2027-02-04T00:00');
    expect(three).toEqual([0, 1, 2]);
    expect(numbers('2027-02-11T00:00')).toHaveLength(10);
    expect(numbers('2027-02-04T00:00')).toEqual(three);
    expect(numbers('2027-02-01T00:00')).toEqual([]);
  });

  test('boarding that ends after the departure is refused, on its very minute it is not', () => {
    expect(checkTrain({ ...train, cutOff: { days: 0, time: '22:01' } })).toContain('22:00 at the latest');
    expect(checkTrain({ ...train, cutOff: { days: 0, time: '22:00' } })).toBeNull();
    expect(checkTrain({ ...train, rrule: '' })).toContain('say how often');
  });

  test('another cadence gives no number away that was ridden, and drops none that is ridden', () => {
    const now = at('2027-02-20T00:00');
    const next = { ...train, startLocal: '2027-03-02T22:00' };
    expect(mayRecount(train, { ...next, firstNumber: 7 }, { aboard: [], gone: [7] }, now)).toEqual({
      ok: false,
      reason: 'T7 has left and keeps its number. The new count begins with 8 or later.',
    });
    expect(mayRecount(train, { ...next, firstNumber: 9 }, { aboard: [8], gone: [7] }, now)).toMatchObject({
      ok: false,
    });
    expect(mayRecount(train, { ...next, firstNumber: 8 }, { aboard: [8], gone: [7] }, now)).toEqual({
      ok: true,
    });
  });
});

test('a departure that has left keeps its day also where another cadence would only move it within the past', () => {
  const now = at('2027-02-20T00:00');
  const moved = { ...train, startLocal: '2027-02-02T21:00' };
  const verdict = mayRecount(
    train,
    { ...moved, rrule: 'FREQ=WEEKLY' },
    { aboard: [], gone: [train.firstNumber] },
    now,
  );
  expect(verdict).toMatchObject({
    ok: false,
    reason: expect.stringContaining('has left and keeps its number'),
  });
  expect(
    mayRecount(train, { ...train, minutes: 30 }, { aboard: [], gone: [train.firstNumber] }, now),
  ).toEqual({ ok: true });
});

describe('series of meetings', () => {
  const wednesday = { startLocal: '2027-02-03T10:00', zone: 'Europe/Berlin' };

  test('a series without an end, or longer than two years of weeks, is refused', () => {
    expect(endingStarts({ ...wednesday, rrule: 'FREQ=WEEKLY' }, 104)).toContain('A series ends');
    expect(endingStarts({ ...wednesday, rrule: 'FREQ=DAILY;COUNT=105' }, 104)).toContain('at most 104');
    expect(endingStarts({ ...wednesday, rrule: 'FREQ=WEEKLY;COUNT=104' }, 104)).toHaveLength(104);
  });

  test('each meeting keeps its hour on the clock over a change of summer time', () => {
    const starts = endingStarts({ ...wednesday, rrule: 'FREQ=WEEKLY;UNTIL=20270408T000000Z' }, 104);
    expect(typeof starts === 'string' ? [] : starts.map((one) => one.local.slice(11))).toEqual(
      Array(10).fill('10:00'),
    );
  });

  test('a meeting on its own is a series of one', () => {
    expect(endingStarts({ ...wednesday, rrule: '' }, 104)).toEqual([
      { local: '2027-02-03T10:00', zone: 'Europe/Berlin' },
    ]);
    expect(checkCadence({ ...wednesday, rrule: 'FREQ=NEVER' })).toContain('not a frequency');
  });
});
