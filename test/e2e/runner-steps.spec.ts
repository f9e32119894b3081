import { expect, type Page } from '@playwright/test';
import { isAccessible, overflow } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

/** Opens the runner of a started run. */
async function openRun(page: Page, id: string): Promise<void> {
  await page.goto(new URL(`/run/${id}`, page.url()).href);
  await ready(page);
}

test('a failed step shows its ways on right after F, by keyboard alone: retried, then rolled forward', async ({
  shell,
  folder,
}) => {
  const { runId } = await scheduledRun(folder, { started: true });
  const page = await shell.open();
  await openRun(page, runId);
  const dialog = page.getByRole('dialog');
  const card = page.getByTestId('step-1');

  await expect(card).toBeVisible();
  await page.keyboard.press('Space');
  await expect(card.getByRole('button', { name: /^Finish/ })).toBeVisible();
  await page.keyboard.press('f');
  await dialog.getByLabel('What failed').fill('Mail server refuses');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('group', { name: 'What now' })).toBeVisible();
  await expect(dialog.getByRole('radio', { name: /^Retry/ })).toBeFocused();
  await expect(dialog.getByText('proposed')).toHaveCount(0);
  await isAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(card.getByRole('button', { name: /^Finish/ })).toBeVisible();

  await page.keyboard.press('f');
  await dialog.getByLabel('What failed').fill('Refuses again');
  await page.keyboard.press('Enter');
  const forward = dialog.getByRole('radio', { name: /^Roll forward/ });
  await expect(dialog.getByRole('radio', { name: /^Retry/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(forward).toBeChecked();
  await dialog.getByLabel('The step that fixes it').fill('Announce by telephone');
  await dialog.getByLabel('Why').fill('Mail stays down');
  await page.setViewportSize({ width: 720, height: 450 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole('button', { name: 'Roll forward' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId('run-log')).toContainText('Rolled forward, fixed by step 7: Mail stays down');
  await expect(page.getByTestId('current-steps')).toContainText('Announce by telephone');
});

test('a wait counts down what is left of it', async ({ shell, folder }) => {
  const first = { kind: 'wait', title: 'Wait for the caches', plannedMinutes: 10 } as const;
  const { runId } = await scheduledRun(folder, { started: true, first });
  const page = await shell.open();
  await openRun(page, runId);
  const card = page.getByTestId('step-1');
  await card.getByRole('button', { name: /^Start/ }).click();
  await expect(card.getByRole('timer')).toContainText(/^9:5\d|^09:5\d/);
  await expect(card.getByRole('timer')).toContainText(/left, until \d\d:\d\d/);
  await isAccessible(page);
});

test('a step held by its offset says until when, and offers no start', async ({ shell, folder }) => {
  const { runId } = await scheduledRun(folder, { started: true, first: { offsetMinutes: 45 } });
  const page = await shell.open();
  await openRun(page, runId);
  const card = page.getByTestId('step-1');
  await expect(card).toContainText('not before');
  await expect(card.getByRole('button', { name: /^Skip/ })).toBeVisible();
  await expect(card.getByRole('button', { name: /^Start/ })).toHaveCount(0);
});

test('the operator is told when a step of theirs can begin, and no longer once it has', async ({
  shell,
  folder,
}) => {
  const { runId } = await scheduledRun(folder, { started: true });
  const page = await shell.open();
  await openRun(page, runId);
  const notice = page.getByRole('status', { name: 'You are next' });
  await expect(page.getByTestId('step-1')).toBeVisible();
  await expect(notice).toHaveText('');
  await page.keyboard.press('a');
  await page.getByRole('dialog').getByRole('combobox').click();
  await page.getByRole('option', { name: 'Rosa Ruiz' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
  await expect(notice).toContainText('step 1, Announce');
  await isAccessible(page);
  await page
    .getByTestId('step-1')
    .getByRole('button', { name: /^Start/ })
    .click();
  await expect(notice).toHaveText('');
});
