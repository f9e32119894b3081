import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ForecastEvent, ForecastStep } from '#shared/domain/runs/forecast.ts';
import { forecastRun } from '#shared/domain/runs/forecast.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { at, event, run, step, stepId } from './run-fixture.ts';

/** A step as drawn: length, undo, what it waits for (earlier steps only), and how far it has come. */
const drawn = fc.record({
  minutes: fc.nat(60),
  undo: fc.constantFrom('steps', 'none needed', 'irreversible') as fc.Arbitrary<ForecastStep['undo']>,
  undoMinutes: fc.option(fc.nat(40)),
  offsetMinutes: fc.option(fc.nat(200)),
  waits: fc.array(fc.nat(11), { maxLength: 3 }),
  progress: fc.constantFrom(
    'none',
    'none',
    'start',
    'finish',
    'skip',
    'workaround',
    'fail',
    'undo',
  ) as fc.Arbitrary<'none' | ForecastEvent['kind']>,
  begun: fc.nat(60),
  took: fc.nat(60),
});

const plan = fc.record({
  steps: fc.array(drawn, { minLength: 1, maxLength: 12 }),
  now: fc.integer({ min: 0, max: 300 }),
});

function world({
  steps,
  now,
}: {
  steps: readonly (typeof drawn extends fc.Arbitrary<infer T> ? T : never)[];
  now: number;
}) {
  const made = steps.map((one, i) =>
    step(
      i,
      one.waits.filter((j) => j < i),
      {
        plannedMinutes: one.minutes,
        undo: one.undo,
        undoMinutes: one.undoMinutes,
        offsetMinutes: one.offsetMinutes,
      },
    ),
  );
  // Some lie after now: the clock was set back since they were recorded.
  const events = steps.flatMap((one, i) => {
    if (one.progress === 'none') return [];
    return one.progress === 'start'
      ? [event(i, 'start', one.begun)]
      : [event(i, 'start', one.begun), event(i, one.progress, one.begun + one.took)];
  });
  return { steps: made, events, now: at(now) };
}

/** The definition, word by word and by recursion: slow, and plainly what product.md says. */
function naive({ steps, events, now }: ReturnType<typeof world>) {
  const find = (id: string) => steps.find((one) => one.id === id);
  const kinds = (one: ForecastStep) => events.filter((e) => e.stepId === one.id);
  const last = (one: ForecastStep) => kinds(one).at(-1);
  const end = (one: ForecastStep): number => {
    const tick = last(one);
    const length = one.plannedMinutes * MINUTE;
    if (tick === undefined) return begin(one) + length;
    const ticked = Math.min(tick.occurredAt, now);
    if (tick.kind === 'start') return Math.max(now, ticked + length);
    return tick.kind === 'fail' ? now + length : ticked;
  };
  const begin = (one: ForecastStep): number =>
    one.dependsOn.reduce(
      (latest, id) => {
        const before = find(id);
        return before === undefined ? latest : Math.max(latest, end(before));
      },
      Math.max(now, at(one.offsetMinutes ?? 0)),
    );
  const touched = (one: ForecastStep) => !['none', 'skip', 'undo'].includes(last(one)?.kind ?? 'none');
  const undo = (one: ForecastStep): number => {
    const own = touched(one) && one.undo === 'steps' ? (one.undoMinutes ?? one.plannedMinutes) : 0;
    const built = steps.filter((other) => other.dependsOn.includes(one.id)).map(undo);
    return own + Math.max(0, ...built);
  };
  return {
    end: Math.max(...steps.map(end)),
    ends: steps.map(end),
    undo: Math.max(0, ...steps.map(undo)),
    noReturn: steps.some((one) => one.undo === 'irreversible' && touched(one)),
  };
}

test('forecast, undo path and deadline equal the definition on any graph and any progress', () => {
  fc.assert(
    fc.property(plan, (input) => {
      const given = world(input);
      const expected = naive(given);
      const f = forecastRun({ run: run(), ...given });
      expect(f.steps.map((one) => one.endsAt)).toEqual(expected.ends);
      expect(f.forecastEndAt).toBe(Math.max(expected.end, at(0)));
      expect(f.backedOutAt).toBe(given.now + (expected.undo + 10) * MINUTE);
      expect(f.backOutDeadlineAt).toBe(expected.noReturn ? null : at(270 - expected.undo - 15));
      expect(f.noReturnSince !== null).toBe(expected.noReturn);
    }),
    { numRuns: 1000 },
  );
});

test('the condition is red, amber or green exactly as the rule says, on any run', () => {
  fc.assert(
    fc.property(plan, (input) => {
      const given = world(input);
      const f = forecastRun({ run: run(), ...given });
      const deadline = f.backOutDeadlineAt;
      const after = f.deadlineAfterNext;
      const red = f.forecastEndAt > at(270) || (deadline !== null && given.now > deadline);
      const tight = 15 * MINUTE;
      const amber =
        f.forecastEndAt > at(240) ||
        (deadline !== null && deadline - given.now < tight) ||
        (after !== null && after.deadlineAt !== null && after.deadlineAt - after.startsAt < tight) ||
        f.steps.some((one) => one.state === 'failed');
      expect(f.rag).toBe(red ? 'red' : amber ? 'amber' : 'green');
      expect(f.because).toMatch(/^[A-Z].*\{\d+\}.*\.$/);
    }),
    { numRuns: 1000 },
  );
});

test('the deadline promised for after the next step is the deadline once that step has started', () => {
  fc.assert(
    fc.property(plan, (input) => {
      const given = world(input);
      const promised = forecastRun({ run: run(), ...given }).deadlineAfterNext;
      fc.pre(promised !== null);
      if (promised === null) return;
      const started = { ...event(promised.number, 'start', 0), occurredAt: promised.startsAt };
      const then = forecastRun({
        run: run(),
        steps: given.steps,
        events: [...given.events, started],
        now: promised.startsAt,
      });
      expect(then.backOutDeadlineAt).toBe(promised.deadlineAt);
    }),
  );
});

test('critical steps form a chain to the end: each ends with the run or at the start of another one', () => {
  fc.assert(
    fc.property(plan, (input) => {
      const given = world(input);
      const f = forecastRun({ run: run(), ...given });
      const critical = f.steps.filter((one) => one.critical);
      expect(critical.length).toBeGreaterThan(0);
      for (const one of critical) {
        expect(
          one.endsAt === f.forecastEndAt || critical.some((other) => other.startsAt === one.endsAt),
        ).toBe(true);
      }
    }),
  );
});

/** How often the forecast of a run of `n` steps, half of them done, looks at a field of a step or an event. */
function looks(n: number): number {
  let count = 0;
  const counted = <T extends object>(one: T) =>
    new Proxy(one, {
      get: (target, key) => {
        count += 1;
        return Reflect.get(target, key);
      },
    });
  const steps = Array.from({ length: n }, (_, i) => step(i, i === 0 ? [] : [i - 1, Math.floor(i / 2)]));
  const events = Array.from({ length: n / 2 }, (_, i) => event(i, 'finish', i));
  const { deadlineAfterNext } = forecastRun({
    run: run(),
    steps: steps.map(counted),
    events: events.map(counted),
    now: at(n / 2),
  });
  expect(deadlineAfterNext?.stepId).toBe(stepId(n / 2));
  return count;
}

test('a run of four times the steps costs four times the looks, not sixteen', () => {
  expect(looks(2000) / looks(500)).toBeLessThan(4.5);
});
