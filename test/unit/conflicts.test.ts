import { expect, test } from 'vitest';
import { conflictsOf } from '#shared/domain/conflicts/engine.ts';
import type { Bookable, Surroundings } from '#shared/domain/conflicts/facts.ts';
import type { TrainId, WindowId } from '#shared/domain/ids.ts';
import {
  around,
  catalogued,
  change,
  kinds,
  person,
  production,
  release,
  releaseId,
  service,
  somebody,
  staging,
  team,
  time,
  window,
} from './conflict-fixture.ts';
import { at } from './run-fixture.ts';

const found = (one: Bookable, given: Partial<Surroundings>) => conflictsOf(one, around(given));
const kindsOf = (one: Bookable, given: Partial<Surroundings>) => kinds(found(one, given));
const validates = (name: string) => ({ people: [{ id: person(name), as: 'validator' as const }] });
const reporting = window('deny', 'Quarter reporting', 0, 600);
const nights = window('allow', 'Release nights', 0, 240);

test('a freeze names its ends, its minutes and what lifts it', () => {
  expect(found(change('CHG-1', -30, 60), { occurrences: [reporting] })).toEqual([
    {
      key: 'freeze:Quarter reporting',
      kind: 'freeze',
      hard: true,
      subject: { kind: 'change', id: 'CHG-1' },
      ref: 'CHG-1',
      title: 'work CHG-1',
      other: {
        kind: 'window',
        id: 'Quarter reporting',
        ref: '',
        name: 'Quarter reporting',
        startsAt: at(0),
        endsAt: at(600),
      },
      minutes: 60,
      what: 'In a freeze, hard rule',
      sentence: `Quarter reporting bars changes from {${at(0)}} to {${at(600)}}.`,
      resolve: `An approved exception would lift it, or a start at {${at(600)}} or later.`,
      facts: `${at(-30)}-${at(60)}; a; production; hard ${at(0)}-${at(600)}`,
    },
  ]);
  const soft = { occurrences: [{ ...reporting, hard: false }] };
  expect(found(change('CHG-1', 0, 60), soft)).toMatchObject([
    { hard: false, what: 'In a freeze, soft rule' },
  ]);
});

test('a freeze ends where it ends, and does not reach another service, environment or team', () => {
  expect(kindsOf(change('CHG-1', 600, 660), { occurrences: [reporting] })).toEqual([]);
  expect(kindsOf(change('CHG-1', -60, 0), { occurrences: [reporting] })).toEqual([]);
  const only = (fields: Parameters<typeof window>[4]) => ({
    occurrences: [window('deny', 'F', 0, 600, fields)],
    services: [catalogued('a', [], 'red'), catalogued('b', [], 'blue')],
  });
  const one = change('CHG-1', 0, 60, { serviceIds: [service('a'), service('b')] });
  expect(kindsOf(one, only({ serviceIds: [service('c')] }))).toEqual([]);
  expect(kindsOf(one, only({ environmentIds: [staging] }))).toEqual([]);
  expect(kindsOf({ ...one, environmentIds: [] }, only({ environmentIds: [staging] }))).toEqual(['freeze']);
  expect(kindsOf(one, only({ teamIds: [team('blue')] }))).toEqual(['freeze']);
  // b is blue's and a is red's, so blue's freeze of a reaches neither.
  expect(kindsOf(one, only({ teamIds: [team('blue')], serviceIds: [service('a')] }))).toEqual([]);
});

test('outside and overrun are told apart, for each service, where it has windows at all', () => {
  const given = { occurrences: [nights] };
  expect(kindsOf(change('CHG-1', 0, 240), given)).toEqual([]);
  expect(found(change('CHG-1', 180, 270), given)).toMatchObject([
    {
      key: 'window overrun:Release nights',
      hard: true,
      minutes: 30,
      sentence: `Release nights is open from {${at(0)}} to {${at(240)}}; 30 of 90 min lie outside.`,
      resolve: `It would have to end by {${at(240)}}. An approved exception would lift it.`,
    },
  ]);
  expect(found(change('CHG-1', 240, 300), given)).toMatchObject([
    {
      key: 'outside window:Release nights',
      minutes: 60,
      what: 'Outside every maintenance window, hard rule',
      sentence: 'It lies outside every maintenance window of Service a (Release nights).',
    },
  ]);
  const ofB = { occurrences: [window('allow', 'B nights', 0, 240, { serviceIds: [service('b')] })] };
  expect(kindsOf(change('CHG-1', 300, 360), ofB)).toEqual([]);
  expect(kindsOf(change('CHG-1', 300, 360, { serviceIds: [service('a'), service('b')] }), ofB)).toEqual([
    'outside window',
  ]);
});

test('services that miss the same windows make one conflict, with different windows one each', () => {
  const three = change('CHG-1', 300, 360, { serviceIds: [service('a'), service('b'), service('c')] });
  expect(found(three, { occurrences: [nights] })).toMatchObject([
    { sentence: expect.stringContaining('of Service a, Service b, Service c (') },
  ]);
  const own = ['a', 'b'].map((name) =>
    window('allow', `${name} nights`, 0, 240, { serviceIds: [service(name)], hard: name === 'b' }),
  );
  expect(found(three, { occurrences: own }).map(({ key, hard }) => [key, hard])).toEqual([
    ['outside window:b nights', true],
    ['outside window:a nights', false],
  ]);
});

test('a slot whose window was moved or taken away says so, once', () => {
  const slot = { windowId: 'Release nights' as WindowId, windowStartsAt: at(0), windowEndsAt: at(240) };
  const one = release('RLS-1', 0, 120, { slot });
  expect(kindsOf(one, { occurrences: [nights] })).toEqual([]);
  const longer = { ...nights, endsAt: at(300) };
  expect(found(one, { occurrences: [longer] })).toMatchObject([
    {
      key: 'window changed:Release nights',
      hard: false,
      sentence: `Release nights was open from {${at(0)}} to {${at(240)}} when RLS-1 was booked; now from {${at(0)}} to {${at(300)}}.`,
    },
  ]);
  expect(found(one, {})).toMatchObject([{ kind: 'window changed', sentence: /is not there any more/ }]);
  // Planned elsewhere, the old window says nothing.
  expect(kindsOf({ ...one, startsAt: at(900), endsAt: at(960) }, {})).toEqual([]);
  // Booked over two adjoining windows, with the ends of both.
  const over = { ...one, endsAt: at(300), slot: { ...slot, windowEndsAt: at(360) } };
  expect(kindsOf(over, { occurrences: [nights, window('allow', 'Mornings', 240, 360)] })).toEqual([]);
  // Another window that ends as this one did does not stand in for it.
  const shorter = [{ ...nights, endsAt: at(200) }, window('allow', 'Mornings', 60, 240)];
  expect(kindsOf(one, { occurrences: shorter })).toEqual(['window changed']);
});

test('the same service is booked by whoever is not over, touching ends apart', () => {
  const one = change('CHG-1', 0, 60);
  const other = (fields: Partial<Bookable>) => kindsOf(one, { bookings: [change('CHG-2', 30, 90, fields)] });
  expect(other({})).toEqual(['service booked']);
  expect(other({ status: 'tentative' })).toEqual(['service booked']);
  expect(other({ status: 'over' })).toEqual([]);
  expect(other({ startsAt: at(60) })).toEqual([]);
  expect(other({ serviceIds: [service('b')] })).toEqual([]);
  expect(other({ environmentIds: [staging] })).toEqual([]);
  expect(other({ environmentIds: [] })).toEqual(['service booked']);
  expect(kindsOf({ ...one, status: 'over' }, { bookings: [change('CHG-2', 30, 90)] })).toEqual([]);
  expect(kindsOf(one, { bookings: [one] })).toEqual([]);
});

test('a tentative neighbour is called tentative', () => {
  const bookings = [change('CHG-2', 30, 90, { status: 'tentative' })];
  expect(found(change('CHG-1', 0, 60, { status: 'tentative' }), { bookings })).toMatchObject([
    {
      what: 'Same service tentatively booked, soft rule',
      minutes: 30,
      sentence: `CHG-2 work CHG-2 (tentative) also changes Service a from {${at(30)}} to {${at(90)}}.`,
    },
  ]);
});

test("a release, its changes and its changes among each other are not in each other's way", () => {
  const aboard = { releaseId: releaseId('RLS-1') };
  const [own, sibling] = [change('CHG-1', 0, 60, aboard), change('CHG-2', 0, 60, aboard)];
  const ship = release('RLS-1', 0, 60);
  const bookings = [own, sibling, ship];
  for (const one of bookings) expect(kindsOf(one, { bookings })).toEqual([]);
  expect(kindsOf(own, { bookings: [change('CHG-3', 0, 60, { releaseId: releaseId('RLS-2') })] })).toEqual([
    'service booked',
  ]);
});

test('what rides is represented by its release but for its people and its lead time', () => {
  const rider = change('CHG-1', 0, 60, {
    releaseId: releaseId('RLS-1'),
    rides: true,
    createdAt: at(-10),
    ...validates('kim'),
  });
  const given: Partial<Surroundings> = {
    occurrences: [reporting],
    bookings: [change('CHG-2', 0, 60, validates('kim'))],
    people: [somebody('kim', { times: [time('absence', 0, 60)] })],
    leadMinutes: { standard: 0, normal: 60, emergency: 0 },
  };
  expect(kindsOf(rider, given)).toEqual(['person booked twice', 'person absent', 'lead time']);
  expect(kindsOf(change('CHG-2', 0, 60, { environmentIds: [staging] }), { bookings: [rider] })).toEqual([]);
  expect(kindsOf(change('CHG-2', 0, 60), { bookings: [rider] })).toEqual([]);
});

test('a dependency counts either way and only between what they do not both touch', () => {
  const services = [catalogued('a', ['b']), catalogued('b'), catalogued('c', ['b'])];
  const [a, b] = [change('CHG-1', 0, 60), change('CHG-2', 30, 90, { serviceIds: [service('b')] })];
  expect(found(a, { services, bookings: [b] })).toMatchObject([
    {
      key: 'dependency booked:CHG-2',
      minutes: 30,
      sentence: `CHG-2 work CHG-2 changes Service b from {${at(30)}} to {${at(90)}}; Service a depends on Service b.`,
    },
  ]);
  expect(found(b, { services, bookings: [a] })).toMatchObject([
    { key: 'dependency booked:CHG-1', sentence: /; Service a depends on Service b\.$/ },
  ]);
  // a and c both need b: they are nothing to each other.
  expect(
    kindsOf(a, { services, bookings: [change('CHG-3', 0, 60, { serviceIds: [service('c')] })] }),
  ).toEqual([]);
  const both = { serviceIds: [service('a'), service('b')] };
  expect(kindsOf({ ...a, ...both }, { services, bookings: [{ ...b, ...both }] })).toEqual(['service booked']);
});

test('a person booked twice is named by their role in each, and each person alone', () => {
  const people = [somebody('kim', { name: 'T. Okafor' }), somebody('max')];
  const two = [
    { id: person('kim'), as: 'validator' as const },
    { id: person('max'), as: 'assignee' as const },
  ];
  const one = change('CHG-1', 0, 60, { serviceIds: [service('b')], people: two });
  const other = change('CHG-31', 30, 90, {
    serviceIds: [service('c')],
    people: [
      { id: person('kim'), as: 'assignee' },
      { id: person('kim'), as: 'validator' },
      { id: person('max'), as: 'validator' },
    ],
  });
  const conflicts = found(one, { people, bookings: [other] });
  expect(conflicts.map(({ key, what, minutes }) => [key, what, minutes])).toEqual([
    ['person booked twice:CHG-31:kim', 'Validator booked twice, soft rule', 30],
    ['person booked twice:CHG-31:max', 'Assignee booked twice, soft rule', 30],
  ]);
  expect(conflicts[0]?.sentence).toBe(
    `T. Okafor is also assigned to CHG-31 work CHG-31 from {${at(30)}} to {${at(90)}}.`,
  );
  expect(kinds(conflictsOf(other, around({ people, bookings: [one] })))).toHaveLength(2);
});

test("working hours are those of the person's own clock, half-open, and duty lifts them", () => {
  // Minute 0 is Thursday 22:00 in Berlin, 16:00 in New York.
  const hours = { days: [1, 2, 3, 4, 5], from: '08:00', until: '17:00' };
  const minutes = (from: number, until: number, fields: Parameters<typeof somebody>[1] = {}) =>
    found(change('CHG-1', from, until, validates('kim')), {
      people: [somebody('kim', { hours, ...fields })],
    }).map((one) => [one.kind, one.minutes]);
  const off = (count: number) => [['outside working hours', count]];
  expect(minutes(0, 60)).toEqual(off(60));
  expect(minutes(0, 60, { zone: 'America/New_York' })).toEqual([]);
  expect(minutes(0, 61, { zone: 'America/New_York' })).toEqual(off(1));
  expect(minutes(600, 660)).toEqual([]);
  expect(minutes(599, 660)).toEqual(off(1));
  expect(minutes(2_040, 2_100)).toEqual(off(60));
  expect(minutes(0, 60, { times: [time('duty', -60, 45)] })).toEqual(off(15));
  expect(minutes(0, 60, { times: [time('duty', -60, 60)] })).toEqual([]);
  expect(minutes(0, 60, { hours: null })).toEqual([]);
  expect(minutes(0, 60, { hours: { days: [], from: '08:00', until: '17:00' } })).toEqual(off(60));
});

test('a night shift belongs to the day it begins on', () => {
  const people = [somebody('kim', { hours: { days: [4], from: '22:00', until: '06:00' } })];
  const minutes = (from: number, until: number) =>
    found(change('CHG-1', from, until, validates('kim')), { people }).map((one) => one.minutes);
  expect(minutes(0, 480)).toEqual([]);
  expect(minutes(0, 481)).toEqual([1]);
  expect(minutes(1_440, 1_500)).toEqual([60]);
  expect(minutes(-1_440, -1_380)).toEqual([60]);
});

test('a long shift far from UTC reaches into the second day', () => {
  // In Honolulu minute 0 is Thursday 11:00; the shift runs from Thursday 22:00 to Friday 18:00.
  const hours = { days: [4], from: '22:00', until: '18:00' };
  const people = [somebody('kim', { zone: 'Pacific/Honolulu', hours })];
  const minutes = (from: number, until: number) =>
    found(change('CHG-1', from, until, validates('kim')), { people }).map((one) => one.minutes);
  expect(minutes(1_800, 1_860)).toEqual([]);
  expect(minutes(1_800, 1_861)).toEqual([1]);
});

test.each([
  // Berlin skips 02:00 to 03:00 on 28 March 2027 and shows it twice on 31 October; the shift stays 22:00 to 06:00.
  ['Europe/Berlin', '2027-03-27T21:00Z', '2027-03-28T04:00Z', 7],
  ['Europe/Berlin', '2027-10-30T20:00Z', '2027-10-31T05:00Z', 6],
  ['America/New_York', '2027-03-14T03:00Z', '2027-03-14T10:00Z', 6],
  // Half an hour is skipped.
  ['Australia/Lord_Howe', '2027-10-02T11:30Z', '2027-10-02T19:00Z', 6],
  ['Asia/Tokyo', '2027-03-27T13:00Z', '2027-03-27T21:00Z', 6],
] as const)(
  'a night shift over the change of clock in %s from %s ends on its own clock',
  (zone, from, until, day) => {
    const hours = { days: [day === 7 ? 6 : day], from: '22:00', until: '06:00' };
    const night = change('CHG-1', 0, 0, {
      startsAt: Date.parse(from),
      endsAt: Date.parse(until),
      ...validates('kim'),
    });
    const people = [somebody('kim', { zone, hours })];
    expect(found(night, { people })).toEqual([]);
    const early = { ...night, startsAt: night.startsAt - 60_000 };
    const late = { ...night, endsAt: night.endsAt + 60_000 };
    expect(found(early, { people })).toMatchObject([{ minutes: 1 }]);
    expect(found(late, { people })).toMatchObject([{ minutes: 1 }]);
  },
);

test('who is away is away on duty too, and absences that run together are one', () => {
  const people = [
    somebody('kim', {
      times: [time('absence', -600, 30, 'Leave'), time('absence', 30, 45), time('duty', -600, 600)],
    }),
  ];
  expect(found(change('CHG-1', 0, 60, validates('kim')), { people })).toMatchObject([
    {
      key: 'person absent:kim',
      minutes: 45,
      what: 'Validator absent, soft rule',
      sentence: `kim is away from {${at(-600)}} to {${at(45)}} (Leave).`,
    },
  ]);
  expect(kindsOf(change('CHG-1', 45, 60, validates('kim')), { people })).toEqual([]);
});

test('a release starts after those it depends on, named from both sides, planned or not', () => {
  const first = release('RLS-1', 0, 120);
  const second = release('RLS-2', 90, 180, { dependsOn: [releaseId('RLS-1')], serviceIds: [service('b')] });
  expect(found(second, { bookings: [first] })).toMatchObject([
    {
      key: 'release dependency:RLS-1',
      minutes: 30,
      what: 'Depends on an unfinished release, soft rule',
      sentence: `RLS-2 depends on RLS-1 work RLS-1, which ends at {${at(120)}}, 30 min after this starts.`,
    },
  ]);
  expect(found(first, { bookings: [second] })).toMatchObject([
    { key: 'release dependency:RLS-2', minutes: 30, what: 'A release waits for this one, soft rule' },
  ]);
  const later = { ...second, startsAt: at(120), endsAt: at(180) };
  expect(kindsOf(later, { bookings: [first] })).toEqual([]);
  expect(kindsOf(first, { bookings: [later] })).toEqual([]);
  // Weeks apart and the wrong way round is still wrong.
  const wrong = { ...second, startsAt: at(-40_000), endsAt: at(-39_000) };
  expect(kindsOf(first, { bookings: [wrong] })).toEqual(['release dependency']);
  expect(kindsOf(second, { bookings: [{ ...first, status: 'over' }] })).toEqual([]);
  const unplanned = { id: releaseId('RLS-1'), ref: 'RLS-1', name: 'Ledger', finished: false };
  expect(kindsOf(second, { unplanned: [unplanned] })).toEqual(['release dependency']);
  expect(kindsOf(second, { unplanned: [{ ...unplanned, finished: true }] })).toEqual([]);
});

test('departures of one train start in the order of their numbers', () => {
  const departure = (ref: string, number: number | null, from: number, train = 'T') =>
    release(ref, from, from + 60, { trainId: train as TrainId, departureNumber: number, serviceIds: [] });
  const seven = departure('RLS-7', 7, 1_000);
  expect(found(seven, { bookings: [departure('RLS-8', 8, 0)] })).toMatchObject([
    {
      key: 'train order:RLS-8',
      minutes: 1_000,
      sentence: `Departure 7 starts 16 h 40 min after departure 8, RLS-8 work RLS-8, at {${at(0)}}.`,
    },
  ]);
  expect(kindsOf(departure('RLS-8', 8, 0), { bookings: [seven] })).toEqual(['train order']);
  for (const other of [
    departure('RLS-8', 8, 2_000),
    departure('RLS-8', 8, 1_000),
    departure('RLS-8', 7, 0),
    departure('RLS-8', 8, 0, 'U'),
    departure('RLS-8', null, 0),
  ])
    expect(kindsOf(seven, { bookings: [other] })).toEqual([]);
});

test('lead time is the policy of the type, to the minute', () => {
  const leadMinutes = { standard: 0, normal: 4_320, emergency: 30 };
  const written = (ago: number, fields: Partial<Bookable> = {}) =>
    found(change('CHG-1', 0, 60, { createdAt: at(-ago), ...fields }), { leadMinutes });
  expect(written(4_320)).toEqual([]);
  expect(written(4_200)).toMatchObject([
    {
      key: 'lead time:normal',
      minutes: 120,
      sentence: 'Policy asks for 3 days from writing a normal change to its start; 2 h are missing.',
      resolve: `A start at {${at(120)}} or later resolves it.`,
    },
  ]);
  expect(written(0, { type: 'standard' })).toEqual([]);
  expect(written(29, { type: 'emergency' })).toMatchObject([{ minutes: 1 }]);
  expect(written(0, { type: null })).toEqual([]);
});

test('a key stays when times move, its facts do not', () => {
  const given = { occurrences: [reporting, nights], bookings: [change('CHG-2', 200, 400)] };
  const before = found(change('CHG-1', 180, 300), given);
  const after = found(change('CHG-1', 210, 330), given);
  expect(after.map((one) => one.key)).toEqual(before.map((one) => one.key));
  for (const [i, one] of after.entries()) expect(one.facts).not.toBe(before[i]?.facts);
});

test('facts of an absence and of hours do not hang on what else is known of the person', () => {
  const one = change('CHG-1', 0, 60, validates('kim'));
  const hours = { days: [1], from: '08:00', until: '17:00' };
  const known = [time('absence', -60, 30), time('duty', 0, 30)];
  const factsWith = (times: typeof known) =>
    found(one, { people: [somebody('kim', { hours, times })] }).map(({ facts }) => facts);
  expect(factsWith([...known, time('absence', -900, -60), time('duty', 500, 600)])).toEqual(factsWith(known));
});

test('hard conflicts come first', () => {
  const given = {
    occurrences: [reporting],
    bookings: [change('CHG-2', 0, 60, { environmentIds: [production] })],
  };
  expect(kindsOf(change('CHG-1', 0, 60), given)).toEqual(['freeze', 'service booked']);
});
