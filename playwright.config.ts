import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from '#test/support/chromium.ts';

// Journeys through the browser shell in a real Chromium; `*.electron.spec.ts` go through Electron where it is there.
const executablePath = findChromium();
// Workers read this file again and need not search.
if (executablePath !== null) process.env.SLIPWAY_CHROMIUM = executablePath;

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { args: chromiumArguments, ...(executablePath === null ? {} : { executablePath }) },
  },
  projects: [
    { name: 'chromium', testMatch: '**/*.spec.ts', testIgnore: '**/*.electron.spec.ts' },
    { name: 'electron', testMatch: '**/*.electron.spec.ts' },
  ],
});
