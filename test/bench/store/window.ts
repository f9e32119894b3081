import assert from 'node:assert/strict';
import { chromium, type Page } from '@playwright/test';
import { buildIfStale } from '#main/launch/build.ts';
import { type Figure, figureOf, median } from '#test/bench/measure.ts';
import { chromiumArguments, findChromium } from '#test/support/chromium.ts';
import { startSlipway } from '#test/support/server.ts';
import { openWorkspace } from '#test/support/workspace.ts';
import { emptyCall, rawEvents } from './raw.ts';
import { startRun } from './ticking.ts';

/** The first one warms up. */
const RUNS = 5;

/**
 * From the key press in the runner's page to the frame in which the wall's page shows the tick, both in a real Chromium
 * over the browser shell. The limit is a raw commit, three empty calls (tick, news, refetch) and a frame of each page.
 */
export async function measureWindow(folder: string, n: number): Promise<Figure> {
  const runs = await startRehearsals(folder);
  await buildIfStale(process.cwd(), (line) => process.stderr.write(`${line}\n`));
  const slipway = await startSlipway({ folder });
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: chromiumArguments,
    ...(executablePath ? { executablePath } : {}),
  });
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
    const frames = (await frameMs(runner)) + (await frameMs(wall));
    return figureOf('store.window', n, times, (await rawTick(folder)) + frames);
  } finally {
    await browser.close();
    await slipway.stop();
  }
}

/** Median ms of a raw commit and of three empty calls. */
async function rawTick(folder: string): Promise<number> {
  const raw = rawEvents(folder);
  const empty = await emptyCall();
  const commits: number[] = [];
  const calls: number[] = [];
  for (let round = 0; round < 100; round += 1) {
    commits.push(await clocked(raw.add));
    calls.push(await clocked(empty.call));
  }
  raw.close();
  await empty.close();
  return median(commits) + 3 * median(calls);
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

type Watching = { seen: Promise<number> };

/** Presses Space in the runner, which starts or finishes the selected step; answers with the ms until the wall has drawn the changed mark of the step. */
async function tickOnce(runner: Page, wall: Page, to: 'started' | 'finished'): Promise<number> {
  await wall.evaluate(() => {
    (globalThis as unknown as Watching).seen = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() => {
          // A message comes in after the frame has been handed over for drawing.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
          port2.postMessage(null);
        });
      });
      observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-mark'] });
    });
  });
  await runner.evaluate(() => {
    (globalThis as unknown as Watching).seen = new Promise((resolve) => {
      const hear = (event: KeyboardEvent) => resolve(performance.timeOrigin + event.timeStamp);
      addEventListener('keydown', hear, { capture: true, once: true });
    });
  });
  await runner.keyboard.press('Space');
  const pressedAt = await seenBy(runner);
  const spent = (await seenBy(wall)) - pressedAt;
  assert.ok(spent > 0);
  await runner
    .locator('[data-step][data-running]')
    .waitFor({ state: to === 'started' ? 'attached' : 'detached' });
  return spent;
}

/** What the page saw last, ms since 1970. Rejects when it sees nothing for 10 s. */
function seenBy(page: Page): Promise<number> {
  return page.evaluate(() => {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('Nothing was seen within 10 s')), 10_000);
    });
    return Promise.race([(globalThis as unknown as Watching).seen, late]);
  });
}

/** Address of a second window, made as the page makes it. */
async function secondAddress(page: Page, path: string): Promise<string> {
  const code = await page.evaluate(async () => {
    const token = sessionStorage.getItem('slipway.token') ?? '';
    const answer = await fetch('/session/code', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    return ((await answer.json()) as { code: string }).code;
  });
  return `${new URL(page.url()).origin}/#code=${encodeURIComponent(code)}&to=${encodeURIComponent(path)}`;
}

/** Median ms between two frames of a page. */
function frameMs(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const gaps: number[] = [];
    let last = await next();
    for (let frame = 0; frame < 60; frame += 1) {
      const now = await next();
      gaps.push(now - last);
      last = now;
    }
    return gaps.sort((a, b) => a - b)[30] ?? 0;
  });
}

async function clocked(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
