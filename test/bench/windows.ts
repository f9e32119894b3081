import { type Browser, chromium, type Page } from '@playwright/test';
import { buildIfStale } from '#main/launch/build.ts';
import { median } from '#test/bench/measure.ts';
import { emptyCall, rawEvents } from '#test/bench/store/raw.ts';
import { chromiumArguments, findChromium } from '#test/support/chromium.ts';
import { type RunningSlipway, startSlipway } from '#test/support/server.ts';

/** The built browser shell on a folder. */
export async function startBuilt(folder: string): Promise<RunningSlipway> {
  await buildIfStale(process.cwd(), (line) => process.stderr.write(`${line}\n`));
  return startSlipway({ folder });
}

export function startChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ args: chromiumArguments, ...(executablePath ? { executablePath } : {}) });
}

/** Address of a second window, made as the page makes it. */
export async function secondAddress(page: Page, path: string): Promise<string> {
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

/** The least a tick can cost that two windows show: median ms of a raw commit, three empty calls and a frame of each. */
export async function rawTickMs(folder: string, windows: readonly Page[]): Promise<number> {
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
  let frames = 0;
  for (const page of windows) frames += await frameMs(page);
  return median(commits) + 3 * median(calls) + frames;
}

type Noted = { pressed: Promise<number>; seen: Promise<number> };

/** Has a page note when its next key is pressed. */
export function watchKey(page: Page): Promise<void> {
  return page.evaluate(() => {
    (globalThis as unknown as Noted).pressed = new Promise((resolve) => {
      const hear = (event: KeyboardEvent) => resolve(performance.timeOrigin + event.timeStamp);
      addEventListener('keydown', hear, { capture: true, once: true });
    });
  });
}

/**
 * Has a page note when it has drawn `value` (null: nothing) in the attribute of the element at place `at` among those of
 * the selector; without a selector, when any element has another value in it than before.
 */
export function watchAttribute(
  page: Page,
  watched: { attribute: string; selector?: string; at?: number; value?: string | null },
): Promise<void> {
  return page.evaluate(({ attribute, selector, at = 0, value }) => {
    (globalThis as unknown as Noted).seen = new Promise((resolve) => {
      const shows = () =>
        selector === undefined || document.querySelectorAll(selector)[at]?.getAttribute(attribute) === value;
      const observer = new MutationObserver(() => {
        if (!shows()) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          // A message comes in after the frame has been handed over for drawing.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
          port2.postMessage(null);
        });
      });
      observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: [attribute] });
    });
  }, watched);
}

/** When the page noted what it was told to watch for, ms since 1970. Rejects when that does not happen for 10 s. */
export function noted(page: Page, what: keyof Noted): Promise<number> {
  return page.evaluate((name) => {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`Nothing was ${name} within 10 s`)), 10_000);
    });
    return Promise.race([(globalThis as unknown as Noted)[name], late]);
  }, what);
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
