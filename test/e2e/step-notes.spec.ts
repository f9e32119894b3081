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

test('a line of the log is pinned to the wall and taken off, and the bridge stands beside the owner', async ({
  shell,
  folder,
}) => {
  const { runId } = await scheduledRun(folder, { started: true });
  const page = await shell.open();
  await page.goto(new URL(`/run/${runId}`, page.url()).href);
  await ready(page);
  const wall = await shell.windowElsewhere(page, () => page.getByRole('button', { name: /^Wall/ }).click());
  const room = wall.getByRole('region', { name: 'Gates, issues and decisions' });
  await page.keyboard.press('/');
  await page.getByLabel('Log an event').fill('Read-only until 03:00');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pin to the wall: Read-only until 03:00' }).click();
  await expect(room.getByRole('heading', { name: 'Pinned' })).toBeVisible();
  await expect(room).toContainText('Read-only until 03:00');
  await isAccessible(page);

  await page.getByRole('button', { name: 'More for this run' }).click();
  await page.getByRole('menuitem', { name: 'Bridge' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address of the call').fill('call.example.com');
  await dialog.getByRole('button', { name: 'Record' }).click();
  await expect(dialog.getByRole('alert')).toContainText('https://');
  await dialog.getByLabel('Address of the call').fill('https://call.example.com/7');
  await dialog.getByRole('button', { name: 'Record' }).click();
  await expect(page.getByTestId('step-1').getByRole('link', { name: 'Bridge' })).toHaveAttribute(
    'href',
    'https://call.example.com/7',
  );
  await expect(wall.getByText('call.example.com')).toHaveCount(0);

  await page.getByRole('button', { name: 'Take off the wall: Read-only until 03:00' }).click();
  await expect(room.getByRole('heading', { name: 'Pinned' })).toHaveCount(0);
});
