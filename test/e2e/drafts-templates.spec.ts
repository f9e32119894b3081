import { expect, type Page } from '@playwright/test';
import { violations } from '#test/support/accessibility.ts';
import { startEmpty } from '#test/support/first-steps.ts';
import { makeRepository } from '#test/support/git.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { lastOf, openWorkspace } from '#test/support/workspace.ts';

async function newChange(page: Page) {
  await page.getByRole('link', { name: 'Changes', exact: true }).first().click();
  await page.getByRole('button', { name: 'Change', exact: true }).first().click();
  return page.getByRole('dialog', { name: 'New change' });
}

async function menu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More for this change' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** A ticket drafted from the first candidate, in Assess, with the word of QA on it. */
async function seedVotedDraft(folder: string, path: string): Promise<void> {
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => {} } });
  const client = work.client();
  await work.create();
  const { id: decidedBy } = await client.people.add({ name: 'Quinn Otte', roles: ['QA'] });
  const { id: repositoryId } = await client.repositories.add({ path });
  const done = await lastOf(
    await client.repositories.draftChange({
      repositoryId,
      from: 'v1.0.0',
      to: 'v1.1.0-rc.1',
      groupBy: 'range',
      key: null,
      changeId: null,
      take: [],
    }),
  );
  if (done.kind !== 'done') throw new Error('The stream ends with done');
  const { id } = done.change;
  await client.changes.transition({ ids: [id], to: 'Assess' });
  const evidence = { kind: 'mail' as const, text: 'Mail of Monday' };
  const subject = { kind: 'change' as const, id };
  await client.approvals.decide({ subject, stageId: 'quality', verdict: 'approve', decidedBy, evidence });
  await work.close();
}

async function noFaults(page: Page, inside: string): Promise<void> {
  expect(await violations(page, inside)).toEqual([]);
}

test('a ticket drafted from a candidate is drafted again from the next one, keeps the title a person wrote, and both versions stand side by side', async ({
  app,
}) => {
  const repo = makeRepository({ name: 'payments' });
  repo.commit(
    { files: { 'package.json': '{"dependencies":{"pad":"1.0.0"}}' }, tag: 'v1.0.0' },
    {
      message: 'feat: take cards PAY-7 (#31)',
      files: { 'package.json': '{"dependencies":{"pad":"1.3.0"}}' },
      tag: 'v1.1.0-rc.1',
    },
    { message: 'fix: refuse expired cards', files: { 'a.txt': '1' }, tag: 'v1.1.0-rc.2' },
  );
  await startEmpty(app);
  const dialog = await newChange(app);
  await dialog.getByLabel('Short description').fill('Take cards');
  await dialog.getByRole('button', { name: 'Create and open' }).click();
  await expect(app.getByRole('heading', { level: 1, name: 'Take cards' })).toBeVisible();

  const draft = app.getByRole('dialog', { name: /^Draft CHG-A1 from code/ });
  await test.step('the first draft fills what is empty and leaves the title', async () => {
    await menu(app, 'Draft from code');
    await draft.getByLabel('Folder of the Git repository').fill(repo.root);
    await draft.getByRole('button', { name: 'Use this folder' }).click();
    await draft.getByLabel('From, not included').fill('v1.0.0');
    await draft.getByLabel('To, included').fill('v1.1.0-rc.1');
    await draft.getByRole('button', { name: 'Show what would change' }).click();
    await expect(draft.getByText('pad 1.0.0 → 1.3.0')).toBeVisible();
    await expect(
      draft.getByRole('checkbox', { name: 'Take the new one for Short description' }),
    ).not.toBeChecked();
    await noFaults(app, '[role="dialog"]');
    await draft.getByRole('button', { name: /^Write the draft into/ }).click();
    await expect(draft).toBeHidden();
    await expect(app.getByRole('textbox', { name: 'Description', exact: true })).toHaveValue(/1 commit/);
  });

  await test.step('drafting again replaces the drafted words and says what it keeps', async () => {
    await menu(app, 'Draft from code again');
    await draft.getByLabel('To, included').fill('v1.1.0-rc.2');
    await draft.getByRole('button', { name: 'Show what would change' }).click();
    await expect(draft.getByRole('status').getByText(/holds? what a person wrote/)).toBeVisible();
    await draft.getByRole('button', { name: /^Write the draft into/ }).click();
    await expect(app.getByRole('textbox', { name: 'Description', exact: true })).toHaveValue(/2 commits/);
    await expect(app.getByRole('heading', { level: 1, name: 'Take cards' })).toBeVisible();
  });

  await test.step('the two versions are compared word by word', async () => {
    await menu(app, 'Compare versions');
    const compare = app.getByRole('dialog', { name: 'Compare versions of CHG-A1' });
    await expect(compare.getByRole('status')).toContainText(/fields differ/);
    await expect(compare.locator('ins').first()).toBeVisible();
    await expect(compare.getByRole('heading', { name: 'Justification' })).toHaveCount(0);
    await compare.getByLabel('Show fields that are the same, too').check();
    await expect(compare.getByRole('heading', { name: 'Justification' })).toBeVisible();
    await noFaults(app, '[role="dialog"]');
    await app.keyboard.press('Escape');
    await expect(compare).toBeHidden();
  });
  repo.remove();
});

test('drafting again under a vote names it, asks for the reason, and amends in one step', async ({
  folder,
  shell,
}) => {
  const repo = makeRepository({ name: 'payments' });
  repo.commit(
    { files: { 'a.txt': '1' }, tag: 'v1.0.0' },
    { message: 'feat: take cards PAY-7 (#31)', files: { 'a.txt': '2' }, tag: 'v1.1.0-rc.1' },
    { message: 'fix: refuse expired cards', files: { 'a.txt': '3' }, tag: 'v1.1.0-rc.2' },
  );
  await seedVotedDraft(folder, repo.root);
  const page = await shell.open();
  await page.goto(new URL('/change/CHG-A1', page.url()).href);
  await ready(page);
  await menu(page, 'Draft from code again');
  const draft = page.getByRole('dialog', { name: /^Draft CHG-A1 from code/ });
  await draft.getByLabel('To, included').fill('v1.1.0-rc.2');
  await draft.getByRole('button', { name: 'Show what would change' }).click();
  const amendment = draft.getByRole('region', { name: 'Amendment' });
  await expect(amendment.getByText('Quality assurance: Quinn Otte approved')).toBeVisible();
  const write = draft.getByRole('button', { name: 'Amend CHG-A1 with the draft' });
  await expect(write).toBeDisabled();
  await noFaults(page, '[role="dialog"]');
  await amendment.getByLabel('Reason of the amendment').fill('The second candidate');
  await write.click();
  await expect(draft).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Description', exact: true })).toHaveValue(/2 commits/);
  await expect(
    page.getByRole('region', { name: 'Approvals' }).getByText('stale', { exact: true }),
  ).toHaveCount(1);
  repo.remove();
});

test('a standard change is proposed, a ticket starts from it and from a copy, and the proposer cannot approve it', async ({
  app,
}) => {
  await startEmpty(app);
  await app.getByRole('link', { name: 'Changes', exact: true }).first().click();
  await app.getByRole('link', { name: 'Templates', exact: true }).click();
  await expect(app.getByText('No templates yet')).toBeVisible();
  await noFaults(app, 'main');
  await app.getByText('Standard changes', { exact: true }).click();
  await app.getByRole('button', { name: 'Standard change', exact: true }).click();
  const form = app.getByRole('dialog', { name: 'New standard change' });
  await form.getByLabel('Name').fill('Restart checkout');
  await form.getByLabel('Short description').fill('Restart checkout in production');
  await form.getByRole('button', { name: 'Add a deployment step' }).click();
  await form.getByRole('textbox', { name: 'deployment step 1', exact: true }).fill('Restart node 1');
  await form.getByRole('textbox', { name: 'Minutes of deployment step 1' }).fill('10');
  await form.getByRole('textbox', { name: 'Planned outage, minutes' }).fill('0');
  const undone = app.getByRole('radiogroup', { name: 'Can it be undone?' });
  await undone.getByText('Yes, as written down').click();
  await form.getByLabel('Title').fill('Runbook');
  await form.getByLabel('Address').fill('https://example.com/restart');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await noFaults(app, '[role="dialog"]');
  await form.getByRole('button', { name: 'Propose it' }).click();
  await expect(app.getByText('Proposed by Rosa Ruiz')).toBeVisible();

  await app.getByRole('button', { name: 'Approve Restart checkout' }).click();
  const approve = app.getByRole('dialog', { name: 'Approve: Restart checkout' });
  await approve.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(approve.getByRole('alert')).toContainText('proposed by the same person');
  await approve.getByRole('button', { name: 'Cancel' }).click();

  await app.getByRole('button', { name: 'Start a change from Restart checkout' }).click();
  await expect(app.getByRole('heading', { level: 1, name: 'Restart checkout in production' })).toBeVisible();
  await expect(app.getByText('catalogue entry Restart checkout', { exact: true })).toBeVisible();
  await expect(app.getByRole('textbox', { name: 'deployment step 1', exact: true })).toHaveValue(
    'Restart node 1',
  );
  await expect(app.getByRole('textbox', { name: 'Planned outage, minutes' })).toHaveValue('0');
  await expect(undone.getByRole('radio', { name: 'Yes, as written down' })).toBeChecked();
  await expect(app.getByRole('button', { name: 'Remove the link to Runbook' })).toBeVisible();

  const dialog = await newChange(app);
  await dialog.getByText('Earlier change', { exact: true }).first().click();
  await dialog.getByLabel('Find the earlier change').fill('checkout');
  await dialog.getByRole('combobox', { name: 'Earlier change' }).click();
  await app.getByRole('option', { name: /^CHG-A1 Restart checkout/ }).click();
  await noFaults(app, '[role="dialog"]');
  await dialog.getByRole('button', { name: 'Create and open' }).click();
  await expect(app.getByText('drafted from CHG-A1', { exact: true })).toBeVisible();
});
