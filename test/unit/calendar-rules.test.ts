import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  overlapMinutes,
  type ScopedOccurrence,
  type Wish,
  windowDecision,
} from '#shared/domain/calendar/calendar.ts';
import type { EnvironmentId, ServiceId, TeamId, WindowId } from '#shared/domain/ids.ts';
import { at } from './run-fixture.ts';

const service = (name: string) => name as ServiceId;
const production = 'production' as EnvironmentId;
const wish = (from: number, until: number, fields: Partial<Wish> = {}): Wish => ({
  startsAt: at(from),
  endsAt: at(until),
  serviceIds: [service('a')],
  environmentId: production,
  teamIds: ['t' as TeamId],
  ...fields,
});
const window = (
  kind: ScopedOccurrence['kind'],
  from: number,
  until: number,
  fields: Partial<ScopedOccurrence> = {},
): ScopedOccurrence => ({
  windowId: 'w' as WindowId,
  name: kind === 'deny' ? 'Quarter reporting' : 'Release nights',
  kind,
  hard: true,
  traffic: 'usual',
  allDay: false,
  zone: 'Europe/Berlin',
  local: '2027-02-11T22:00',
  startClock: 'plain',
  endClock: 'plain',
  startsAt: at(from),
  endsAt: at(until),
  protectionEndsAt: at(until + 30),
  serviceIds: [],
  environmentIds: [],
  teamIds: [],
  ...fields,
});
const open = (one: Wish, list: readonly ScopedOccurrence[], rules?: readonly ScopedOccurrence[]) =>
  windowDecision(one, list, rules).open;

test('touching intervals do not overlap, a begun minute counts', () => {
  expect(overlapMinutes({ startsAt: at(0), endsAt: at(10) }, { startsAt: at(10), endsAt: at(20) })).toBe(0);
  expect(overlapMinutes({ startsAt: at(0), endsAt: at(10) + 1 }, { startsAt: at(10), endsAt: at(20) })).toBe(
    1,
  );
  expect(overlapMinutes({ startsAt: at(0), endsAt: at(60) }, { startsAt: at(15), endsAt: at(30) })).toBe(15);
});

test('where no maintenance window exists for the scope, time is free; an inform window opens and closes nothing', () => {
  expect(open(wish(0, 60), [])).toBe(true);
  expect(open(wish(0, 60), [window('inform', 0, 30)])).toBe(true);
  expect(open(wish(0, 60), [window('allow', 100, 200, { serviceIds: [service('b')] })])).toBe(true);
});

test('the whole interval has to lie in one window, its edges included', () => {
  const night = window('allow', 0, 240);
  expect(windowDecision(wish(0, 240), [night])).toEqual({ open: true, window: night });
  expect(windowDecision(wish(0, 241), [night])).toEqual({
    open: false,
    hard: true,
    reason: `Release nights is open from {${at(0)}} to {${at(240)}}; 1 of 241 min lie outside.`,
  });
});

test('windows that adjoin or overlap count as one, with the protection of the last; a gap of a minute parts them', () => {
  const night = window('allow', 0, 60);
  const morning = window('allow', 60, 120);
  expect(windowDecision(wish(0, 100), [morning, night])).toEqual({
    open: true,
    window: { ...night, endsAt: at(120), protectionEndsAt: at(150) },
  });
  expect(windowDecision(wish(61, 100), [night, morning])).toEqual({ open: true, window: morning });
  expect(windowDecision(wish(0, 100), [night, window('allow', 61, 120)])).toMatchObject({
    open: false,
    reason: `Release nights is open from {${at(0)}} to {${at(60)}}; 1 of 100 min lie outside.`,
  });
});

test('of services with windows of their own, the protection that ends first counts', () => {
  const list = [
    window('allow', 0, 240, { serviceIds: [service('a')] }),
    window('allow', 0, 120, { serviceIds: [service('b')] }),
  ];
  const both = wish(0, 60, { serviceIds: [service('a'), service('b')] });
  expect(windowDecision(both, list)).toEqual({ open: true, window: list[1] });
});

test('without an environment it may be any: a freeze of one of them closes it', () => {
  const freeze = window('deny', 0, 240, { environmentIds: [production] });
  expect(open(wish(0, 60, { environmentId: null }), [freeze])).toBe(false);
});

test('a window of the service far away still closes the time between', () => {
  const far = window('allow', 10_000, 10_240);
  expect(open(wish(0, 60), [], [far])).toBe(false);
  expect(windowDecision(wish(0, 60), [], [far])).toMatchObject({
    reason: 'It lies outside every maintenance window (Release nights).',
  });
});

test('each service is asked on its own: a window of one does not open the other', () => {
  const list = [
    window('allow', 0, 240, { serviceIds: [service('a')] }),
    window('allow', 600, 840, { serviceIds: [service('b')] }),
  ];
  const both = { serviceIds: [service('a'), service('b')] };
  expect(open(wish(0, 60), list)).toBe(true);
  expect(open(wish(0, 60, both), list)).toBe(false);
  expect(open(wish(0, 60, { serviceIds: [service('a'), service('c')] }), list)).toBe(true);
});

test('a freeze closes also inside a window, from its first minute to its last', () => {
  const list = [window('allow', 0, 240), window('deny', 60, 120)];
  expect(open(wish(0, 60), list)).toBe(true);
  expect(open(wish(120, 180), list)).toBe(true);
  expect(windowDecision(wish(0, 61), list)).toEqual({
    open: false,
    hard: true,
    reason: `Quarter reporting bars changes from {${at(60)}} to {${at(120)}}; 1 min lie in it.`,
  });
});

test('dimensions are and, values are or: a freeze of another environment or team does not count', () => {
  const freeze = (fields: Partial<ScopedOccurrence>) => [window('deny', 0, 240, fields)];
  expect(open(wish(0, 60), freeze({ environmentIds: ['staging' as EnvironmentId] }))).toBe(true);
  expect(open(wish(0, 60), freeze({ environmentIds: ['staging' as EnvironmentId, production] }))).toBe(false);
  expect(open(wish(0, 60), freeze({ serviceIds: [service('a')], teamIds: ['u' as TeamId] }))).toBe(true);
});

test('a hard rule is never hidden behind a soft one', () => {
  const soft = window('deny', 0, 240, { hard: false });
  expect(windowDecision(wish(0, 60), [soft])).toMatchObject({ hard: false });
  expect(windowDecision(wish(0, 60), [soft, window('deny', 0, 240)])).toMatchObject({ hard: true });
  expect(windowDecision(wish(0, 60), [soft, window('allow', 600, 700)])).toMatchObject({ hard: true });
});

test('open is what minute-by-minute looking says', () => {
  const drawn = fc.record({
    kind: fc.constantFrom('allow', 'deny') as fc.Arbitrary<'allow' | 'deny'>,
    from: fc.nat(40),
    length: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(
      fc.array(drawn, { maxLength: 5 }),
      fc.nat(40),
      fc.integer({ min: 1, max: 30 }),
      (list, from, length) => {
        const windows = list.map((one) => window(one.kind, one.from, one.from + one.length));
        const minutes = Array.from({ length }, (_, i) => at(from + i));
        const covers = (one: ScopedOccurrence, minute: number) =>
          one.startsAt <= minute && minute < one.endsAt;
        const frozen = minutes.some((minute) =>
          windows.some((one) => one.kind === 'deny' && covers(one, minute)),
        );
        const allows = windows.filter((one) => one.kind === 'allow');
        const inside =
          allows.length === 0 || minutes.every((minute) => allows.some((one) => covers(one, minute)));
        expect(open(wish(from, from + length), windows)).toBe(!frozen && inside);
      },
    ),
  );
});
