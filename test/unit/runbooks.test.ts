import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import type { StepState } from '#shared/contract/runbooks.ts';
import {
  allowedEvents,
  dependencyCycle,
  needsComment,
  refusal,
  sectionsProgress,
  stepStates,
  topologicalOrder,
} from '#shared/domain/runs/runbooks.ts';
import { event, step, stepId } from './run-fixture.ts';

const kinds: readonly StepEventKind[] = ['start', 'finish', 'workaround', 'skip', 'fail', 'clear'];
const chain = [step(1, []), step(2, [1]), step(3, [2])];
const stateOf = (number: number, ...events: readonly ReturnType<typeof event>[]) =>
  stepStates(chain, events).get(stepId(number));

test('a step waits until everything it depends on is finished, skipped counts as finished', () => {
  expect(stateOf(1)).toBe('ready');
  expect(stateOf(2)).toBe('pending');
  expect(stateOf(2, event(1, 'start', 0))).toBe('pending');
  for (const kind of ['finish', 'workaround', 'skip'] as const) {
    expect(stateOf(2, event(1, kind, 1))).toBe('ready');
    expect(stateOf(3, event(1, kind, 1))).toBe('pending');
  }
});

test('a failure blocks everything behind it, however far', () => {
  expect(stateOf(2, event(1, 'fail', 1))).toBe('blocked');
  expect(stateOf(3, event(1, 'fail', 1))).toBe('blocked');
});

test('done and failed from two devices end in failed in either order, until somebody clears it', () => {
  const done = event(1, 'finish', 5);
  const failed = event(1, 'fail', 5);
  expect(stateOf(1, event(1, 'start', 0), done, failed)).toBe('failed');
  expect(stateOf(1, event(1, 'start', 0), failed, done)).toBe('failed');
  expect(stateOf(1, event(1, 'start', 0), failed, done, event(1, 'clear', 6))).toBe('ready');
  expect(stateOf(1, failed, event(1, 'clear', 6), event(1, 'start', 7))).toBe('in progress');
});

test('a wrong tick taken back gives the state before it, not a fresh step', () => {
  const start = event(1, 'start', 0);
  expect(stateOf(1, start, event(1, 'finish', 5), event(1, 'clear', 6))).toBe('in progress');
  expect(stateOf(1, event(1, 'finish', 5), event(1, 'clear', 6))).toBe('ready');
  expect(stateOf(1, start, event(1, 'clear', 1))).toBe('ready');
  expect(stateOf(1, event(1, 'skip', 1), event(1, 'clear', 2))).toBe('ready');
});

test('a start that arrives after the finish does not reopen a finished step', () => {
  expect(stateOf(1, event(1, 'finish', 5), event(1, 'start', 0))).toBe('done');
});

const table: Readonly<Record<StepState, string>> = {
  pending: 'skip',
  ready: 'start finish workaround skip fail',
  'in progress': 'finish workaround skip fail clear',
  done: 'fail clear',
  'done with workaround': 'fail clear',
  skipped: 'clear',
  failed: 'clear',
  blocked: 'skip',
  undone: '',
};

test('every state × event is either allowed or refused in a sentence, never both', () => {
  for (const state of Object.keys(table) as StepState[]) {
    for (const kind of kinds) {
      const allowed = table[state].split(' ').includes(kind);
      expect(allowedEvents(state).includes(kind), `${state} ${kind}`).toBe(allowed);
      const said = refusal({ number: 7 }, state, kind, 'because');
      if (allowed) expect(said).toBeNull();
      else expect(said).toMatch(/^Step 7 cannot .+: .+\.$/);
    }
  }
});

test('workaround, skip and fail without a comment are refused', () => {
  for (const kind of kinds.filter((one) => one !== 'clear')) {
    expect(refusal({ number: 7 }, 'ready', kind, '  ') === null, kind).toBe(!needsComment(kind));
  }
});

test('a cycle is named by its steps and only by them', () => {
  const steps = [step(1, []), step(2, [1, 4]), step(3, [2]), step(4, [3]), step(5, [4])];
  const cycle = dependencyCycle(steps) ?? [];
  expect(new Set(cycle)).toEqual(new Set([stepId(2), stepId(3), stepId(4)]));
  cycle.forEach((id, i) => {
    const dependsOn = steps.find((one) => one.id === id)?.dependsOn ?? [];
    expect(dependsOn).toContain(cycle[(i + 1) % cycle.length]);
  });
  expect(dependencyCycle(chain)).toBeNull();
  expect(dependencyCycle([step(1, [1])])).toEqual([stepId(1)]);
});

test('steps on a cycle are still listed, and an unknown dependency holds nothing back', () => {
  const steps = [step(1, [2]), step(2, [1]), step(3, [99])];
  expect(topologicalOrder(steps).map((one) => one.number)).toEqual([3, 1, 2]);
  expect(stepStates(steps, []).get(stepId(3))).toBe('ready');
  expect(stepStates(steps, [event(1, 'finish', 1)]).get(stepId(1))).toBe('done');
});

test('the order never puts a step before what it waits for, and a cycle is found exactly when one was made', () => {
  const graph = fc
    .array(fc.array(fc.nat(14), { maxLength: 3 }), { minLength: 1, maxLength: 15 })
    .map((deps) =>
      deps.map((list, i) =>
        step(
          i,
          list.filter((j) => j < deps.length),
        ),
      ),
    );
  fc.assert(
    fc.property(graph, (steps) => {
      const order = topologicalOrder(steps);
      expect(order).toHaveLength(steps.length);
      const place = new Map(order.map((one, i) => [one.id, i]));
      const sorted = order.every((one) =>
        one.dependsOn.every((id) => (place.get(id) ?? -1) < (place.get(one.id) ?? 0)),
      );
      expect(dependencyCycle(steps) === null).toBe(sorted);
    }),
  );
});

test('a chain of 100,000 steps does not overflow the stack', () => {
  const long = Array.from({ length: 100_000 }, (_, i) => step(i, i === 0 ? [] : [i - 1]));
  expect(dependencyCycle(long)).toBeNull();
  expect(dependencyCycle([...long.slice(1), step(0, [99_999])])).toHaveLength(100_000);
});

test('progress counts skipped steps as finished and leaves out sections without steps', () => {
  const steps = [step(1, []), step(2, []), { ...step(3, []), section: 'Smoke test' as const }];
  const states = stepStates(steps, [event(1, 'finish', 1), event(2, 'skip', 1)]);
  expect(sectionsProgress(steps, states)).toEqual([
    { section: 'Deployment', done: 2, total: 2 },
    { section: 'Smoke test', done: 0, total: 1 },
  ]);
});
