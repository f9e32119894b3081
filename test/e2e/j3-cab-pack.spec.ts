import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from '#test/support/slipway-test.ts';

async function loadSample(page: Page): Promise<void> {
  await page.getByLabel('Name of the workspace').fill('Larkspur Bank');
  await page.getByLabel('Who operates').fill('Rosa Ruiz');
  await page.getByRole('button', { name: 'Make the workspace' }).click();
  await page.getByRole('button', { name: 'Load the sample workspace' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('goes out');
}

async function isAccessible(page: Page): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${scheme} ${id} ${nodes[0]?.target}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Bytes of the document that a button saves. */
async function saved(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
}

test('J3 CAB pack: submitted changes to a frozen pack in four formats, decided on, and held against the ticket later', async ({
  app,
}) => {
  test.setTimeout(240_000);
  await loadSample(app);
  await app.getByRole('link', { name: 'CAB', exact: true }).first().click();
  await app.getByRole('link', { name: 'Weekly CAB' }).first().click();
  await app.getByRole('button', { name: 'Fill by rule' }).click();
  const agenda = app.getByRole('list', { name: 'Agenda', exact: true });
  await expect(agenda.getByRole('listitem')).toHaveCount(4);
  const first = agenda.getByRole('listitem').first().getByRole('link').first();
  const title = (await first.textContent()) ?? '';

  await test.step('the agenda is frozen as pack 1, with what to know named before', async () => {
    await app.getByRole('button', { name: 'Freeze a pack' }).click();
    const dialog = app.getByRole('dialog', { name: /^Freeze a pack for CAB-/ });
    await dialog.getByRole('button', { name: 'Freeze', exact: true }).click();
    await expect(dialog).toBeHidden({ timeout: 60_000 });
    await expect(app.getByText('Pack 1', { exact: true })).toBeVisible();
    await isAccessible(app);
  });

  await test.step('each document is the one that was made, and making it again gives the same bytes', async () => {
    const pdf = await saved(app, 'PDF of pack 1');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await saved(app, 'PDF of pack 1')).equals(pdf)).toBe(true);
    expect((await saved(app, 'Word of pack 1')).subarray(0, 2).toString()).toBe('PK');
    for (const button of ['HTML of pack 1', 'Markdown of pack 1'])
      expect((await saved(app, button)).toString()).toContain(title);
    await app.getByRole('button', { name: 'Make again and compare' }).click();
    await expect(app.getByText(/same bytes|byte for byte/i)).toBeVisible({ timeout: 60_000 });
  });

  const dialog = app.getByRole('dialog');
  await test.step('the board approves the first one, by a member who has no part in it', async () => {
    await app.getByRole('link', { name: 'Hold the meeting' }).click();
    await app.getByRole('button', { name: 'Start the meeting' }).click();
    for (const name of [/chair/, 'Priya Raman']) {
      await app.getByRole('checkbox', { name }).click();
      await expect(app.getByRole('checkbox', { name })).toBeChecked();
    }
    await app.keyboard.press('a');
    for (const name of ['Beatrix Aalto', 'Oskar Weiss', 'Priya Raman']) {
      await dialog.getByRole('combobox', { name: 'Whose word it is' }).click();
      await app.getByRole('option', { name }).click();
      await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
      await expect(
        dialog.getByRole('alert').filter({ hasText: name }).or(app.getByText('1 of 4 decided')),
      ).toBeVisible();
      if (!(await dialog.isVisible())) break;
    }
    await expect(app.getByText('1 of 4 decided')).toBeVisible();
  });

  await test.step('the ticket says where it was approved, and what was changed since', async () => {
    await app.getByRole('link', { name: 'Leave' }).click();
    await app.getByRole('list', { name: 'Agenda', exact: true }).getByRole('link').first().click();
    await app.waitForURL(/\/change\//);
    await expect(
      app
        .getByRole('region', { name: 'Approvals' })
        .getByText(/CAB-A\d/)
        .first(),
    ).toBeVisible();
    const differs = app.getByRole('region', { name: 'Since it was approved' });
    await expect(differs).toHaveCount(0);
    await app.getByRole('button', { name: 'Amend', exact: true }).click();
    await app
      .getByRole('textbox', { name: 'Description', exact: true })
      .fill('Another thing than was shown to the board.');
    await app.getByLabel('Reason of the amendment').fill('The vendor changed its plan');
    await app.getByRole('button', { name: 'Apply amendment' }).click();
    await expect(differs).toContainText(/Differs from what CAB-A\d approved \(pack 1\): Description/i);
    await differs.getByRole('button', { name: 'Then and now' }).click();
    await expect(
      differs.getByRole('cell', { name: 'Another thing than was shown to the board.' }),
    ).toBeVisible();
    await isAccessible(app);
  });
});
