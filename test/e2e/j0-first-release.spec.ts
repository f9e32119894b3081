import { expect, type Page } from '@playwright/test';
import { startEmpty } from '#test/support/first-steps.ts';
import { makeRepository } from '#test/support/git.ts';
import type { Shell } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

/** A repository of a small company, made with raw git: two tags with a feature, a fix and a breaking change between. */
function payments() {
  const repository = makeRepository({ name: 'payments' });
  const ada = 'Ada Meier <ada@example.org>';
  repository.commit(
    {
      message: 'feat: take card payments',
      author: ada,
      files: { 'src/api.ts': 'export {};\n' },
      tag: 'v1.0.0',
    },
    {
      message: 'feat(api): route refunds over the new acquirer\n\nPAY-12',
      author: ada,
      files: { 'src/api.ts': 'export const refunds = 2;\n' },
    },
    {
      message: 'fix(api): retry a declined capture once',
      author: 'Tom Okafor <tom@example.org>',
      files: { 'src/retry.ts': 'export const retries = 1;\n' },
    },
    {
      message: 'feat!: drop the old settlement endpoint',
      author: ada,
      files: { 'db/migrations/001.sql': 'DROP TABLE settlement;\n' },
      tag: 'v1.1.0',
    },
  );
  return repository;
}

async function draftFromGit(page: Page, root: string): Promise<void> {
  await page.getByRole('button', { name: 'Draft a release from Git' }).click();
  const folder = page.getByLabel('Folder of the Git repository');
  await folder.fill('/');
  await folder.press('Enter');
  await expect(page.getByText(/not a Git repository/i)).toBeVisible();
  await folder.fill(root);
  await folder.press('Enter');
  const from = page.getByRole('combobox', { name: 'From, not included' });
  await from.fill('v9.9.9');
  await page.getByRole('combobox', { name: 'To, included' }).fill('v1.1.0');
  await page.getByRole('button', { name: 'Show what would be drafted' }).click();
  await expect(page.getByText(/v9\.9\.9/).last()).toBeVisible();
  await from.fill('v1.0.0');
  await page.getByRole('button', { name: 'Show what would be drafted' }).click();
  await expect(page.getByText('from 3 commits')).toBeVisible();
  await page.getByRole('button', { name: /^Draft the release and/ }).click();
  await page.waitForURL(/\/release\//);
  await expect(page.getByRole('heading', { name: 'payments 1.1.0' })).toBeVisible();
}

async function editTicket(page: Page): Promise<void> {
  await page.getByRole('link', { name: /settlement endpoint/ }).click();
  const why = page.getByLabel('Justification', { exact: true });
  await why.fill('Refunds fail at the first acquirer: 41,000 EUR a week.');
  await why.press('Tab');
  await expect(page.getByText(/saved \d\d:\d\d:\d\d/)).toBeVisible();
}

async function addWindow(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Windows and freezes' }).click();
  await page.getByRole('button', { name: 'Window or freeze', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Nights');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Nights').first()).toBeVisible();
}

async function schedule(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Book a window' }).click();
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByText(/is booked for/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Advance to Scheduled' }).click();
  await page.getByLabel('Change authority').fill('CAB, A. Meier');
  await page.getByRole('button', { name: 'Advance 1 ticket' }).click();
  await expect(page.getByText('1 of 1 change authorised')).toBeVisible();
  await page.getByRole('button', { name: 'Attach a runbook' }).click();
  await page.getByRole('combobox', { name: 'Runbook' }).click();
  await page.getByRole('option', { name: /hotfix/i }).click();
  await page.getByRole('button', { name: 'Attach', exact: true }).click();
  await page.getByRole('button', { name: 'More moves' }).click();
  await page.getByRole('menuitem', { name: /approval/i }).click();
  await page
    .getByRole('button', { name: /schedule/i })
    .first()
    .click();
}

function openWall(shell: Shell, page: Page): Promise<Page> {
  return shell.windowAfter(() => page.getByRole('button', { name: /^Wall/ }).click());
}

test('J0 first release: from two refs to a closed window, watched on a second window, safe over kill -9', async ({
  shell,
}) => {
  const repository = payments();
  let page = await shell.open();
  await startEmpty(page);
  await draftFromGit(page, repository.root);
  const release = page.url();
  await editTicket(page);
  await addWindow(page);
  await page.goto(release);
  await schedule(page);

  await page.getByRole('link', { name: 'Open the live run' }).click();
  await page.waitForURL(/\/run\//);
  const run = page.url();
  let wall = await openWall(shell, page);
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start anyway' }).click();
  let now = page.getByTestId('current-steps');
  await expect(now.getByRole('button', { name: /^Start/ }).first()).toBeVisible();

  await test.step('each tick shows on the wall by itself', async () => {
    await page.keyboard.press('Space');
    await expect(now.getByRole('button', { name: /^Finish/ })).toBeVisible();
    await page.keyboard.press('Space');
    await expect(wall.getByText('1 of 10')).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('Vendor hotline called');
    await page.keyboard.press('Enter');
    await expect(wall.getByText('Vendor hotline called')).toBeVisible();
  });

  await shell.kill();
  if (shell.kind === 'web') await expect(page.getByText(/Reconnecting since/).first()).toBeVisible();
  page = await shell.reopen();

  await test.step('nothing that was confirmed is gone; in a browser both windows come back by themselves', async () => {
    if (shell.kind === 'web') {
      await expect(page.getByText(/Reconnecting since/)).toHaveCount(0, { timeout: 20_000 });
      await page.keyboard.press('Escape');
    } else {
      await page.goto(run);
      wall = await openWall(shell, page);
      now = page.getByTestId('current-steps');
    }
    await expect(wall.getByText('1 of 10')).toBeVisible();
    await expect(page.getByText('Vendor hotline called').first()).toBeVisible();
  });

  await test.step('the run goes on to its end', async () => {
    for (let done = 1; done < 10; done += 1) {
      await expect(now.getByRole('button', { name: /^Start/ }).first()).toBeVisible();
      await page.keyboard.press('Space');
      await expect(now.getByRole('button', { name: /^Finish/ }).first()).toBeVisible();
      await page.keyboard.press('Space');
      await expect(wall.getByText(`${done + 1} of 10`)).toBeVisible();
      await expect(now.getByRole('button', { name: /^Finish/ })).toHaveCount(0);
    }
    await page.getByRole('button', { name: 'End run' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^End/ }).click();
    await expect(wall.getByText(/ended/i).first()).toBeVisible();
  });

  await test.step('the release is closed and its timeline tells the story', async () => {
    await page.goto(release);
    await page.getByRole('button', { name: 'Close release' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'How did it go?' }).click();
    await page.getByRole('option', { name: 'Successful', exact: true }).click();
    await dialog.getByLabel('What was learned').fill('The hotline number belongs into the runbook.');
    await dialog.getByRole('button', { name: 'Close release' }).click();
    await expect(page.getByText('Closed', { exact: true }).first()).toBeVisible();
    const story = page.locator('section section', {
      has: page.getByRole('heading', { name: 'Timeline', exact: true }),
    });
    await story.getByRole('button', { name: 'Show older entries' }).click();
    await expect(story).toContainText('Vendor hotline called');
    await expect(story).toContainText(/finished step 1\b/);
  });

  await page.getByRole('link', { name: 'Today' }).click();
  await expect(page.getByText(/successful/).first()).toBeVisible();
  repository.remove();
});
