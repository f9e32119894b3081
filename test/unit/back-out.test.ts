import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backOutLength, backOutOf, backOutRefusal } from '#shared/domain/runs/back-out.ts';
import { forecastRun } from '#shared/domain/runs/forecast.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { at, event, run, step } from './run-fixture.ts';

const whole = (number: number, dependsOn: readonly number[], fields: Parameters<typeof step>[2] = {}) => ({
  ...step(number, dependsOn, fields),
  title: `Step ${number}`,
  shortTitle: '',
  instructions: '',
  kind: 'manual' as const,
  ownerRole: 'operations',
  ownerId: null,
  changeId: null,
  serviceId: null,
  undoTitle: '',
});
const undone = (list: ReturnType<typeof backOutOf>) => list.steps.map(({ undoes }) => undoes);

describe('what backs a run out', () => {
  const steps = [
    whole(1, [], { undo: 'none needed' }),
    whole(2, [1]),
    whole(3, [2], { undo: 'none needed' }),
    whole(4, [3], { undoMinutes: null, plannedMinutes: 25 }),
    whole(5, [4]),
  ];

  test('what was done, started or failed is undone in reverse order, through steps that leave nothing', () => {
    const list = backOutOf(run(), steps, [
      event(1, 'finish', 1),
      event(2, 'finish', 11),
      event(3, 'finish', 12),
      event(4, 'start', 13),
    ]);
    expect(list.source).toBe('undo');
    expect(undone(list)).toEqual([4, 2, null]);
    const [four, two, check] = list.steps;
    expect(four).toMatchObject({ title: 'Undo: Step 4', plannedMinutes: 25, estimated: true, dependsOn: [] });
    expect(two).toMatchObject({ plannedMinutes: 5, estimated: false, dependsOn: [four?.key] });
    expect(check).toMatchObject({ kind: 'validation', plannedMinutes: 10, dependsOn: [two?.key] });
  });

  test('a step that was skipped, or never begun, is not undone', () => {
    expect(backOutOf(run(), steps, [event(2, 'skip', 3)]).steps).toEqual([]);
    expect(undone(backOutOf(run(), steps, [event(2, 'start', 3), event(2, 'fail', 4)]))).toEqual([2, null]);
  });

  test('the back-out steps of the runbook go before what would be generated', () => {
    const own = whole(6, [], { section: 'Back-out' });
    const list = backOutOf(run(), [...steps, own], [event(2, 'finish', 11)]);
    expect(list.source).toBe('own');
    expect(list.steps.map(({ title }) => title)).toEqual(['Step 6', 'Check that service is restored']);
  });

  test('it is refused where nothing can be undone, and for a run that is one already', () => {
    const began = { startedAt: at(0), endedAt: null, backsOutId: null };
    const gone = whole(2, [1], { undo: 'irreversible' });
    const fixed = backOutOf(run(), [steps[0] ?? gone, gone], [event(2, 'start', 3)]);
    expect(backOutRefusal(began, fixed)).toBe(
      'Step 2 cannot be undone and the runbook has no back-out steps of its own. Roll forward.',
    );
    expect(backOutRefusal(began, backOutOf(run(), steps, []))).toContain('leaves anything to undo');
    const some = backOutOf(run(), steps, [event(2, 'start', 3)]);
    expect(backOutRefusal(began, some)).toBeNull();
    expect(backOutRefusal({ ...began, endedAt: at(5) }, some)).toContain('has ended');
    expect(backOutRefusal({ ...began, startedAt: null }, some)).toContain('not started');
  });
});

test('of any graph, each undo comes after those built on it, and takes as long as the clock says', () => {
  const one = fc.record({
    after: fc.array(fc.nat(11), { maxLength: 4 }),
    undo: fc.constantFrom('steps' as const, 'none needed' as const),
    undoMinutes: fc.nat(30),
    done: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (given) => {
      const steps = given.map(({ after, undo, undoMinutes }, i) =>
        whole(i + 1, [...new Set(after.filter((j) => j < i).map((j) => j + 1))], { undo, undoMinutes }),
      );
      const events = steps
        .filter((_step, i) => given[i]?.done)
        .map(({ number }) => event(number, 'finish', number));
      const { steps: list } = backOutOf(run(), steps, events);
      const place = new Map(list.map(({ key }, i) => [key, i]));
      list.forEach(({ dependsOn }, i) => {
        for (const key of dependsOn) expect(place.get(key) ?? i).toBeLessThan(i);
      });
      const now = at(100);
      const took = forecastRun({ run: run(), steps, events, now }).backedOutAt - now;
      expect(list.length > 0 ? backOutLength(list) : 10 * MINUTE).toBe(took);
    }),
  );
});

test('in a back-out run its steps count, and no deadline is left to pass', () => {
  const steps = [
    step(1, [], { section: 'Back-out', undo: 'none needed', plannedMinutes: 20 }),
    step(2, [1], { section: 'Back-out', undo: 'none needed', plannedMinutes: 10 }),
  ];
  const backsOutId = '00000000-0000-7000-8000-0000000000aa' as ReturnType<typeof run>['backsOutId'];
  const clock = forecastRun({
    run: run({ backsOutId, startedAt: at(200) }),
    steps,
    events: [],
    now: at(200),
  });
  expect(clock).toMatchObject({
    backOutDeadlineAt: null,
    deadlineAfterNext: null,
    forecastEndAt: at(230),
    rag: 'amber',
  });
  expect(clock.because).toBe(`Service is restored at {${at(230)}}; 40 min before protection end.`);
});
