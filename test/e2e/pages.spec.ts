import { expect } from '@playwright/test';
import { overflow, violations, violationsIn } from '#test/support/accessibility.ts';
import { loadSample } from '#test/support/first-steps.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

const pages = [
  '/',
  '/calendar',
  '/releases',
  '/changes',
  '/change/CHG-A29',
  '/change/CHG-A18',
  '/release/REL-A6',
  '/cab',
  '/runbooks',
  '/war-room',
  '/insights',
  '/timeline',
  '/settings',
  '/settings/changes',
];

for (const theme of ['Light', 'Dark', 'High contrast']) {
  test(`every page keeps WCAG 2.2 AA in ${theme.toLowerCase()}, and no error reaches the console`, async ({
    app,
  }) => {
    test.setTimeout(240_000);
    const faults: string[] = [];
    app.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    app.on('pageerror', (error) => faults.push(error.message));
    expect(await violations(app), 'first start').toEqual([]);
    await loadSample(app);
    await app.goto(new URL('/settings', app.url()).href);
    await app.getByRole('radiogroup', { name: 'Theme' }).getByText(theme, { exact: true }).click();
    for (const path of pages) {
      await app.goto(new URL(path, app.url()).href);
      await ready(app);
      await expect(app.getByRole('heading', { level: 1 }).first()).toBeVisible();
      expect(await violationsIn(theme, app), path).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
}

test('at 200 % zoom no page needs sideways scrolling', async ({ app }) => {
  await loadSample(app);
  await app.setViewportSize({ width: 720, height: 450 });
  for (const path of pages) {
    await app.goto(new URL(path, app.url()).href);
    await ready(app);
    await expect(app.getByRole('heading', { level: 1 }).first()).toBeVisible();
    expect(await overflow(app), path).toBeLessThanOrEqual(0);
  }
});

test('the runner and the wall keep WCAG 2.2 AA', async ({ app }) => {
  await loadSample(app);
  await app.goto(new URL('/war-room', app.url()).href);
  const address = await app.locator('a[href^="/run/"]').first().getAttribute('href');
  if (!address) throw new Error('the war room names a run');
  for (const path of [address, address.replace('/run/', '/wall/')]) {
    await app.goto(new URL(path, app.url()).href);
    await ready(app);
    await expect(app.getByText('Payments 4.8.0').first()).toBeVisible();
    expect(await violations(app), path).toEqual([]);
  }
});
