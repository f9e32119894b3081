import { expect } from '@playwright/test';
import { isAccessible } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

test('all open steps of a person are handed over at once, the started one too, and whoever has them is told they are next', async ({
  shell,
  folder,
}) => {
  const { runId } = await scheduledRun(folder, { started: true });
  const page = await shell.open();
  await page.goto(new URL(`/run/${runId}`, page.url()).href);
  await ready(page);
  const dialog = page.getByRole('dialog');
  const give = async (to: string, note: string) => {
    await page.getByRole('button', { name: 'More for this run' }).click();
    await page.getByRole('menuitem', { name: 'Hand over steps' }).click();
    await dialog.getByRole('combobox', { name: 'To' }).click();
    await page.getByRole('option', { name: to, exact: true }).click();
    await dialog.getByLabel(/^Note/).fill(note);
  };
  for (const number of [1, 2]) {
    await page
      .getByRole('navigation', { name: 'Steps' })
      .getByRole('button')
      .nth(number - 1)
      .click();
    await page.keyboard.press('a');
    await dialog.getByRole('combobox', { name: 'Person' }).click();
    await page.getByRole('option', { name: 'Rosa Ruiz', exact: true }).click();
    await dialog.getByRole('button', { name: 'Assign' }).click();
    await expect(dialog).toHaveCount(0);
  }
  await expect(page.getByRole('status', { name: 'You are next' })).toContainText('step 1');
  await page.keyboard.press('h');
  await dialog.getByRole('combobox', { name: 'Who takes it' }).click();
  await page.getByRole('option', { name: 'Rosa Ruiz' }).click();
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button').first().click();
  await page
    .getByTestId('step-1')
    .getByRole('button', { name: /^Start/ })
    .click();
  await expect(page.getByTestId('step-1').getByRole('button', { name: /^Finish/ })).toBeVisible();

  await give('Ana Meier', 'Rosa goes home');
  await expect(dialog.getByText('1 Announce, 2 Drain')).toBeVisible();
  await expect(dialog.getByLabel('Also the role: Commander')).toBeChecked();
  await isAccessible(page);
  await dialog.getByRole('button', { name: 'Hand over 2 steps' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId('step-1')).toContainText('Ana Meier');
  const log = page.getByTestId('run-log');
  await expect(log).toContainText('Steps 1, 2, commander: Rosa Ruiz to Ana Meier. Rosa goes home');
  await page
    .getByTestId('step-1')
    .getByRole('button', { name: /^Finish/ })
    .click();
  await expect(page.getByTestId('step-2')).toContainText('Ana Meier');
  await expect(page.getByRole('status', { name: 'You are next' })).toHaveText('');

  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button').nth(1).click();
  await page.keyboard.press('p');
  await expect(dialog.getByRole('combobox', { name: 'From' })).toHaveValue('Ana Meier');
  await dialog.getByRole('combobox', { name: 'To' }).click();
  await page.getByRole('option', { name: 'Rosa Ruiz', exact: true }).click();
  await dialog.getByRole('button', { name: 'Hand over 1 step' }).click();
  await expect(page.getByRole('status', { name: 'You are next' })).toContainText('step 2');
});
