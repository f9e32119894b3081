import { expect } from '@playwright/test';
import { isAccessible } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

test('a note is written on the selected step by key, stands on its card, and its line in the log selects the step', async ({
  shell,
  folder,
}) => {
  const { runId } = await scheduledRun(folder, { started: true });
  const page = await shell.open();
  await page.goto(new URL(`/run/${runId}`, page.url()).href);
  await ready(page);
  const log = page.getByTestId('run-log');
  await page.getByRole('button', { name: /^2\b/ }).first().click();
  await page.keyboard.press('n');
  const line = page.getByLabel('Note on step 2');
  await line.fill('Queue is empty, 0 of 12');
  await isAccessible(page);
  await line.press('Enter');
  const notes = page.getByTestId('step-2').getByRole('list', { name: 'Notes on step 2' });
  await expect(notes).toContainText('Queue is empty, 0 of 12');
  await expect(notes).toContainText(/\d\d:\d\d, /);
  await expect(log).toContainText(/2 .*: Queue is empty, 0 of 12/);

  await page.keyboard.press('/');
  await page.getByLabel('Log an event').fill('Vendor called');
  await page.keyboard.press('Enter');
  await expect(log).toContainText('Vendor called');
  await expect(notes).not.toContainText('Vendor called');

  await page.keyboard.press('k');
  await expect(page.getByTestId('step-2')).toHaveCount(0);
  await log.getByRole('button', { name: /^2 / }).click();
  await expect(notes).toBeVisible();

  await page.keyboard.press('n');
  await page.keyboard.press('Backspace');
  await expect(page.getByLabel('Log an event')).toBeFocused();
});
