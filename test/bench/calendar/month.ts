import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { type Figure, figureOf, median } from '#test/bench/measure.ts';
import { chromiumArguments, findChromium } from '#test/support/chromium.ts';

const BOOKINGS = 500;
const WARM_UP = 3;
const ROUNDS = 15;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/**
 * The month view with 500 bookings, drawn from nothing to the frame after the one that holds them all, in turn with
 * FullCalendar's `dayGridMonth` over the same bookings in the same page of a real Chromium; its median is the limit.
 */
export async function measureMonth(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-month-'));
  const browser = await chromium.launch({
    args: chromiumArguments,
    ...(findChromium() ? { executablePath: findChromium() ?? '' } : {}),
  });
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '/');
    try {
      const body = readFileSync(join(folder, new URL(path, 'http://page').pathname));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  try {
    await buildPage(folder);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
    const own: number[] = [];
    const other: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const ours = await drawn(page, 'drawOwn');
      const theirs = await drawn(page, 'drawFullCalendar');
      if (round < 0) continue;
      own.push(ours);
      other.push(theirs);
    }
    return figureOf('calendar.month', BOOKINGS, own, median(other));
  } finally {
    server.close();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function drawn(page: Page, view: 'drawOwn' | 'drawFullCalendar'): Promise<number> {
  const { ms, bookings } = await page.evaluate(([name, count]) => globalThis[name](count), [
    view,
    BOOKINGS,
  ] as const);
  assert.equal(bookings, BOOKINGS, `${view} drew ${bookings} of ${BOOKINGS} bookings`);
  return ms;
}

async function buildPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./month', import.meta.url)),
    plugins: [react()],
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'chrome140', chunkSizeWarningLimit: 5000 },
  });
}
