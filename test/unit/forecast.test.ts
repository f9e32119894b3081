import { expect, test } from 'vitest';
import { forecastRun, undoMinutesOf } from '#shared/domain/runs/forecast.ts';
import { at, event, run, step, stepId } from './run-fixture.ts';

const three = [step(1, [], { plannedMinutes: 30, undoMinutes: 20 }), step(2, [1]), step(3, [2])];

test('before it starts, a run is forecast from its planned start, or from now once that has passed', () => {
  const waiting = run({ startedAt: null });
  const early = forecastRun({ run: waiting, steps: three, events: [], now: at(-60) });
  expect([early.forecastEndAt, early.plannedEndAt]).toEqual([at(50), at(50)]);
  const late = forecastRun({ run: waiting, steps: three, events: [], now: at(7) });
  expect([late.forecastEndAt, late.plannedEndAt]).toEqual([at(57), at(50)]);
  expect(late.steps.map((one) => one.lateMinutes)).toEqual([7, 7, 7]);
});

test('a running step ends as planned while there is time, and moves with the clock after', () => {
  const events = [event(1, 'start', 0)];
  expect(forecastRun({ run: run(), steps: three, events, now: at(10) }).forecastEndAt).toBe(at(50));
  const over = forecastRun({ run: run(), steps: three, events, now: at(45) });
  expect(over.steps[0]).toMatchObject({ endsAt: at(45), lateMinutes: 15, state: 'in progress' });
  expect(over.forecastEndAt).toBe(at(65));
});

test('a step that was done early pulls the rest forward, not before now', () => {
  const f = forecastRun({
    run: run(),
    steps: three,
    events: [event(1, 'start', 0), event(1, 'finish', 12)],
    now: at(15),
  });
  expect(f.steps[1]?.startsAt).toBe(at(15));
  expect(f.steps[0]).toMatchObject({ actualStartAt: at(0), actualEndAt: at(12), lateMinutes: 0 });
});

test('a skipped step takes no time', () => {
  const f = forecastRun({ run: run(), steps: three, events: [event(1, 'skip', 0)], now: at(0) });
  expect(f.forecastEndAt).toBe(at(20));
});

test('a failed step holds what is behind it and the end moves with the clock', () => {
  const events = [event(1, 'start', 0), event(1, 'fail', 20)];
  const f = forecastRun({ run: run(), steps: three, events, now: at(40) });
  expect(f.steps[1]).toMatchObject({ state: 'blocked', startsAt: at(70) });
  expect(f.forecastEndAt).toBe(at(90));
  expect(f.rag).toBe('amber');
  expect(f.because).toBe(
    `Step 1 has failed and holds the steps after; retried now, the run ends at {${at(90)}}.`,
  );
});

test('the critical path follows the long branch only', () => {
  const steps = [step(1, []), step(2, [1], { plannedMinutes: 40 }), step(3, [1]), step(4, [2, 3])];
  const f = forecastRun({ run: run(), steps, events: [], now: at(0) });
  expect(f.steps.map((one) => one.critical)).toEqual([true, true, false, true]);
});

test('undoing goes in reverse: what was built on a step is undone before it, side by side where it can', () => {
  const steps = [
    step(1, [], { undoMinutes: 20 }),
    step(2, [1], { undoMinutes: 7 }),
    step(3, [1], { undoMinutes: 9 }),
    step(4, [2, 3], { undo: 'none needed' }),
  ];
  const events = [1, 2, 3, 4].map((n) => event(n, 'finish', n));
  const f = forecastRun({ run: run(), steps, events, now: at(10) });
  expect(f.backOutDeadlineAt).toBe(at(270 - 29 - 15));
  expect(f.backedOutAt).toBe(at(10 + 29 + 10));
});

test('a skipped step between two done ones does not cut the undo path', () => {
  const events = [event(1, 'finish', 1), event(2, 'skip', 2), event(3, 'finish', 3)];
  expect(forecastRun({ run: run(), steps: three, events, now: at(4) }).backOutDeadlineAt).toBe(
    at(270 - 25 - 15),
  );
});

test('a started or failed step counts as something to undo, a skipped one does not', () => {
  const deadline = (kind: 'start' | 'fail' | 'skip') =>
    forecastRun({ run: run(), steps: three, events: [event(1, kind, 0)], now: at(1) }).backOutDeadlineAt;
  expect(deadline('start')).toBe(at(235));
  expect(deadline('fail')).toBe(at(235));
  expect(deadline('skip')).toBe(at(255));
});

test('an undo without an estimate takes the forward duration and says it is one', () => {
  const open = step(1, [], { plannedMinutes: 35, undoMinutes: null });
  expect(undoMinutesOf(open)).toEqual({ minutes: 35, estimated: true });
  const f = forecastRun({ run: run(), steps: [open], events: [event(1, 'start', 0)], now: at(1) });
  expect(f.backOutDeadlineAt).toBe(at(270 - 35 - 15));
});

test('no return is since the step began, not since its failure was answered by rolling forward or another try', () => {
  const steps = [step(1, [], { undo: 'irreversible' }), step(2, [1])];
  const failed = [event(1, 'start', 3), event(1, 'fail', 9), event(1, 'clear', 14)];
  for (const answer of ['workaround', 'start'] as const) {
    const events = [...failed, event(1, answer, 14)];
    expect(forecastRun({ run: run(), steps, events, now: at(15) }).noReturnSince).toBe(at(3));
  }
  // A failure that is only taken back leaves a step that waits, and it may still be backed out.
  expect(forecastRun({ run: run(), steps, events: failed, now: at(15) }).noReturnSince).toBeNull();
});

test('after an irreversible step has started there is no deadline, only since when', () => {
  const steps = [step(1, [], { undo: 'irreversible' }), step(2, [1])];
  const f = forecastRun({ run: run(), steps, events: [event(1, 'start', 3)], now: at(5) });
  expect(f).toMatchObject({
    backOutDeadlineAt: null,
    noReturnSince: at(3),
    deadlineAfterNext: null,
    rag: 'green',
  });
  expect(f.because).toContain(`No return since {${at(3)}}, roll forward`);
  const taken = forecastRun({
    run: run(),
    steps,
    events: [event(1, 'start', 3), event(1, 'clear', 4)],
    now: at(5),
  });
  expect(taken).toMatchObject({ noReturnSince: null, backOutDeadlineAt: at(255) });
  expect(taken.deadlineAfterNext).toMatchObject({ number: 1, deadlineAt: null });
});

test('the deadline after the next step passes over a gate, which leaves nothing to undo', () => {
  const steps = [
    step(16, [], { plannedMinutes: 120, undoMinutes: 54 }),
    step(17, [16], { plannedMinutes: 3, undo: 'none needed', undoMinutes: null }),
    step(18, [17], { undoMinutes: 12 }),
  ];
  const f = forecastRun({ run: run(), steps, events: [event(16, 'start', 0)], now: at(107) });
  expect(f.backOutDeadlineAt).toBe(at(201));
  expect(f.deadlineAfterNext).toEqual({
    stepId: stepId(18),
    number: 18,
    startsAt: at(123),
    deadlineAt: at(189),
  });
});

test('amber: once the next step starts, too little time is left to back out', () => {
  const steps = [step(17, [], { undoMinutes: 54 }), step(18, [17], { plannedMinutes: 20, undoMinutes: 12 })];
  const f = forecastRun({ run: run(), steps, events: [event(17, 'start', 168)], now: at(170) });
  expect(f.deadlineAfterNext).toMatchObject({ startsAt: at(178), deadlineAt: at(189) });
  expect(f).toMatchObject({
    rag: 'amber',
    because: `Once step 18 starts at {${at(178)}}, only 11 min to back out.`,
  });
});

test('amber begins under 15 min before the deadline, not at 15 min', () => {
  const steps = [step(1, [], { plannedMinutes: 5, undoMinutes: 5 })];
  const events = [event(1, 'finish', 5)];
  const deadline = 270 - 5 - 15;
  expect(forecastRun({ run: run(), steps, events, now: at(deadline - 15) }).rag).toBe('green');
  const f = forecastRun({ run: run(), steps, events, now: at(deadline - 14.5) });
  expect(f).toMatchObject({
    rag: 'amber',
    because: `Only 14 min left to decide on back-out, until {${at(deadline)}}.`,
  });
});

test('amber: the forecast passes the window end, by however little', () => {
  const steps = [step(1, [], { plannedMinutes: 248, undoMinutes: 0 })];
  const f = forecastRun({ run: run(), steps, events: [event(1, 'start', 0)], now: at(1) });
  expect(f).toMatchObject({ rag: 'amber', because: `Forecast end {${at(248)}} is 8 min past window end.` });
});

test('red: the forecast passes protection end', () => {
  const steps = [step(1, [], { plannedMinutes: 281 })];
  const f = forecastRun({ run: run(), steps, events: [event(1, 'start', 0)], now: at(1) });
  expect(f).toMatchObject({
    rag: 'red',
    because: `Forecast end {${at(281)}} is 11 min past protection end.`,
  });
});

test('red: the back-out deadline has passed though the forecast still fits', () => {
  const steps = [step(1, [], { plannedMinutes: 10, undoMinutes: 60 }), step(2, [1])];
  const deadline = 270 - 60 - 15;
  const events = [event(1, 'finish', 10)];
  expect(forecastRun({ run: run(), steps, events, now: at(deadline) }).rag).toBe('amber');
  const f = forecastRun({ run: run(), steps, events, now: at(deadline) + 1000 });
  expect(f).toMatchObject({ rag: 'red', because: `Back-out deadline {${at(deadline)}} passed 1 min ago.` });
});

test('green names the forecast and what is left of the window', () => {
  const f = forecastRun({ run: run(), steps: three, events: [], now: at(0) });
  expect(f).toMatchObject({
    rag: 'green',
    because: `Forecast end {${at(50)}} is 3 h 10 min before window end.`,
  });
});

test('a rehearsal without a window has no deadline and is never red for lack of one', () => {
  const bare = run({ windowEndsAt: null, protectionEndsAt: null });
  const f = forecastRun({ run: bare, steps: three, events: [event(1, 'start', 0)], now: at(600) });
  expect(f).toMatchObject({ backOutDeadlineAt: null, deadlineAfterNext: null, rag: 'green' });
});

test('after the end the clock stands still', () => {
  const ended = run({ endedAt: at(55) });
  const events = three.map((one, i) => event(one.number, 'finish', 30 + i * 10));
  const f = forecastRun({ run: ended, steps: three, events, now: at(5000) });
  expect(f).toMatchObject({ forecastEndAt: at(55), now: at(55), rag: 'green', deadlineAfterNext: null });
  expect(f.because).toBe(`The run ended at {${at(55)}}, 3 h 5 min before window end.`);
});

test('back-out steps that nobody has ticked do not lengthen the forecast', () => {
  const steps = [...three, step(4, [3], { section: 'Back-out', plannedMinutes: 90 })];
  expect(forecastRun({ run: run(), steps, events: [], now: at(0) }).forecastEndAt).toBe(at(50));
  const backing = forecastRun({ run: run(), steps, events: [event(4, 'start', 10)], now: at(10) });
  expect(backing.forecastEndAt).toBe(at(100));
});

test('deployment work before the window opens is amber, and preparing before it is not', () => {
  const steps = [step(1, [], { section: 'Pre-deployment' }), step(2, [1])];
  const early = forecastRun({ run: run({ windowStartsAt: at(60) }), steps, events: [], now: at(0) });
  expect(early).toMatchObject({
    rag: 'amber',
    because: `Step 2 at {${at(10)}} is 50 min before the window opens at {${at(60)}}.`,
  });
  expect(forecastRun({ run: run({ windowStartsAt: at(10) }), steps, events: [], now: at(0) }).rag).toBe(
    'green',
  );
  const planned = run({ windowStartsAt: at(60), startedAt: null });
  expect(forecastRun({ run: planned, steps, events: [], now: at(0) }).rag).toBe('green');
});
