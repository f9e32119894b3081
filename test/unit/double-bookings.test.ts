import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Duty } from '#shared/contract/planning.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { doubleBookings } from '#shared/domain/runs/double-bookings.ts';
import { at } from './run-fixture.ts';

const person = (n: number) => `person-${n}` as PersonId;
const duty = (who: number, from: number, until: number, what = `${from}-${until}`): Duty => ({
  personId: person(who),
  startsAt: at(from),
  endsAt: at(until),
  what,
  stepId: null,
});

test('two steps that adjoin book nobody twice; two that overlap do, for the time they share', () => {
  expect(doubleBookings([duty(1, 0, 10), duty(1, 10, 20)], [])).toEqual([]);
  const [first, second] = [duty(1, 0, 10), duty(1, 5, 20)];
  expect(doubleBookings([first, second], [])).toEqual([
    { personId: person(1), first, second, startsAt: at(5), endsAt: at(10) },
  ]);
});

test('what takes no time books nobody, and what others do meanwhile is theirs', () => {
  expect(doubleBookings([duty(1, 0, 30), duty(1, 10, 10)], [duty(1, 12, 12), duty(2, 0, 30)])).toEqual([]);
});

test('things elsewhere that overlap one another are not for this run to say', () => {
  expect(doubleBookings([duty(1, 0, 10)], [duty(1, 20, 40), duty(1, 30, 50)])).toEqual([]);
});

const drawn = fc.array(
  fc.record({ who: fc.nat(2), from: fc.nat(30), length: fc.nat(12) }).map((one) => ({ ...one })),
  { maxLength: 12 },
);

test('every pair that a walk over all pairs finds, once, and no other', () => {
  fc.assert(
    fc.property(drawn, drawn, (own, elsewhere) => {
      const made = (list: typeof own, where: string) =>
        list.map(({ who, from, length }, i) => duty(who, from, from + length, `${where} ${i}`));
      const [here, there] = [made(own, 'own'), made(elsewhere, 'other')];
      const naive: string[] = [];
      for (const [i, a] of here.entries()) {
        for (const b of [...here.slice(i + 1), ...there]) {
          const startsAt = Math.max(a.startsAt, b.startsAt);
          const endsAt = Math.min(a.endsAt, b.endsAt);
          if (a.personId === b.personId && startsAt < endsAt)
            naive.push([a.personId, ...[a.what, b.what].sort(), startsAt, endsAt].join());
        }
      }
      const found = doubleBookings(here, there).map(({ personId, first, second, startsAt, endsAt }) =>
        [personId, ...[first.what, second.what].sort(), startsAt, endsAt].join(),
      );
      expect(found.toSorted()).toEqual(naive.toSorted());
    }),
  );
});
