import { expect, test } from 'vitest';
import { startLiveRun } from '#test/support/live-run.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { openWorkspace } from '#test/support/workspace.ts';
import { runLives } from './run-lives.ts';

// Fifty lives are in `npm run soak`.
test('a live run goes on where it was over five kills: no tick is lost or doubled, and twenty walls see the same', async () => {
  const work = openWorkspace({ clock: { now: Date.now, advance: () => undefined } });
  const runId = await startLiveRun(work, 30);
  await work.close();
  const seed = Date.now() % 1_000_000;
  const { kills, confirmed, returns, heard, faults } = await runLives({
    folder: work.folder,
    runId,
    kills: 5,
    walls: 20,
    seed,
  });
  expect(faults, `seed ${seed}`).toEqual([]);
  expect(kills).toBe(5);
  expect(confirmed).toBeGreaterThanOrEqual(15);
  expect(returns).toBeGreaterThanOrEqual(10);
  // Each tick reaches nearly all of them; those on their way back read it when they are there.
  expect(heard).toBeGreaterThanOrEqual(confirmed * 10);
  expect(faultsOf(work.folder)).toEqual([]);
  await work.remove();
}, 120_000);
