import { expect } from '@playwright/test';
import { isAccessible } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

test('evidence is attached to a step by key: words, and a picture that is shown again', async ({
  shell,
  folder,
}) => {
  const { runId } = await scheduledRun(folder, { started: true });
  const page = await shell.open();
  await page.goto(new URL(`/run/${runId}`, page.url()).href);
  await ready(page);
  const dialog = page.getByRole('dialog');
  const step = page.getByTestId('step-1');
  const attached = step.getByRole('list', { name: 'Attached evidence' });
  await step.getByRole('button', { name: /^Start/ }).click();
  await expect(step.getByRole('button', { name: /^Finish/ })).toBeVisible();
  await page.keyboard.press('e');
  await dialog.getByLabel('What was seen').fill('All 12 nodes answer');
  await dialog.getByRole('button', { name: 'Attach' }).click();
  await expect(attached).toContainText('All 12 nodes answer');
  await expect(dialog).toHaveCount(0);
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 30 } });
  await page.keyboard.press('e');
  await dialog.getByText('Picture', { exact: true }).click();
  await dialog
    .getByLabel(/^PNG, JPEG or WebP/)
    .setInputFiles({ name: 'board.png', mimeType: 'image/png', buffer: picture });
  await dialog.getByLabel('What the picture shows').fill('The board is green');
  await isAccessible(page);
  await dialog.getByRole('button', { name: 'Attach' }).click();
  await attached.getByRole('button', { name: 'Picture: The board is green' }).click();
  const shown = attached.getByRole('img', { name: 'The board is green' });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);
});
