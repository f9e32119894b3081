import assert from 'node:assert/strict';
import type { Page } from '@playwright/test';
import { type Figure, figureOf } from '#test/bench/measure.ts';
import {
  noted,
  rawTickMs,
  secondAddress,
  startBuilt,
  startChromium,
  watchAttribute,
  watchKey,
} from '#test/bench/windows.ts';
import { openWorkspace } from '#test/support/workspace.ts';
import { startRun } from './ticking.ts';

/** The first one warms up. */
const RUNS = 5;

/**
 * From the key press in the runner's page to the frame in which the wall's page shows the tick, both in a real Chromium
 * over the browser shell. The limit is a raw commit, three empty calls (tick, news, refetch) and a frame of each page.
 */
export async function measureWindow(folder: string, n: number): Promise<Figure> {
  const runs = await startRehearsals(folder);
  const slipway = await startBuilt(folder);
  const browser = await startChromium();
  try {
    const runner = await browser.newPage();
    await runner.goto(slipway.address);
    await runner.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
    const times: number[] = [];
    let wall = await browser.newPage();
    for (const [at, { runId, stepIds }] of runs.entries()) {
      await wall.close();
      wall = await browser.newPage();
      await runner.goto(new URL(`/run/${runId}`, slipway.address).href);
      await runner.locator('[data-testid="current-steps"]').waitFor();
      await wall.goto(await secondAddress(runner, `/wall/${runId}`));
      await wall.locator('[data-testid="wall"]').waitFor();
      for (const _ of stepIds) {
        const spent = [await tickOnce(runner, wall, 'started'), await tickOnce(runner, wall, 'finished')];
        if (at > 0) times.push(...spent);
      }
    }
    return figureOf('store.window', n, times, await rawTickMs(folder, [runner, wall]));
  } finally {
    await browser.close();
    await slipway.stop();
  }
}

/** Attaches runbooks to an open release and starts them, before the browser shell takes the folder. */
async function startRehearsals(folder: string) {
  const workspace = openWorkspace({ folder });
  try {
    const runs: Awaited<ReturnType<typeof startRun>>[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await startRun(workspace.client()));
    return runs;
  } finally {
    await workspace.close();
  }
}

/** Presses Space in the runner, which starts or finishes the selected step; answers with the ms until the wall has drawn the changed mark of the step. */
async function tickOnce(runner: Page, wall: Page, to: 'started' | 'finished'): Promise<number> {
  await watchAttribute(wall, { attribute: 'data-mark' });
  await watchKey(runner);
  await runner.keyboard.press('Space');
  const spent = (await noted(wall, 'seen')) - (await noted(runner, 'pressed'));
  assert.ok(spent > 0);
  await runner
    .locator('[data-step][data-running]')
    .waitFor({ state: to === 'started' ? 'attached' : 'detached' });
  return spent;
}
