import { afterEach, beforeEach, expect, test } from 'vitest';
import { write } from '#db/log.ts';
import { step } from '#db/schema/runbooks.ts';
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

test('a step with an offset begins so many minutes after the start and not before, but may be skipped', async () => {
  const [first, second] = have.run.steps.map(({ id }) => id) as [StepId, StepId];
  write(work.app().store(), { actor: have.operator.id }, 'Offsets', (tx) => {
    tx.patch(step, first, { offsetMinutes: 30 });
    tx.patch(step, second, { offsetMinutes: 300 });
  });
  const { runbooks } = work.client();
  const early = { code: 'REFUSED', data: { reason: expect.stringContaining('does not begin before') } };
  const tick = (stepId: StepId, kind: 'start' | 'finish' | 'skip', comment = '') =>
    runbooks.tick({ stepId, kind, comment });
  await expect(tick(first, 'start')).rejects.toMatchObject(early);
  await expect(tick(first, 'finish')).rejects.toMatchObject(early);
  work.clock.advance(30 * 60_000);
  expect((await tick(first, 'start')).state).toBe('in progress');
  await tick(first, 'finish');
  await expect(tick(second, 'start')).rejects.toMatchObject(early);
  expect((await tick(second, 'skip', 'Not needed')).state).toBe('skipped');
});
