import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StepId } from '#shared/domain/ids.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
});
afterEach(() => work.remove());

const client = () => work.client();
const stepAt = (at: number) => have.run.steps[at]?.id as StepId;
const view = () => client().runbooks.get({ id: have.run.run.id });
const refused = (words: string) => ({ code: 'REFUSED', data: { reason: expect.stringContaining(words) } });
const fix = { title: 'Restart the cache', plannedMinutes: 12, ownerId: null };

async function failFirst() {
  await client().runbooks.tick({ stepId: stepAt(0), kind: 'start' });
  await client().runbooks.tick({ stepId: stepAt(0), kind: 'fail', comment: 'Timeout' });
}

test('a retry starts the step again, and the failure stays in the log', async () => {
  await failFirst();
  const { events, forecast } = await client().stepFailures.answer({
    stepId: stepAt(0),
    answer: { choice: 'retry', reason: '' },
  });
  expect(events.map(({ kind }) => kind)).toEqual(['start', 'fail', 'clear', 'start']);
  expect(forecast.steps[0]?.state).toBe('in progress');
});

test('rolling forward inserts the fix, and what waited for the failed step waits for it', async () => {
  await failFirst();
  const after = await client().stepFailures.answer({
    stepId: stepAt(0),
    answer: { choice: 'roll forward', reason: 'Cache was cold', fix },
  });
  const inserted = after.steps[1];
  expect(inserted).toMatchObject({ title: fix.title, number: 7, dependsOn: [stepAt(0)] });
  expect(after.steps[2]?.dependsOn).toEqual([stepAt(0), inserted?.id]);
  const states = after.forecast.steps.map(({ state }) => state);
  expect(states.slice(0, 3)).toEqual(['done with workaround', 'ready', 'pending']);
  expect(after.events.at(-1)?.comment).toBe('Rolled forward, fixed by step 7: Cache was cold');
});

test('a fix that cannot be written leaves the failure and the steps as they were', async () => {
  await failFirst();
  const ghost = { ...fix, ownerId: '00000000-0000-7000-8000-000000000000' as never };
  await expect(
    client().stepFailures.answer({
      stepId: stepAt(0),
      answer: { choice: 'roll forward', reason: 'Try', fix: ghost },
    }),
  ).rejects.toThrow();
  const { events, steps } = await view();
  expect(events.at(-1)?.kind).toBe('fail');
  expect(steps).toHaveLength(6);
});

test('a step that has not failed has nothing to answer, and passing it needs its reason', async () => {
  const pass = (reason: string) =>
    client().stepFailures.answer({ stepId: stepAt(0), answer: { choice: 'workaround', reason } });
  await expect(pass('Why')).rejects.toMatchObject(refused('has not failed'));
  await failFirst();
  await expect(pass(' ')).rejects.toMatchObject(refused('comment that says why'));
  await client().runbooks.suspend({ id: have.run.run.id, reason: 'Power cut' });
  await expect(pass('Why')).rejects.toMatchObject(refused('Power cut'));
});
