import { test as base, type Page } from '@playwright/test';
import { freshFolder, type RunningSlipway, removeFolder, startSlipway } from './server.ts';

type Fixtures = {
  /** Data folder of this test alone; removed afterwards. */
  folder: string;
  /** The browser shell on that folder. */
  slipway: RunningSlipway;
  /** A page that shows its first screen. */
  app: Page;
};

/** Playwright's test with a Slipway of its own: `app` is the opened page, `slipway` the process behind it. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function asks for from this pattern
  folder: async ({}, use) => {
    const folder = freshFolder();
    await use(folder);
    removeFolder(folder);
  },
  slipway: async ({ folder }, use) => {
    const slipway = await startSlipway({ folder });
    await use(slipway);
    await slipway.stop();
  },
  app: async ({ page, slipway }, use) => {
    await page.goto(slipway.address);
    await ready(page);
    await use(page);
  },
});

/** Waits for the flag that the page sets once its first screen is shown. */
export async function ready(page: Page): Promise<void> {
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
}
