import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeId, StepId } from '#shared/domain/ids.ts';
import { backOutLength, backOutOf } from '#shared/domain/runs/back-out.ts';
import { forecastRun } from '#shared/domain/runs/forecast.ts';
import { changeInRun, clockWithout, dependenciesWithout } from '#shared/domain/runs/one-change.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { at, event, run, step, stepId } from './run-fixture.ts';

const whole = (
  number: number,
  dependsOn: readonly number[],
  changeId: string | null,
  fields: Parameters<typeof step>[2] = {},
) => ({
  ...step(number, dependsOn, fields),
  title: `Step ${number}`,
  shortTitle: '',
  instructions: '',
  kind: 'manual' as const,
  ownerRole: '',
  ownerId: null,
  changeId: changeId as ChangeId | null,
  serviceId: null,
  undoTitle: '',
});
const A = 'A' as ChangeId;
const numbers = (steps: readonly { readonly number: number }[]) => steps.map(({ number }) => number);

describe('how a change lies in a run', () => {
  const chain = [whole(1, [], 'A'), whole(2, [1], 'B'), whole(3, [2], 'A'), whole(4, [3], 'C')];

  test('what waits for it directly is named, what was done on top of it however far', () => {
    const found = changeInRun(chain, [event(1, 'finish', 1), event(2, 'finish', 2)], A);
    expect(numbers(found.begun)).toEqual([1]);
    expect(numbers(found.left)).toEqual([3]);
    expect(numbers(found.waiting)).toEqual([4]);
    expect(numbers(found.onTop)).toEqual([2]);
  });

  test('a gate of no change in between stands on nothing, a step that cannot be undone does', () => {
    const gate = (undo: 'none needed' | 'irreversible') => [whole(1, [], 'A'), whole(2, [1], null, { undo })];
    const events = [event(1, 'finish', 1), event(2, 'finish', 2)];
    expect(changeInRun(gate('none needed'), events, A).onTop).toEqual([]);
    expect(numbers(changeInRun(gate('irreversible'), events, A).onTop)).toEqual([2]);
  });

  test('what was undone is neither begun nor left, and taking that back makes it begun again', () => {
    const undone = [event(1, 'finish', 1), event(1, 'undo', 5)];
    expect(changeInRun(chain, undone, A)).toMatchObject({ begun: [], left: [{ number: 3 }] });
    expect(numbers(changeInRun(chain, [...undone, event(1, 'clear', 6)], A).begun)).toEqual([1]);
  });
});

const drawn = fc.record({
  after: fc.array(fc.nat(11), { maxLength: 3 }),
  change: fc.constantFrom('A', 'A', 'B', null),
  minutes: fc.nat(40),
  undo: fc.constantFrom('steps' as const, 'none needed' as const),
  undoMinutes: fc.nat(30),
  progress: fc.constantFrom('none', 'none', 'start', 'finish', 'fail', 'skip') as fc.Arbitrary<
    'none' | 'start' | 'finish' | 'fail' | 'skip'
  >,
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function world(given: readonly Drawn[]) {
  const steps = given.map(({ after, change, minutes, undo, undoMinutes }, i) =>
    whole(i + 1, [...new Set(after.filter((j) => j < i).map((j) => j + 1))], change, {
      plannedMinutes: minutes,
      undo,
      undoMinutes,
    }),
  );
  const events = given.flatMap(({ progress }, i) => (progress === 'none' ? [] : [event(i + 1, progress, i)]));
  return { steps, events, now: at(100) };
}
type World = ReturnType<typeof world>;

/** By recursion and by the definition: the longest chain of undoing among the steps that `counts` says were begun. */
function naiveUndo({ steps, events }: World, counts: (change: string | null) => boolean): number {
  const begun = (number: number) => {
    const kind = events.findLast((one) => one.stepId === stepId(number))?.kind;
    return kind === 'start' || kind === 'finish' || kind === 'fail';
  };
  const undo = (one: World['steps'][number]): number => {
    const own =
      counts(one.changeId) && begun(one.number) && one.undo === 'steps' ? (one.undoMinutes ?? 0) : 0;
    return own + Math.max(0, ...steps.filter(({ dependsOn }) => dependsOn.includes(one.id)).map(undo));
  };
  return Math.max(0, ...steps.map(undo)) * MINUTE;
}

const anyWorld = fc.array(drawn, { minLength: 1, maxLength: 12 }).map(world);

test('of any graph, backing one change out alone takes as long as the definition says and undoes nothing else', () => {
  fc.assert(
    fc.property(anyWorld, (given) => {
      const { steps } = backOutOf(run(), given.steps, given.events, A);
      expect(steps.every(({ key, changeId }) => key === 'validation' || changeId === A)).toBe(true);
      expect(backOutLength(steps)).toBe(naiveUndo(given, (change) => change === 'A') + 10 * MINUTE);
    }),
    { numRuns: 500 },
  );
});

test('of any graph, once a change is undone the deadline and a back-out of the rest know nothing of it', () => {
  fc.assert(
    fc.property(anyWorld, (given) => {
      const { steps, events, now } = given;
      const lies = changeInRun(steps, events, A);
      const rest = naiveUndo(given, (change) => change !== 'A');
      const clock = clockWithout(run(), steps, events, lies, { now, undoneAt: now });
      expect(clock.backOutDeadlineAt).toBe(at(270 - 15) - rest);
      const after = [
        ...events,
        ...lies.begun.map(({ number }) => event(number, 'undo', 100)),
        ...lies.left.map(({ number }) => event(number, 'skip', 100)),
      ];
      const { steps: list } = backOutOf(run(), steps, after);
      expect(list.some(({ changeId }) => changeId === A)).toBe(false);
      if (list.length > 0) expect(backOutLength(list)).toBe(rest + 10 * MINUTE);
    }),
    { numRuns: 500 },
  );
});

test('of any graph, nothing begins sooner for a change that is taken out than its own minutes', () => {
  fc.assert(
    fc.property(anyWorld, (given) => {
      const { steps, events, now } = given;
      const left = new Set(changeInRun(steps, events, A).left.map(({ id }) => id));
      const grown = dependenciesWithout(steps, left);
      const waitsFor = (id: StepId, of: (one: StepId) => readonly StepId[]): Set<StepId> =>
        new Set(of(id).flatMap((one) => [one, ...waitsFor(one, of)]));
      const before = (id: StepId) => steps.find((one) => one.id === id)?.dependsOn ?? [];
      const after = (id: StepId) => (left.has(id) ? [] : (grown.get(id) ?? before(id)));
      for (const { id } of steps) {
        if (left.has(id)) continue;
        const kept = [...waitsFor(id, before)].filter((one) => !left.has(one)).toSorted();
        expect([...waitsFor(id, after)].filter((one) => !left.has(one)).toSorted()).toEqual(kept);
      }
      const none = steps.map((one) => (left.has(one.id) ? { ...one, plannedMinutes: 0 } : one));
      const free = forecastRun({ run: run(), steps: none, events, now });
      const clock = clockWithout(
        run(),
        steps,
        events,
        { left: [...steps].filter(({ id }) => left.has(id)), begun: [] },
        {
          now,
          undoneAt: null,
        },
      );
      clock.steps.forEach(({ stepId: id, endsAt }, i) => {
        if (!left.has(id)) expect(endsAt).toBe(free.steps[i]?.endsAt);
      });
    }),
    { numRuns: 500 },
  );
});
