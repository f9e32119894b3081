import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { type Figure, figureOf, median, type Rule } from '#test/bench/measure.ts';
import { startBuilt, startChromium } from '#test/bench/windows.ts';
import { liveRunIn } from '#test/support/live-run.ts';

const STEPS = 500;
const SECONDS = 60;
const VIEWPORT = { width: 1920, height: 1080 };

export const WALL_CPU_RULES: readonly Rule[] = [{ bench: 'runs.wall_cpu', ms: 30 }];

/**
 * Processor time of the page's process, by the browser's own account, in ms per second over a minute in which nothing
 * happens on the wall of a live run of 500 steps but its clocks; 30 ms is 3 % of a core. The limit is a page that shows
 * a large counter and nothing else, in a browser of its own at the same time.
 */
export async function measureWallCpu(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-wall-'));
  const runId = await liveRunIn(folder, STEPS);
  const slipway = await startBuilt(folder);
  const browsers = [await startChromium(), await startChromium()] as const;
  try {
    const [wall, counter] = await Promise.all(
      browsers.map((browser) => browser.newPage({ viewport: VIEWPORT })),
    );
    await wall?.goto(slipway.address);
    await wall?.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
    await wall?.goto(new URL(`/wall/${runId}`, slipway.address).href);
    await wall?.locator('[data-testid="wall"]').waitFor();
    await counter?.setContent('<p style="font-size: 300px">0</p>');
    await counter?.evaluate(() => {
      const shown = document.querySelector('p');
      setInterval(() => {
        if (shown) shown.textContent = String(Number(shown.textContent) + 1);
      }, 1000);
    });
    // What a page does at its start is over by then.
    await wall?.waitForTimeout(5_000);
    const [own, bare] = await Promise.all(browsers.map(cpuMsPerSecond));
    return figureOf('runs.wall_cpu', STEPS, [own ?? Number.NaN], median([bare ?? Number.NaN]));
  } finally {
    for (const browser of browsers) await browser.close();
    await slipway.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the processes of its pages take of a core, ms per second. */
async function cpuMsPerSecond(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const spent = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo
      .filter(({ type }) => type === 'renderer')
      .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  const [before, from] = [await spent(), performance.now()];
  await new Promise((wake) => setTimeout(wake, SECONDS * 1000));
  const cpuSeconds = (await spent()) - before;
  return (cpuSeconds * 1_000_000) / (performance.now() - from);
}
