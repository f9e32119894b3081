import { expect, type Page } from '@playwright/test';
import { violations } from '#test/support/accessibility.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { openWorkspace } from '#test/support/workspace.ts';

/** A board of one, a normal change before it and an emergency, both in Authorize. */
async function seed(folder: string): Promise<void> {
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => {} } });
  const client = work.client();
  await work.create();
  await client.people.add({ name: 'Ana Meier', roles: ['approver'] });
  const { id: decidedBy } = await client.people.add({ name: 'Quinn Otte', roles: ['QA'] });
  const normal = await client.changes.create({ title: 'Renew the certificate', description: 'It ends.' });
  await client.changes.transition({ ids: [normal.id], to: 'Assess' });
  const evidence = { kind: 'mail' as const, text: 'Mail of Monday' };
  const subject = { kind: 'change' as const, id: normal.id };
  await client.approvals.decide({ subject, stageId: 'quality', verdict: 'approve', decidedBy, evidence });
  await client.changes.transition({ ids: [normal.id], to: 'Authorize' });
  const urgent = await client.changes.create({
    title: 'Patch the gateway',
    description: 'Cards are down.',
    type: 'emergency',
  });
  await client.changes.transition({ ids: [urgent.id], to: 'Authorize' });
  await work.close();
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await ready(page);
}

async function noFaults(page: Page): Promise<void> {
  expect(await violations(page, '[role="dialog"]')).toEqual([]);
}

test('conditions, a retrospective approval, a delegate and an unauthorised change each have a dialog that works', async ({
  folder,
  shell,
}) => {
  await seed(folder);
  const page = await shell.open();
  const dialog = page.getByRole('dialog');
  const approvals = page.getByRole('region', { name: 'Approvals' });

  await test.step('a condition is put, edited while it is open, met, and opened again', async () => {
    await open(page, '/change/CHG-A1');
    await page.getByRole('button', { name: 'Record for somebody: CAB' }).click();
    await dialog.getByLabel('Evidence').fill('Call of Monday');
    await dialog.getByLabel('Conditions, one on each line').fill('Tell the data center');
    await noFaults(page);
    await dialog.getByRole('button', { name: 'Record' }).click();
    const condition = approvals.getByRole('list', { name: 'Conditions' }).getByRole('listitem');
    await expect(condition).toContainText('open');
    await condition.getByRole('button', { name: /^Edit/ }).click();
    await expect(dialog.getByLabel('Condition')).toHaveValue('Tell the data center');
    await dialog.getByLabel('Condition').fill('');
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await dialog.getByLabel('Condition').fill('Tell the data centre by Friday');
    await noFaults(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(condition).toContainText('Tell the data centre by Friday');
    await condition.getByRole('button', { name: /^Mark as met/ }).click();
    await dialog.getByLabel(/^Reason/).fill('Told on Monday');
    await dialog.getByRole('button', { name: 'Mark as met' }).click();
    await expect(condition).toContainText('Rosa Ruiz');
    await expect(condition.getByRole('button', { name: /^Edit/ })).toHaveCount(0);
    await condition.getByRole('button', { name: /^Open again/ }).click();
    await expect(dialog.getByRole('button', { name: 'Open again' })).toBeDisabled();
    await dialog.getByLabel('Reason').fill('Nobody there knew');
    await dialog.getByRole('button', { name: 'Open again' }).click();
    await expect(condition.getByRole('button', { name: /^Edit/ })).toBeVisible();
  });

  await test.step('an emergency goes ahead with a reason and owes its approval', async () => {
    await open(page, '/change/CHG-A2');
    await page.getByRole('button', { name: 'Authorise and schedule' }).click();
    const go = dialog.getByRole('button', { name: 'Authorise and schedule' });
    await expect(go).toBeDisabled();
    await dialog.getByLabel('Reason').fill('Cards are down');
    await noFaults(page);
    await go.click();
    await expect(approvals).toContainText('The approval is owed until');
  });

  await test.step('a delegate is named in the dialog of a person', async () => {
    await open(page, '/settings');
    await page.getByRole('button', { name: 'Edit Ana Meier' }).click();
    await dialog.getByRole('combobox', { name: 'Delegate' }).click();
    await page.getByRole('option', { name: 'Quinn Otte' }).click();
    await noFaults(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole('button', { name: 'Edit Ana Meier' }).click();
    await expect(dialog.getByRole('combobox', { name: 'Delegate' })).toHaveValue('Quinn Otte');
    await page.keyboard.press('Escape');
  });

  await test.step('a change that nobody authorised is recorded as an emergency in Review', async () => {
    await open(page, '/changes');
    await page.getByRole('button', { name: 'Change', exact: true }).first().click();
    await dialog.getByRole('button', { name: 'Record an unauthorised change' }).click();
    const record = dialog.getByRole('button', { name: 'Record and open' });
    await dialog.getByLabel('What was changed').fill('Restarted the gateway by hand');
    await expect(record).toBeDisabled();
    await dialog.getByLabel('How it came to light').fill('The log of Tuesday');
    await noFaults(page);
    await record.click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Restarted the gateway by hand' }),
    ).toBeVisible();
    await expect(page.getByText('unauthorised', { exact: true })).toBeVisible();
    await expect(
      page.getByRole('banner').or(page.locator('header')).getByText('Review').first(),
    ).toBeVisible();
  });
});
