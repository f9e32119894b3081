import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Occurrence } from '#shared/contract/calendar.ts';
import type { WorkingHours } from '#shared/contract/people.ts';
import { conflictsAmong, conflictsOf, touchedBy } from '#shared/domain/conflicts/engine.ts';
import type { Bookable, FoundConflict, Surroundings } from '#shared/domain/conflicts/facts.ts';
import type { TeamId, TrainId } from '#shared/domain/ids.ts';
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
  team,
  window,
} from './conflict-fixture.ts';
import { at } from './run-fixture.ts';

/** All times are quarters of an hour from Saturday 2027-03-27 06:00 UTC; Berlin's clock jumps in the next night. */
const QUARTER = 900_000;
const start = Date.parse('2027-03-27T06:00Z');
const minute = (quarter: number) => (start - at(0)) / 60_000 + quarter * 15;
const quartersOf = (one: { startsAt: number; endsAt: number }) => {
  const list: number[] = [];
  for (let t = one.startsAt; t < one.endsAt; t += QUARTER) list.push(t);
  return list;
};

const readings = new Map<string, { day: number; clock: string }>();
function reading(zone: string, instant: number) {
  const key = `${zone} ${instant}`;
  const known = readings.get(key);
  if (known) return known;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const get = (type: string) => parts.formatToParts(instant).find((part) => part.type === type)?.value ?? '';
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(get('weekday')) + 1;
  const made = { day, clock: `${get('hour')}:${get('minute')}` };
  readings.set(key, made);
  return made;
}

function isWorking({ days, from, until }: WorkingHours, zone: string, instant: number): boolean {
  const { day, clock } = reading(zone, instant);
  const yesterday = day === 1 ? 7 : day - 1;
  if (until > from) return days.includes(day) && from <= clock && clock < until;
  return (days.includes(day) && clock >= from) || (days.includes(yesterday) && clock < until);
}

/** What is in conflict, quarter by quarter and pair by pair: `kind other minutes`, in no order. */
function naive(one: Bookable, all: readonly Bookable[], given: Surroundings): string[] {
  if (one.status === 'over') return [];
  const quarters = quartersOf(one);
  const out: string[] = [];
  const say = (kind: string, other: string, count: number) => {
    if (count > 0) out.push(`${kind}:${other} ${count * 15}`);
  };
  const inside = (t: number, span: { startsAt: number; endsAt: number }) =>
    span.startsAt <= t && t < span.endsAt;
  const count = (test: (t: number) => boolean) => quarters.filter(test).length;

  if (!one.rides) {
    const pairs = (one.serviceIds.length > 0 ? one.serviceIds : [null]).flatMap((serviceId) =>
      (one.environmentIds.length > 0 ? one.environmentIds : [null]).map((environmentId) => ({
        serviceId,
        environmentId,
      })),
    );
    const speaks = (
      rule: Pick<Occurrence, 'serviceIds' | 'environmentIds' | 'teamIds'>,
      pair: (typeof pairs)[number],
    ) => {
      const owner = given.services.find((s) => s.id === pair.serviceId)?.teamId ?? null;
      const teams = pair.serviceId === null ? one.teamIds : owner === null ? [] : [owner];
      const serviceOk =
        rule.serviceIds.length === 0 || (pair.serviceId !== null && rule.serviceIds.includes(pair.serviceId));
      const placeOk =
        rule.environmentIds.length === 0 ||
        pair.environmentId === null ||
        rule.environmentIds.includes(pair.environmentId);
      const teamOk = rule.teamIds.length === 0 || teams.some((id) => rule.teamIds.includes(id));
      return serviceOk && placeOk && teamOk;
    };
    const worst = new Map<string, number>();
    const note = (key: string, minutes: number) => {
      if (minutes > 0) worst.set(key, Math.max(minutes, worst.get(key) ?? 0));
    };
    for (const freeze of given.occurrences.filter((o) => o.kind === 'deny')) {
      if (pairs.some((pair) => speaks(freeze, pair)))
        note(
          `freeze:${freeze.windowId}`,
          count((t) => inside(t, freeze)),
        );
    }
    for (const pair of pairs) {
      const rules = given.rules.filter((rule) => rule.kind === 'allow' && speaks(rule, pair));
      if (rules.length === 0) continue;
      const windows = given.occurrences.filter((o) => o.kind === 'allow' && speaks(o, pair));
      const uncovered = count((t) => !windows.some((w) => inside(t, w)));
      const most = windows
        .map((w) => ({ w, covered: count((t) => inside(t, w)) }))
        .filter(({ covered }) => covered > 0)
        .sort(
          (a, b) =>
            b.covered - a.covered || a.w.startsAt - b.w.startsAt || (a.w.windowId < b.w.windowId ? -1 : 1),
        )[0];
      const first = rules.map((rule) => rule.name).sort()[0];
      note(most ? `window overrun:${most.w.windowId}` : `outside window:${first}`, uncovered);
    }
    for (const [key, n] of worst) say(key.split(':')[0] ?? '', key.split(':')[1] ?? '', n);
  }

  const home = (x: Bookable) => (x.subject.kind === 'release' ? x.subject.id : x.releaseId);
  for (const other of all) {
    if (other.subject.id === one.subject.id || other.status === 'over') continue;
    const together = count((t) => inside(t, other));
    const places =
      one.environmentIds.length === 0 ||
      other.environmentIds.length === 0 ||
      one.environmentIds.some((id) => other.environmentIds.includes(id));
    const apart = home(one) === null || home(one) !== home(other);
    const depends = (x: string, y: string) =>
      given.services.some((s) => s.id === x && s.dependsOn.some((d) => d === y)) ||
      given.services.some((s) => s.id === y && s.dependsOn.some((d) => d === x));
    if (together > 0 && places && apart) {
      if (!one.rides && !other.rides) {
        const shared = one.serviceIds.filter((x) => other.serviceIds.includes(x));
        if (shared.length > 0) say('service booked', other.subject.id, together);
        const mine = one.serviceIds.filter((x) => !other.serviceIds.includes(x));
        const theirs = other.serviceIds.filter((y) => !one.serviceIds.includes(y));
        if (mine.some((x) => theirs.some((y) => depends(x, y))))
          say('dependency booked', other.subject.id, together);
      }
      for (const id of new Set(one.people.map((p) => p.id)))
        if (other.people.some((p) => p.id === id))
          say('person booked twice', `${other.subject.id}:${id}`, together);
    }
    if (one.rides) continue;
    const id = other.subject.id as string;
    if (one.dependsOn.some((d) => d === id))
      say('release dependency', id, (other.endsAt - one.startsAt) / QUARTER);
    else if (other.dependsOn.some((d) => d === one.subject.id))
      say('release dependency', id, (one.endsAt - other.startsAt) / QUARTER);
    if (
      one.trainId !== null &&
      one.trainId === other.trainId &&
      one.departureNumber !== null &&
      other.departureNumber !== null
    ) {
      const byNumber = Math.sign(one.departureNumber - other.departureNumber);
      const byStart = Math.sign(one.startsAt - other.startsAt);
      if (byNumber * byStart < 0) say('train order', id, Math.abs(one.startsAt - other.startsAt) / QUARTER);
    }
  }
  for (const id of new Set(one.people.map((p) => p.id))) {
    const who = given.people.find((p) => p.id === id);
    if (!who) continue;
    const during = (kind: string, t: number) =>
      who.times.some((x) => x.kind === kind && x.start.at <= t && t < x.end.at);
    say(
      'person absent',
      id,
      count((t) => during('absence', t)),
    );
    const { hours, zone } = who;
    if (hours)
      say(
        'outside working hours',
        id,
        count((t) => !isWorking(hours, zone, t) && !during('duty', t)),
      );
  }
  return out.sort();
}

const spoken = (found: readonly FoundConflict[]) =>
  found.map(({ key, minutes }) => `${key} ${minutes}`).sort();

const quarter = fc.nat(140);
const length = fc.integer({ min: 1, max: 40 });
const someOf = <T>(items: readonly T[]) => fc.subarray([...items], { maxLength: 2 });
const names = ['a', 'b', 'c', 'd'];
const services = fc
  .tuple(
    ...names.map((_, i) =>
      fc.tuple(someOf(names.filter((_n, j) => j !== i)), fc.constantFrom(null, 'red', 'blue')),
    ),
  )
  .map((all) => all.map(([needs, owner], i) => catalogued(names[i] ?? '', needs, owner)));
const scope = fc.record({
  serviceIds: someOf(names.map(service)),
  environmentIds: someOf([production, staging]),
  teamIds: fc.constantFrom<TeamId[]>([], [], [], [team('red')]),
});
const occurrences = fc
  .array(
    fc.tuple(fc.constantFrom('allow', 'allow', 'deny', 'inform'), quarter, length, fc.boolean(), scope),
    { maxLength: 6 },
  )
  .map((drawn) =>
    drawn.flatMap(([kind, from, long, hard, within], i) => {
      const made = (begin: number) =>
        window(kind as Occurrence['kind'], `w${i}`, minute(begin), minute(begin + long), { hard, ...within });
      return i % 2 === 0 ? [made(from)] : [made(from), made(from + long)];
    }),
  );
const hours = fc.option(
  fc.record({
    days: fc.subarray([1, 5, 6, 7]),
    from: fc.constantFrom('06:00', '09:00', '22:00'),
    until: fc.constantFrom('06:00', '17:00', '00:00'),
  }),
);
const people = fc.tuple(
  ...['kim', 'max', 'eve'].map((name) =>
    fc
      .record({
        hours,
        zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
        times: fc.array(
          fc
            .tuple(fc.constantFrom('duty', 'absence'), quarter, length)
            .map(([kind, from, long]) => spanOfPerson(kind as 'duty' | 'absence', from, from + long)),
          { maxLength: 3 },
        ),
      })
      .map((fields) => somebody(name, fields)),
  ),
);
function spanOfPerson(kind: 'duty' | 'absence', from: number, until: number) {
  const planned = (q: number) => ({ local: '', zone: 'UTC', at: start + q * QUARTER });
  return { kind, start: planned(from), end: planned(until), note: '' };
}
const releases = ['R1', 'R2', 'R3'];
const bookings = fc
  .array(
    fc.record({
      from: quarter,
      long: length,
      status: fc.constantFrom('booked', 'booked', 'tentative', 'over'),
      serviceIds: someOf(names.map(service)),
      environmentIds: someOf([production, staging]),
      people: fc.array(
        fc.record({
          id: fc.constantFrom(...['kim', 'max', 'eve'].map(person)),
          as: fc.constantFrom('assignee', 'validator'),
        }),
        { maxLength: 2 },
      ),
      aboard: fc.option(fc.constantFrom(...releases.map(releaseId))),
      rides: fc.boolean(),
      dependsOn: someOf(releases.map(releaseId)),
      train: fc.option(fc.tuple(fc.constantFrom('T' as TrainId, 'U' as TrainId), fc.nat(4))),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((drawn) =>
    drawn.map((d, i): Bookable => {
      const [from, until] = [minute(d.from), minute(d.from + d.long)];
      const common = {
        status: d.status as Bookable['status'],
        serviceIds: d.serviceIds,
        environmentIds: d.environmentIds,
      };
      if (i < releases.length) {
        const own = releases[i] ?? '';
        return release(own, from, until, {
          ...common,
          dependsOn: d.dependsOn.filter((id) => id !== own),
          trainId: d.train?.[0] ?? null,
          departureNumber: d.train?.[1] ?? null,
        });
      }
      return change(`CHG-${i}`, from, until, {
        ...common,
        people: d.people as Bookable['people'],
        releaseId: d.aboard,
        rides: d.aboard !== null && d.rides,
      });
    }),
  );
const world = fc
  .record({ bookings, services, occurrences, people, hidden: scope })
  .map(({ hidden, ...drawn }) => {
    const far = ruleOf(window('allow', 'w9', 0, 1, hidden));
    const seen = around(drawn);
    return { ...seen, rules: [...seen.rules, far] };
  });

test('one booking at a time: the same as quarter by quarter and pair by pair', () => {
  fc.assert(
    fc.property(world, (given) => {
      for (const one of given.bookings)
        expect(spoken(conflictsOf(one, given))).toEqual(naive(one, given.bookings, given));
    }),
    { numRuns: 400 },
  );
});

test('the sweep over many finds what asking each finds', () => {
  fc.assert(
    fc.property(world, fc.nat(9), (given, kept) => {
      const some = given.bookings.slice(0, kept + 1);
      const among = conflictsAmong(some, given);
      expect([...among.keys()].sort()).toEqual(some.map((one) => one.subject.id as string).sort());
      for (const one of some) expect(among.get(one.subject.id)).toEqual(conflictsOf(one, given));
      // Who is asked about need not be among what is around.
      expect(conflictsAmong(given.bookings, { ...given, bookings: [] })).toEqual(
        conflictsAmong(given.bookings, given),
      );
    }),
    { numRuns: 200 },
  );
});

test('who is in conflict over a service, a dependency, a person or an order is so from both sides', () => {
  fc.assert(
    fc.property(world, (given) => {
      const pairs = [...conflictsAmong(given.bookings, given)].flatMap(([id, found]) =>
        found
          .filter((one) => one.other.kind === 'change' || one.other.kind === 'release')
          .map((one) => ({ kind: one.kind, id, other: one.other.id, minutes: one.minutes })),
      );
      const said = pairs.map((one) => `${one.kind} ${one.id} ${one.other} ${one.minutes}`).sort();
      // Two releases that depend on each other miss it by different minutes.
      const mutual = (a: string, b: string) =>
        given.bookings.some((x) => x.subject.id === a && x.dependsOn.some((id) => id === b)) &&
        given.bookings.some((x) => x.subject.id === b && x.dependsOn.some((id) => id === a));
      const oneWay = pairs.filter((one) => one.kind !== 'release dependency' || !mutual(one.id, one.other));
      for (const one of oneWay) expect(said).toContain(`${one.kind} ${one.other} ${one.id} ${one.minutes}`);
    }),
    { numRuns: 200 },
  );
});

test('after a move only what it touches has to be asked again', () => {
  fc.assert(
    fc.property(world, fc.nat(8), quarter, length, (given, index, from, long) => {
      const before = given.bookings[index % given.bookings.length];
      if (before === undefined) return;
      const after = { ...before, startsAt: at(minute(from)), endsAt: at(minute(from + long)) };
      const moved = given.bookings.map((one) => (one === before ? after : one));
      const then = { ...given, bookings: moved };
      const kept = new Map(conflictsAmong(given.bookings, given));
      for (const one of touchedBy({ before, after }, moved)) kept.set(one.subject.id, conflictsOf(one, then));
      expect(kept).toEqual(conflictsAmong(moved, then));
    }),
    { numRuns: 200 },
  );
});
