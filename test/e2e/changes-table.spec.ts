import { expect, type Page } from '@playwright/test';
import { paintedContrast, violations, violationsIn } from '#test/support/accessibility.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { openWorkspace } from '#test/support/workspace.ts';

/** Six tickets, four of them on a release, written before the shell starts. */
async function seed(folder: string): Promise<void> {
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => {} } });
  const client = work.client();
  await work.create();
  await client.people.add({ name: 'Ana Meier' });
  const release = await client.releases.create({ name: 'Ledger', version: '7.3.0' });
  for (const title of [
    'Rotate card-vault keys',
    'Apply vault audit patch',
    'Log statement exports',
    'Raise heap',
  ]) {
    await client.changes.create({
      title,
      description: 'What changes.',
      releaseId: release.id,
      type: 'standard',
    });
  }
  await client.changes.create({
    title: 'Patch OpenSSL',
    justification: 'The signing keys expire on Thursday.',
  });
  await client.changes.create({ title: 'Renew certificate' });
  await work.close();
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await ready(page);
}

const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title });

test('columns, groups, edits in place and for many at once, and what a search found', async ({
  folder,
  shell,
}) => {
  await seed(folder);
  const page = await shell.open();
  await open(page, '/changes');
  const grid = page.locator('[aria-multiselectable]');

  await test.step('a chosen column is there again after the page was loaded anew', async () => {
    await page.getByRole('button', { name: /^Columns,/ }).click();
    await page.getByRole('checkbox', { name: 'Assignee' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('columnheader', { name: 'Assignee' })).toBeVisible();
    await page.reload();
    await ready(page);
    await expect(page.getByRole('columnheader', { name: 'Assignee' })).toBeVisible();
  });

  await test.step('a group says what it holds, and folds by the keyboard', async () => {
    await page.getByRole('button', { name: 'Group by: nothing' }).click();
    await page.getByRole('menuitem', { name: 'Release' }).click();
    const head = page.getByRole('row', { name: /Ledger 7\.3\.0/ });
    await expect(head).toContainText(/4 changes, readiness \d+ of \d+, no open conflict/);
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await expect(head).toHaveAttribute('aria-expanded', 'false');
    await expect(row(page, 'Raise heap')).toHaveCount(0);
    await page.keyboard.press('ArrowRight');
    await expect(row(page, 'Raise heap')).toBeVisible();
  });

  await test.step('three rows chosen with Shift are assigned in one go, and Undo takes it back', async () => {
    // Rows that are still being read cannot be selected: on a busy machine it takes another try.
    await expect(async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await expect(page.getByText('3 selected')).toBeVisible({ timeout: 1000 });
    }).toPass();
    await page.keyboard.press('a');
    await page.getByRole('combobox', { name: 'Assignee' }).click();
    await page.getByRole('option', { name: 'Ana Meier' }).click();
    await page.getByRole('button', { name: 'Assign 3 changes' }).click();
    await expect(grid.getByText('Ana Meier')).toHaveCount(3);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(grid.getByText('Ana Meier')).toHaveCount(0);
    await page.getByRole('button', { name: /^Clear/ }).click();
  });

  await test.step('a title is edited in its cell', async () => {
    await row(page, 'Raise heap')
      .getByText('Normal')
      .or(row(page, 'Raise heap').getByText('Standard'))
      .click();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('e');
    const box = page.getByRole('textbox', { name: /^Title of CHG-/ });
    await box.fill('Raise heap to 6 GB');
    await box.press('Enter');
    await expect(row(page, 'Raise heap to 6 GB')).toBeVisible();
  });

  await test.step('what was searched for is marked, in the title or in a line under it', async () => {
    await page.getByRole('searchbox', { name: 'Search changes' }).fill('keys');
    await expect(row(page, 'Rotate card-vault').locator('mark')).toHaveText(['keys']);
    await expect(row(page, 'Patch OpenSSL')).toContainText('justification: The signing keys expire');
  });

  await test.step('the palette marks the same words', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog');
    await palette.getByRole('textbox', { name: 'Search or type a command' }).fill('keys');
    const found = palette.getByRole('button').filter({ hasText: 'Rotate card-vault' });
    await expect(found.locator('mark')).toHaveText(['keys']);
    await expect(palette.getByRole('button').filter({ hasText: 'Patch OpenSSL' })).toContainText(
      'justification: The signing keys expire',
    );
    for (const theme of ['light', 'dark']) {
      await page.evaluate((to) => {
        document.documentElement.dataset.theme = to;
      }, theme);
      expect(await violationsIn(theme, page, '[role="dialog"]')).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await expect(palette).toBeHidden();
  });

  await test.step('what waits for me and days around today stand in the address and as filters', async () => {
    await page.getByRole('button', { name: /^Waits for me/ }).click();
    await expect(page).toHaveURL(/waits=me/);
    await expect(page.getByText('No change waits for you')).toBeVisible();
    await open(page, '/changes?waits=me&around=21');
    await expect(page.getByText('Looked for waits for me, planned start within ±21 days.')).toBeVisible();
    await page.getByRole('button', { name: 'Remove the filter waits for' }).click();
    await expect(page).not.toHaveURL(/waits/);
    await page.getByRole('button', { name: 'Remove the filter planned start' }).click();
    await expect(row(page, 'Raise heap')).toBeVisible();
  });

  await test.step('everything can be read in three themes and at 200 %', async () => {
    for (const theme of ['light', 'dark', 'hc']) {
      await page.evaluate((to) => {
        document.documentElement.dataset.theme = to;
      }, theme);
      expect(await violationsIn(theme, page)).toEqual([]);
    }
    await page.setViewportSize({ width: 720, height: 450 });
    expect(await violations(page)).toEqual([]);
  });
});

test('the menu of a ticket stands out from its ground in light and dark', async ({ folder, shell }) => {
  await seed(folder);
  const page = await shell.open();
  await open(page, '/change/CHG-A1');
  const more = page.getByRole('button', { name: 'More for this change' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await paintedContrast(more), colorScheme).toBeGreaterThanOrEqual(3);
  }
});

test('on the board a card moves to the next state by the keyboard, and the address keeps the board', async ({
  folder,
  shell,
}) => {
  await seed(folder);
  const page = await shell.open();
  await open(page, '/changes');
  await page.getByText('Board', { exact: true }).click();
  await expect(page).toHaveURL(/show=board/);
  const fresh = page.getByRole('region', { name: /^New, 6 changes/ });
  await expect(fresh).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await fresh.getByRole('button', { name: /Raise heap/ }).focus();
  await page.keyboard.press('m');
  await page.getByRole('dialog').getByRole('button', { name: 'Schedule' }).click();
  await expect(page.getByRole('region', { name: /^Scheduled, 1 change/ })).toContainText('Raise heap');
  await page.reload();
  await ready(page);
  await expect(page.getByRole('region', { name: /^New, 5 changes/ })).toBeVisible();
});
