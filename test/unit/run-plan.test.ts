import { expect, test } from 'vitest';
import { driftMinutes, driftWords, plannedMinutes, planRun } from '#shared/domain/runs/run-plan.ts';
import { at, run, step, stepId } from './run-fixture.ts';

const waiting = (fields: Parameters<typeof run>[0] = {}) => run({ startedAt: null, ...fields });

test('planned times follow the dependencies, whatever the clock says, and the critical path is marked', () => {
  const steps = [step(1, []), step(2, [1], { plannedMinutes: 30 }), step(3, [1]), step(4, [2, 3])];
  const plan = planRun(waiting(), steps);
  expect(plan.steps.get(stepId(3))).toEqual({ startsAt: at(10), endsAt: at(20), critical: false });
  expect(plan.steps.get(stepId(4))).toEqual({ startsAt: at(40), endsAt: at(50), critical: true });
  expect(plan.endsAt).toBe(at(50));
  expect(plannedMinutes(waiting(), plan)).toBe(50);
});

test('the words say how long before the window closes it ends, and until when backing out would fit', () => {
  // Everything undone takes 2 x 5 min, then 10 min of validation and 5 min to decide, before 270.
  expect(planRun(waiting(), [step(1, []), step(2, [1])])).toMatchObject({
    rag: 'green',
    words: `Ends {${at(20)}}, 3 h 40 min before the window closes; backing out would fit until {${at(245)}}.`,
  });
});

test('a plan that leaves no time to back out says by when it had to be decided', () => {
  const plan = planRun(waiting(), [step(1, [], { plannedMinutes: 230, undoMinutes: 60 })]);
  expect(plan).toMatchObject({
    rag: 'amber',
    words: `Ends {${at(230)}}, 10 min before the window closes; backing all of it out fits only when it is decided by {${at(195)}}, 35 min before the end.`,
  });
});

test('past the window is amber, past its protection red', () => {
  expect(planRun(waiting(), [step(1, [], { plannedMinutes: 250, undo: 'none needed' })])).toMatchObject({
    rag: 'amber',
    words: expect.stringContaining('10 min after the window closes'),
  });
  expect(planRun(waiting(), [step(1, [], { plannedMinutes: 300 })])).toMatchObject({
    rag: 'red',
    words: expect.stringContaining('30 min after its protection ends'),
  });
});

test('a step that cannot be undone is named with the time of no return; back-out steps take no time', () => {
  const steps = [
    step(1, []),
    step(2, [1], { undo: 'irreversible' }),
    step(3, [2], { section: 'Back-out', plannedMinutes: 90 }),
  ];
  expect(planRun(waiting(), steps).words).toBe(
    `Ends {${at(20)}}, 3 h 40 min before the window closes; no return once step 2 has started at {${at(10)}}.`,
  );
});

test('deployment before the window opens is said, and a run without a window says so', () => {
  expect(planRun(waiting({ plannedStartAt: at(-30) }), [step(1, [])])).toMatchObject({
    rag: 'amber',
    words: expect.stringContaining(`Step 1 would start before the window opens at {${at(0)}}.`),
  });
  const none = { windowStartsAt: null, windowEndsAt: null, protectionEndsAt: null };
  expect(planRun(waiting(none), [step(1, [])]).words).toBe(`Ends {${at(10)}}; no window is booked for it.`);
});

test('drift is the latest end against the latest baseline; a step without one counts by what it delays', () => {
  const one = (number: number, baseline: number | null) => ({
    id: stepId(number),
    baselineEndAt: baseline === null ? null : at(baseline),
  });
  const ends = new Map([1, 2, 3].map((number) => [stepId(number), at(number * 20)]));
  const endOf = (id: ReturnType<typeof stepId>) => ends.get(id);
  expect(driftMinutes([one(1, 10), one(2, 28)], endOf)).toBe(12);
  expect(driftMinutes([one(1, 10), one(2, 28), one(3, null)], endOf)).toBe(12);
  expect(driftMinutes([one(1, null)], endOf)).toBeNull();
  expect([12, -75, 0].map(driftWords)).toEqual([
    '+12 min against the baseline',
    '−1 h 15 min against the baseline',
    'as the baseline',
  ]);
});
