import { expect } from '@playwright/test';
import { isAccessible } from '#test/support/accessibility.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { stock } from '#test/support/stock.ts';
import { openWorkspace } from '#test/support/workspace.ts';

test('a presenter link shows the wall in another browser: a tick arrives, names are hidden, and revoking ends it', async ({
  shell,
  folder,
  browser,
}) => {
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => undefined } });
  const { run, other } = await stock(work);
  const first = run.steps[0];
  if (!first) throw new Error('no step');
  await work.client().runbooks.assign({ stepId: first.id, ownerId: other.id });
  await work.close();
  const page = await shell.open();
  await page.goto(new URL('/war-room', page.url()).href);
  await ready(page);
  const dialog = page.getByRole('dialog');

  await page.getByRole('button', { name: 'Presenter link' }).click();
  await expect(dialog.getByRole('button', { name: 'Make a link' })).toBeDisabled();
  await dialog.getByRole('switch', { name: 'Answer presenter links' }).click({ force: true });
  await expect(dialog).toContainText('It answers at http://127.0.0.1:');
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const url = (await dialog.getByRole('status').locator('code').textContent()) ?? '';
  await isAccessible(page);

  const context = await browser.newContext();
  const wall = await context.newPage();
  await wall.goto(url);
  await expect(wall.getByTestId('wall')).toContainText('AM');
  await expect(wall.getByText(/Meier/)).toHaveCount(0);
  expect(await context.cookies()).toEqual([]);
  const icon = await wall.locator('link[rel="icon"]').getAttribute('href');
  const answered = await context.request.get(new URL(icon ?? '/none', wall.url()).href);
  expect([answered.status(), answered.headers()['content-type']]).toEqual([200, 'image/svg+xml']);
  await expect(dialog.getByRole('list', { name: 'Links of this run' })).toContainText('1 viewer');

  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.goto(new URL(`/run/${run.run.id}`, page.url()).href);
  await ready(page);
  await page
    .getByTestId('step-1')
    .getByRole('button', { name: /^Start/ })
    .click();
  await expect(wall.getByTestId('wall-steps').getByRole('heading', { name: 'Now' })).toBeVisible();

  await page.goto(new URL('/war-room', page.url()).href);
  await ready(page);
  await page.getByRole('button', { name: 'Presenter link' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(wall.getByRole('alert')).toContainText('This link was revoked');
  await expect(wall.getByTestId('wall')).toHaveCount(0);
  await context.close();
});
