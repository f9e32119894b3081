import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { write } from '#db/log.ts';
import { run } from '#db/schema/runbooks.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

vi.mock('electron', () => import('#test/support/fake-electron.ts'));
const fake = await import('#test/support/fake-electron.ts');
const { keepAwake } = await import('#main/electron/keep-awake.ts');

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
});
afterEach(() => work.remove());

const held = () => fake.powerSaveBlocker.held.size;

test('the computer is kept awake while a live run is under way, once, and let go at its end or on leaving', async () => {
  const stop = keepAwake(work.app());
  // A rehearsal is under way.
  expect(held()).toBe(0);
  const patch = (fields: Partial<typeof run.$inferInsert>) =>
    write(work.app().store(), { actor: have.operator.id }, 'Test', (tx) =>
      tx.patch(run, have.run.run.id, fields),
    );
  patch({ kind: 'live' });
  await vi.waitFor(() => expect(held()).toBe(1));
  patch({ decisionMinutes: 7 });
  patch({ decisionMinutes: 8 });
  await new Promise(setImmediate);
  expect(held()).toBe(1);
  patch({ endedAt: work.clock.now() });
  await vi.waitFor(() => expect(held()).toBe(0));
  patch({ endedAt: null });
  await vi.waitFor(() => expect(held()).toBe(1));
  stop();
  expect(held()).toBe(0);
});
