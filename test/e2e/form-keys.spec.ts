import { expect, type Page } from '@playwright/test';
import { isAccessible } from '#test/support/accessibility.ts';
import { ready, type Shell } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { stock } from '#test/support/stock.ts';
import { openWorkspace } from '#test/support/workspace.ts';

/** A window on a workspace with people in it, on the page that is asked for. */
async function open(folder: string, shell: Shell, address: string): Promise<Page> {
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => undefined } });
  await stock(work);
  await work.close();
  const page = await shell.open();
  await page.goto(new URL(address, page.url()).href);
  await ready(page);
  return page;
}

test('a form is sent by Enter once and only when it is ready, never by the Enter of an open list or of another button', async ({
  shell,
  folder,
}) => {
  const page = await open(folder, shell, '/releases');
  await page.getByRole('button', { name: 'Release', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const name = dialog.getByLabel('Name');
  const type = dialog.getByRole('combobox', { name: 'Type' });

  await test.step('not while something is missing', async () => {
    await expect(name).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await name.fill('Payments');
    await expect(dialog.getByRole('button', { name: 'Create release' })).toBeEnabled();
    await expect(page).toHaveURL(/\/releases/);
  });

  await test.step('not from an open list, with a choice in it or without one', async () => {
    await type.click();
    await expect(type).toHaveAttribute('aria-expanded', 'true');
    await type.evaluate((field) => field.removeAttribute('aria-activedescendant'));
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    if ((await type.getAttribute('aria-expanded')) !== 'true') await type.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(type).toHaveAttribute('aria-expanded', 'false');
    await expect(type).not.toHaveValue('');
    await expect(dialog).toBeVisible();
  });

  await test.step('not by a key that is held down, nor while a word is being composed', async () => {
    await name.evaluate((field) => {
      const key = { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true };
      field.dispatchEvent(new KeyboardEvent('keydown', { ...key, ctrlKey: true, isComposing: true }));
      field.dispatchEvent(new KeyboardEvent('keydown', { ...key, ctrlKey: true, repeat: true }));
    });
    await expect(dialog).toBeVisible();
  });

  await test.step('Enter on Cancel cancels', async () => {
    await dialog.getByRole('button', { name: 'Cancel' }).focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('link', { name: /Payments/ })).toHaveCount(0);
  });

  await test.step('two Enters before the first is answered create one release', async () => {
    await page.getByRole('button', { name: 'Release', exact: true }).click();
    await name.fill('Payments');
    await name.evaluate((field) => {
      const { form } = field as HTMLInputElement;
      form?.requestSubmit();
      form?.requestSubmit();
    });
    await expect(page).toHaveURL(/\/release\/REL-/);
    await page.goto(new URL('/releases', page.url()).href);
    await ready(page);
    await expect(page.getByText('Payments', { exact: true })).toHaveCount(1);
    await page.getByRole('button', { name: 'Release', exact: true }).click();
    await name.fill('Cards');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/release\/REL-/);
  });
});

test('Enter in a field of lines begins a line, Ctrl and Enter sends; what is refused is said and the words stay', async ({
  shell,
  folder,
}) => {
  const page = await open(folder, shell, '/settings#commands');
  await page.getByRole('button', { name: 'Command', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const lines = dialog.getByLabel('Arguments');
  await dialog.getByLabel('Name').fill('Copy tables');
  await dialog.getByLabel('Program').fill('rsync');
  await lines.fill('-v');
  await lines.press('Enter');
  await lines.pressSequentially('--dry-run');
  await expect(lines).toHaveValue('-v\n--dry-run');
  await lines.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('rsync is not a whole path');
  await expect(lines).toHaveValue('-v\n--dry-run');
  await expect(lines).toBeFocused();
  await isAccessible(page);
  await dialog.getByLabel('Program').fill(process.execPath);
  await lines.press('Meta+Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('#commands')).toContainText('-v --dry-run');
});
