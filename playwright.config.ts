import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from '#test/support/chromium.ts';
import type { Options } from '#test/support/slipway-test.ts';

// Each journey goes through both shells: the browser shell in a real Chromium, Electron where its program is there.
// `*.web.spec.ts` and `*.electron.spec.ts` are about one of them.
const executablePath = findChromium();
// Workers read this file again and need not search.
if (executablePath !== null) process.env.SLIPWAY_CHROMIUM = executablePath;

export default defineConfig<Options>({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // Half a minute is the longest there is on two quiet cores; a busy machine is not a fault of the page.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Recording one slows every action by a quarter; `npm run e2e -- --trace retain-on-failure` has one when it is needed.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { args: chromiumArguments, ...(executablePath === null ? {} : { executablePath }) },
  },
  projects: [
    { name: 'chromium', testIgnore: '**/*.electron.spec.ts' },
    { name: 'electron', testIgnore: '**/*.web.spec.ts', use: { kind: 'electron' } },
  ],
});
