import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { WebSocket } from 'ws';
import type { RunId } from '#shared/domain/ids.ts';
import { type Figure, figureOf, type Rule } from '#test/bench/measure.ts';
import {
  noted,
  rawTickMs,
  secondAddress,
  startBuilt,
  startChromium,
  watchAttribute,
  watchKey,
} from '#test/bench/windows.ts';
import { liveRunIn } from '#test/support/live-run.ts';
import type { RunningSlipway } from '#test/support/server.ts';
import { connect } from '#test/support/socket.ts';

const STEPS = 500;
const CLIENTS = 18;
/** Each step is started and finished. */
const WARM_UP_STEPS = 10;
const MEASURED_STEPS = 120;

export const TICK_RULES: readonly Rule[] = [{ bench: 'runs.tick_to_wall', ms: 100, p99: true }];

/**
 * From the key press in the runner to the frame in which runner and wall both show the tick, in a live run of 500 steps
 * in a real Chromium over the browser shell, while 18 more clients follow the live stream. The limit is a raw commit,
 * three empty calls (tick, news, refetch) and a frame of each page.
 */
export async function measureTickToWall(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-wall-'));
  const runId = await liveRunIn(folder, STEPS);
  const slipway = await startBuilt(folder);
  const browser = await startChromium();
  const sockets: WebSocket[] = [];
  try {
    const runner = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await runner.goto(slipway.address);
    await runner.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
    const wall = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await wall.goto(await secondAddress(runner, `/wall/${runId}`));
    await wall.locator('[data-testid="wall"]').waitFor();
    const followers = await follow(slipway, await tokenIn(runner), runId);
    sockets.push(...followers.sockets);
    await runner.goto(new URL(`/run/${runId}`, slipway.address).href);
    await runner.locator('[data-testid="current-steps"]').waitFor();
    const times: number[] = [];
    for (let step = -WARM_UP_STEPS; step < MEASURED_STEPS; step += 1) {
      const at = await selectedPlace(runner);
      const spent = [await tick(runner, wall, at, 'running'), await tick(runner, wall, at, 'done')];
      if (step >= 0) times.push(...spent);
    }
    assert.equal(followers.heard, CLIENTS * 2 * (WARM_UP_STEPS + MEASURED_STEPS));
    return figureOf('runs.tick_to_wall', STEPS, times, await rawTickMs(folder, [runner, wall]));
  } finally {
    for (const socket of sockets) socket.close();
    await browser.close();
    await slipway.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Clients on the live stream; `heard` counts the news of the run that reached them. */
async function follow(slipway: RunningSlipway, token: string, runId: RunId) {
  const followers = { sockets: [] as WebSocket[], heard: 0 };
  for (let at = 0; at < CLIENTS; at += 1) {
    const { client, socket } = await connect(slipway, token);
    const news = await client.live.changes();
    followers.sockets.push(socket);
    void (async () => {
      for await (const { topics } of news) if (topics.includes(`runs/${runId}`)) followers.heard += 1;
    })().catch(() => undefined);
  }
  return followers;
}

/** The token of a window; a code is good for one window alone. */
function tokenIn(page: Page): Promise<string> {
  return page.evaluate(() => sessionStorage.getItem('slipway.token') ?? '');
}

/** Place in the list of the step that the keys act on. */
function selectedPlace(runner: Page): Promise<number> {
  return runner
    .locator('[data-step]')
    .evaluateAll((steps) => steps.findIndex((step) => step.getAttribute('aria-current') === 'step'));
}

/** Presses Space; answers with the ms until both pages have drawn it. */
async function tick(runner: Page, wall: Page, at: number, to: 'running' | 'done'): Promise<number> {
  await watchAttribute(runner, {
    selector: '[data-step]',
    at,
    attribute: 'data-running',
    value: to === 'running' ? 'true' : null,
  });
  await watchAttribute(wall, { selector: 'u', at, attribute: 'data-mark', value: to });
  await watchKey(runner);
  await runner.keyboard.press('Space');
  const pressedAt = await noted(runner, 'pressed');
  const spent = Math.max(await noted(runner, 'seen'), await noted(wall, 'seen')) - pressedAt;
  assert.ok(spent > 0);
  return spent;
}
