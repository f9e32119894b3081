import { expect, type Page } from '@playwright/test';
import { isAccessible } from '#test/support/accessibility.ts';
import { loadSample } from '#test/support/first-steps.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

const approvals = (page: Page) => page.getByRole('region', { name: 'Approvals' });
const recordFor = (page: Page, stage: string) =>
  page.getByRole('button', { name: `Record for somebody: ${stage}` });

/** Records a decision on behalf of whoever is offered first. */
async function record(page: Page, stage: string, decision?: string, comment?: string): Promise<void> {
  await recordFor(page, stage).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Record' })).toBeDisabled();
  if (decision) await dialog.getByText(decision, { exact: true }).click();
  await dialog.getByLabel('Evidence').fill('Mail of Monday, "Agreed"');
  if (comment) await dialog.getByLabel(/^Comment/).fill(comment);
  await dialog.getByRole('button', { name: 'Record' }).click();
  await expect(dialog).toHaveCount(0);
}

test('a ticket is approved on behalf, amended with its stale votes named, and sent back to New', async ({
  app,
}) => {
  test.setTimeout(180_000);
  await loadSample(app);
  await app.goto(new URL('/changes', app.url()).href);
  await ready(app);
  await app.keyboard.press('c');
  await app
    .getByRole('dialog')
    .getByLabel('Short description')
    .fill('Serve fees of cards from config-service');
  await app.getByRole('dialog').getByRole('button', { name: 'Create and open' }).click();
  await app.waitForURL(/\/change\//);
  const description = app.getByRole('textbox', { name: 'Description', exact: true });
  await description.fill('Fees move from code to configuration.');
  await description.press('Tab');
  await expect(app.getByText(/saved \d\d:\d\d:\d\d/)).toBeVisible();

  await test.step('it is submitted, and its stages say who is waited for', async () => {
    await app.getByRole('button', { name: 'Submit for assessment' }).click();
    await app.getByRole('dialog').getByRole('button', { name: 'Submit for assessment' }).click();
    await expect(approvals(app).getByText(/^Waits for one of .*M\. Kovac/)).toBeVisible();
  });

  await test.step('the next move lists what is missing and cannot be made', async () => {
    await app.getByRole('button', { name: 'Send for authorisation' }).click();
    const dialog = app.getByRole('dialog');
    await expect(dialog.getByText(/Quality assurance: Waits for/)).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Send for authorisation' })).toBeDisabled();
    await isAccessible(app);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('decisions are recorded for others with their evidence', async () => {
    await record(app, 'Initial review');
    await record(app, 'Quality assurance');
    await expect(approvals(app).getByText(/^Approved by .* by mail, recorded by R\. Ruiz\.$/)).toHaveCount(2);
  });

  await test.step('an amendment names the votes, survives a reload, and is applied whole', async () => {
    await app.getByRole('button', { name: 'Amend', exact: true }).click();
    await description.fill('Fees and limits move from code to configuration.');
    const bar = app.getByRole('region', { name: 'Amendment' });
    await expect(bar.getByText('2 votes will not count any more')).toBeVisible();
    await app.reload();
    await ready(app);
    await expect(description).toHaveValue('Fees and limits move from code to configuration.');
    await expect(bar.getByText('2 votes will not count any more')).toBeVisible();
    await isAccessible(app);
    await bar.getByLabel('Reason of the amendment').fill('Limits belong to it');
    await bar.getByRole('button', { name: 'Apply amendment' }).click();
    await expect(bar).toHaveCount(0);
    await expect(approvals(app).getByText('stale', { exact: true })).toHaveCount(2);
  });

  await test.step('a send back takes it to New, and what was decided stays readable', async () => {
    await record(app, 'Initial review', 'Send back', 'The back-out is missing');
    await expect(app.getByRole('button', { name: 'Submit for assessment' })).toBeVisible();
    await expect(approvals(app).getByText('“The back-out is missing”')).toBeVisible();
    await expect(app.getByText('round 2', { exact: true })).toBeVisible();
  });
});
