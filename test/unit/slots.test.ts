import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FreeSlot } from '#shared/contract/calendar.ts';
import type { ConflictKind } from '#shared/contract/conflicts.ts';
import type { SlotWish } from '#shared/domain/calendar/slot-wish.ts';
import { findSlots } from '#shared/domain/calendar/slots.ts';
import { conflictsOf } from '#shared/domain/conflicts/engine.ts';
import type { Bookable, Surroundings } from '#shared/domain/conflicts/facts.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import {
  around,
  catalogued,
  change,
  person,
  production,
  release,
  releaseId,
  ruleOf,
  service,
  somebody,
  staging,
  time,
  window,
} from './conflict-fixture.ts';
import { at } from './run-fixture.ts';

/** Ninety minutes of service a in production, from 22:00 of the night on. */
const wished = (fields: Partial<SlotWish> = {}): SlotWish => ({
  subject: null,
  releaseId: null,
  serviceIds: [service('a')],
  environmentIds: [production],
  teamIds: [],
  personIds: [],
  dependsOn: [],
  minutes: 90,
  leadMinutes: 0,
  now: at(0),
  from: at(0),
  between: null,
  homeZone: 'Europe/Berlin',
  limit: 100,
  ...fields,
});
const find = (wish: Partial<SlotWish>, given: Partial<Surroundings>) =>
  findSlots(wished(wish), around(given));
const starts = (slots: readonly FreeSlot[]) => slots.map((slot) => (slot.startsAt - at(0)) / MINUTE);
const startsOf = (wish: Partial<SlotWish>, given: Partial<Surroundings>) => starts(find(wish, given).slots);
const noneOf = (wish: Partial<SlotWish>, given: Partial<Surroundings>) => {
  const { slots, none } = find(wish, given);
  expect(slots).toEqual([]);
  return none;
};
const night = (from: number, until: number, name = 'Release nights') => window('allow', name, from, until);

test('in windows: their start, and after each thing in the way, on quarters of an hour', () => {
  const given = {
    occurrences: [night(60, 300), night(1_500, 1_740)],
    bookings: [change('CHG-2', 90, 170), change('CHG-3', 1_500, 1_520, { serviceIds: [service('b')] })],
  };
  expect(startsOf({}, given)).toEqual([180, 1_500]);
  expect(startsOf({ minutes: 30 }, given)).toEqual([60, 180, 1_500]);
  expect(startsOf({ minutes: 240 }, given)).toEqual([1_500]);
});

test('a window that is just long enough is used even when it starts between the quarters', () => {
  expect(startsOf({}, { occurrences: [night(5, 95)] })).toEqual([5]);
});

test('adjoining windows hold what is longer than each, with the protection of the last', () => {
  const [slot] = find({ minutes: 300 }, { occurrences: [night(0, 240), night(240, 480, 'Mornings')] }).slots;
  expect(slot).toEqual({
    startsAt: at(0),
    endsAt: at(300),
    windowId: 'Release nights',
    window: 'Release nights',
    protectionEndsAt: at(510),
    traffic: 'usual',
    soft: false,
    why: 'Inside Release nights.',
  });
});

test('in free time the next ones do not overlap, and a hundred are enough', () => {
  const { slots } = find({ from: at(7) }, {});
  expect(starts(slots).slice(0, 3)).toEqual([15, 105, 195]);
  expect(slots).toHaveLength(100);
  expect(slots[0]?.why).toBe('No maintenance window binds it.');
  expect(startsOf({ limit: 2, minutes: 20 }, {})).toEqual([0, 30]);
});

test('low traffic comes first, high traffic last, then the earliest', () => {
  const given = {
    occurrences: [
      ...[0, 1, 2, 3].map((day) => night(day * 1_440, day * 1_440 + 240)),
      window('inform', 'Sale', 0, 60, { traffic: 'high' }),
      window('inform', 'Carnival', 2_940, 4_000, { traffic: 'low' }),
    ],
    people: [somebody('kim', { name: 'A. Meier' }), somebody('max', { name: 'T. Okafor' })],
  };
  const { slots } = find({ personIds: [person('kim'), person('max')] }, given);
  expect(slots.map((slot) => [(slot.startsAt - at(0)) / MINUTE, slot.traffic])).toEqual([
    [2_940, 'low'],
    [60, 'usual'],
    [1_440, 'usual'],
    [2_880, 'usual'],
    [4_320, 'usual'],
    [0, 'high'],
  ]);
  expect(slots[0]?.why).toBe('Inside Release nights; low traffic (Carnival); A. Meier and T. Okafor free.');
  expect(slots.at(-1)?.why).toMatch(/high traffic \(Sale\)/);
});

test('its own booking and its release are not in the way, another environment neither', () => {
  const given = {
    occurrences: [night(0, 90)],
    bookings: [
      change('CHG-1', 0, 90),
      release('RLS-1', 0, 90),
      change('CHG-2', 0, 90, { releaseId: releaseId('RLS-1'), rides: true }),
      change('CHG-3', 0, 90, { environmentIds: [staging] }),
      change('CHG-4', 0, 90, { status: 'over' }),
    ],
  };
  const own = { subject: change('CHG-1', 0, 1).subject, releaseId: releaseId('RLS-1') };
  expect(startsOf(own, given)).toEqual([0]);
  expect(noneOf({}, given)).toBe('Every stretch of 1 h 30 min is booked, by CHG-1, RLS-1.');
});

test('times with a soft rule against them come after all those without, and say so', () => {
  const soft = (until: number) => ({
    occurrences: [
      night(0, 240),
      night(1_440, 1_680),
      window('deny', 'Quiet week', -60, until, { hard: false }),
    ],
  });
  const { slots } = find({}, soft(1_440));
  expect(slots.map((slot) => [(slot.startsAt - at(0)) / MINUTE, slot.soft, slot.why])).toEqual([
    [1_440, false, 'Inside Release nights.'],
    [0, true, 'Inside Release nights; in Quiet week, soft rule.'],
  ]);
  expect(startsOf({ limit: 1 }, soft(1_440))).toEqual([1_440]);
  expect(find({}, soft(9_000)).slots.map((slot) => slot.why)).toEqual(
    Array(2).fill('Inside Release nights; in Quiet week, soft rule.'),
  );
  const kim = somebody('kim', {
    hours: { days: [1, 2, 3, 4, 5], from: '09:00', until: '17:00' },
    times: [time('duty', 1_440, 1_680)],
  });
  const given = { occurrences: [night(0, 240), night(1_440, 1_680)] };
  expect(startsOf({ personIds: [kim.id] }, { ...given, people: [kim] })).toEqual([1_440, 0]);
  const off = find({ personIds: [kim.id] }, { ...given, people: [{ ...kim, times: [] }] });
  expect(off.slots[0]?.why).toBe('Inside Release nights; outside the working hours of kim.');
});

test('low traffic does not lift a time over one without a soft rule; absence and bookings bar what is soft too', () => {
  const given = {
    occurrences: [
      ...[0, 1, 2, 3].map((day) => night(day * 1_440, day * 1_440 + 240)),
      window('deny', 'Quiet week', -60, 4_000, { hard: false }),
      window('inform', 'Carnival', 0, 4_000, { traffic: 'low' }),
    ],
    bookings: [change('CHG-2', 1_440, 1_680)],
    people: [somebody('kim', { times: [time('absence', 2_880, 3_120)] })],
  };
  expect(startsOf({ personIds: [person('kim')] }, given)).toEqual([4_320, 0]);
});

test('in free time what is soft leaves the clean times alone', () => {
  const given = { occurrences: [window('deny', 'Quiet night', 0, 100, { hard: false })] };
  const { slots } = find({ limit: 2_000 }, given);
  const soft = slots.filter((slot) => slot.soft);
  expect(starts(soft)).toEqual([0]);
  expect(starts(slots)[0]).toBe(105);
  const sorted = slots.toSorted((a, b) => a.startsAt - b.startsAt);
  expect(sorted.every((slot, i) => slot.endsAt <= (sorted[i + 1]?.startsAt ?? slot.endsAt))).toBe(true);
});

test('a release comes after those it depends on and before those that wait for it', () => {
  const given = {
    bookings: [
      release('RLS-1', 0, 600, { serviceIds: [] }),
      release('RLS-3', 900, 990, { serviceIds: [], dependsOn: [releaseId('RLS-2')] }),
    ],
  };
  const wish = { subject: release('RLS-2', 0, 1).subject, dependsOn: [releaseId('RLS-1')] };
  const found = find(wish, given).slots;
  expect(starts(found.filter((slot) => !slot.soft))).toEqual([600, 690, 780]);
  expect(starts(found).slice(0, 4)).toEqual([600, 690, 780, 0]);
  expect(found[3]?.why).toMatch(/before the end of RLS-1/);
});

test('between two times of day of the home zone, whatever its clock does', () => {
  // Berlin: 22:00 is 21:00 UTC until 28 March, then 20:00.
  const from = Date.parse('2027-03-26T12:00Z');
  const { slots } = find({ now: from, from, between: { from: '22:00', until: '22:15' }, limit: 4 }, {});
  expect(slots.map((slot) => new Date(slot.startsAt).toISOString().slice(0, 16))).toEqual([
    '2027-03-26T21:00',
    '2027-03-27T21:00',
    '2027-03-28T20:00',
    '2027-03-29T20:00',
  ]);
  expect(startsOf({ between: { from: '23:00', until: '01:00' }, minutes: 60, limit: 3 }, {})).toEqual([
    60, 120, 1_500,
  ]);
  expect(noneOf({ between: { from: '12:00', until: '13:00' } }, { occurrences: [night(0, 240)] })).toBe(
    'Nothing that is free for 1 h 30 min starts between 12:00 and 13:00 (Europe/Berlin).',
  );
});

test('the lead time counts from now, the search goes ninety days', () => {
  expect(startsOf({ from: at(-5_000), leadMinutes: 100, limit: 1 }, {})).toEqual([105]);
  expect(startsOf({ from: at(5_000), leadMinutes: 100, limit: 1 }, {})).toEqual([5_010]);
  expect(noneOf({ leadMinutes: 129_600 }, {})).toBe(
    'The lead time is longer than the 90 days that are looked at.',
  );
  const last = 90 * 1_440;
  expect(startsOf({}, { occurrences: [night(last - 90, last + 90)] })).toEqual([last - 90]);
});

test('none says what leaves no room: windows, freezes, people, bookings', () => {
  const two = [
    { ...night(0, 240, 'A nights'), serviceIds: [service('a')] },
    { ...night(180, 420, 'B nights'), serviceIds: [service('b')] },
  ];
  const occurrences = [night(0, 240)];
  expect(noneOf({ minutes: 300 }, { occurrences })).toBe(
    'The longest maintenance window lasts 4 h; 5 h are needed (Release nights).',
  );
  expect(noneOf({}, { rules: [ruleOf(night(0, 240))] })).toBe(
    'No maintenance window opens in this time (Release nights).',
  );
  expect(noneOf({ serviceIds: [service('a'), service('b')] }, { occurrences: two })).toBe(
    'The maintenance windows of its services are open together for 1 h at most; 1 h 30 min are needed (A nights, B nights).',
  );
  expect(noneOf({}, { occurrences: [...occurrences, window('deny', 'Quarter reporting', 60, 600)] })).toBe(
    `Freezes leave no stretch of 1 h 30 min free (Quarter reporting, the last until {${at(600)}}).`,
  );
  const kim = somebody('kim', { times: [time('absence', 60, 600)] });
  expect(noneOf({ personIds: [kim.id] }, { occurrences, people: [kim] })).toBe(
    'In every stretch of 1 h 30 min somebody is away (kim).',
  );
  const bookings = [change('CHG-2', 60, 200), change('CHG-9', 600, 700)];
  expect(noneOf({}, { occurrences, bookings })).toBe('Every stretch of 1 h 30 min is booked, by CHG-2.');
});

const barring: readonly ConflictKind[] = [
  'outside window',
  'window overrun',
  'service booked',
  'dependency booked',
  'person booked twice',
  'person absent',
];
const isFree = (one: Bookable, given: Surroundings) =>
  conflictsOf(one, given).every((found) => !found.hard && !barring.includes(found.kind));

test('what is proposed is free by the engine, and when a quarter of an hour in days is free, something is proposed', () => {
  const minute = fc.integer({ min: -20, max: 250 }).map((n) => n * 15 + 5 * (n % 3));
  const length = fc.integer({ min: 1, max: 60 }).map((n) => n * 15);
  const scope = fc.record({
    serviceIds: fc.subarray(['a', 'b', 'c'].map(service)),
    environmentIds: fc.subarray([production, staging]),
  });
  const occurrences = fc
    .array(
      fc.tuple(
        fc.constantFrom('allow', 'allow', 'deny', 'inform'),
        minute,
        length,
        fc.constantFrom('low', 'usual', 'high'),
        fc.boolean(),
        scope,
      ),
      { maxLength: 8 },
    )
    .map((drawn) =>
      drawn.map(([kind, from, long, traffic, hard, within], i) =>
        window(kind as 'allow', `w${i}`, from, from + long, { traffic: traffic as 'low', hard, ...within }),
      ),
    );
  const bookings = fc
    .array(fc.tuple(minute, length, fc.boolean(), scope, fc.subarray(['kim', 'max'])), { maxLength: 12 })
    .map((drawn) =>
      drawn.map(([from, long, over, within, names], i) =>
        change(`CHG-${i}`, from, from + long, {
          ...within,
          status: over ? 'over' : 'tentative',
          people: names.map((name) => ({ id: person(name), as: 'assignee' })),
        }),
      ),
    );
  const given = fc.record({
    occurrences,
    bookings,
    services: fc.constantFrom(
      [catalogued('a'), catalogued('b'), catalogued('c')],
      [catalogued('a', ['b']), catalogued('b'), catalogued('c', ['a'])],
    ),
    people: fc
      .tuple(minute, length, fc.boolean())
      .map(([from, long, byDay]) => [
        somebody('kim', { times: [time('absence', from, from + long)] }),
        somebody('max', { hours: byDay ? { days: [1, 2, 3, 4, 5], from: '09:00', until: '17:00' } : null }),
      ]),
  });
  const wish = fc.record({
    minutes: length,
    serviceIds: fc.subarray(['a', 'b'].map(service), { minLength: 1 }),
    environmentIds: fc.constantFrom([], [production]),
    personIds: fc.subarray(['kim', 'max'].map(person)),
    leadMinutes: fc.constantFrom(0, 40, 900),
    between: fc.constantFrom(null, { from: '20:00', until: '03:00' }),
    limit: fc.constantFrom(100, 300),
  });
  let proposals = 0;
  let softOnes = 0;
  let empty = 0;
  fc.assert(
    fc.property(given, wish, (drawn, asked) => {
      const surroundings = around(drawn);
      const full = wished(asked);
      const { slots, none } = findSlots(full, surroundings);
      const people = asked.personIds.map((id) => ({ id, as: 'assignee' as const }));
      const booked = (startsAt: number) => ({
        ...change('CHG-X', 0, 0, {
          serviceIds: asked.serviceIds,
          environmentIds: asked.environmentIds,
          people,
        }),
        startsAt,
        endsAt: startsAt + asked.minutes * MINUTE,
      });
      expect(none === '').toBe(slots.length > 0);
      for (const slot of slots) {
        expect(slot.endsAt - slot.startsAt).toBe(asked.minutes * MINUTE);
        expect(slot.startsAt).toBeGreaterThanOrEqual(at(asked.leadMinutes));
        expect(slot.endsAt).toBeLessThanOrEqual(at(0) + 90 * DAY);
        const one = booked(slot.startsAt);
        expect(isFree(one, surroundings)).toBe(true);
        // It names every soft rule that the engine finds, and none besides.
        const against = conflictsOf(one, surroundings);
        expect(slot.soft).toBe(against.length > 0);
        for (const { kind, other } of against)
          expect(slot.why).toContain(kind === 'freeze' ? `in ${other.name}, soft rule` : other.name);
        if (slot.soft) softOnes++;
      }
      const order = slots.map(
        (slot) =>
          Number(slot.soft) * 1e15 + ['low', 'usual', 'high'].indexOf(slot.traffic) * 1e14 + slot.startsAt,
      );
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      proposals += slots.length;
      if (slots.length > 0) return;
      empty++;
      for (let from = at(asked.leadMinutes); from < at(5_000); from += 15 * MINUTE) {
        const clock = (from - at(0)) / MINUTE;
        const evening = clock % 1_440 < 300 || clock % 1_440 >= 1_320;
        if (asked.between === null || evening) expect(isFree(booked(from), surroundings)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
  expect(proposals).toBeGreaterThan(1_000);
  expect(softOnes).toBeGreaterThan(100);
  expect(empty).toBeGreaterThan(20);
});
