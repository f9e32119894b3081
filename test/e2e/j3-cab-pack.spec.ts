import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { isAccessible } from '#test/support/accessibility.ts';
import { loadSample } from '#test/support/first-steps.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

/** Bytes of the document that a button saves. */
async function saved(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
}

const MEETING = 'Extra CAB';

/** Takes everything off the next agenda of the sample, so that another meeting may hear it. */
async function clearNextAgenda(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'CAB', exact: true }).first().click();
  await page.getByRole('link', { name: 'Weekly CAB' }).first().click();
  const take = page.getByRole('button', { name: /^Take .* off the agenda$/ });
  await expect(take.first()).toBeVisible();
  for (let left = await take.count(); left > 0; left--) {
    await take.first().click();
    await expect(take).toHaveCount(left - 1);
  }
}

/** Calls a meeting of the board for tomorrow, with a chair, two more members and a quorum of two. */
async function callMeeting(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'CAB', exact: true }).first().click();
  await page.getByRole('button', { name: 'Call a meeting' }).click();
  const dialog = page.getByRole('dialog', { name: 'Call a CAB meeting' });
  await dialog.getByLabel('Name').fill(MEETING);
  await dialog.getByRole('combobox', { name: 'Chair' }).click();
  await page.getByRole('option', { name: 'Beatrix Aalto' }).click();
  await dialog.getByRole('combobox', { name: 'Members' }).click();
  for (const name of ['Oskar Weiss', 'Priya Raman']) await page.getByRole('option', { name }).click();
  await page.keyboard.press('Tab');
  await dialog.getByLabel('Quorum').fill('2');
  await dialog.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name: MEETING }).click();
  await expect(page.getByRole('heading', { level: 1, name: MEETING })).toBeVisible();
}

/** Records what an outcome's dialog asks for. Whoever asked for a change, or carries it out, is refused by name; then it is the next one's word. */
async function record(page: Page, button: string, decided: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (const name of ['Beatrix Aalto', 'Oskar Weiss', 'Priya Raman']) {
    await dialog.getByRole('combobox', { name: 'Whose word it is' }).click();
    await page.getByRole('option', { name }).click();
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await expect(
      dialog.getByRole('alert').filter({ hasText: name }).or(page.getByText(decided)),
    ).toBeVisible();
    if (!(await dialog.isVisible())) break;
  }
  await expect(dialog).toBeHidden();
  await expect(page.getByText(decided)).toBeVisible();
}

test('J3 CAB pack: submitted changes to a frozen pack in four formats, decided on, and held against the ticket later', async ({
  app,
}) => {
  test.setTimeout(240_000);
  await loadSample(app);
  await clearNextAgenda(app);
  await callMeeting(app);
  const ref = new URL(app.url()).pathname.replace('/cab/', '');
  await app.getByRole('button', { name: 'Fill by rule' }).click();
  const agenda = app.getByRole('list', { name: 'Agenda', exact: true });
  const items = agenda.getByRole('listitem');
  await expect(items.nth(2)).toBeVisible();
  const count = await items.count();
  const decided = (n: number) => `${n} of ${count} decided`;
  const titles = await agenda.getByRole('link').allTextContents();
  const refs = await items.locator('.ref').allTextContents();
  const open = async (at: number) => {
    await app.goto(new URL(`/change/${refs[at]}`, app.url()).href);
    await ready(app);
  };
  const approvals = app.getByRole('region', { name: 'Approvals' });

  await test.step('the agenda is frozen as pack 1, under a title that is suggested', async () => {
    await app.getByRole('button', { name: 'Freeze a pack' }).click();
    const dialog = app.getByRole('dialog', { name: `Freeze a pack for ${ref}` });
    await expect(dialog.getByLabel('Title on the cover')).toHaveValue(/ changes for \w+$/);
    const title = await dialog.getByLabel('Title on the cover').inputValue();
    await dialog.getByRole('button', { name: 'Freeze', exact: true }).click();
    await expect(dialog).toBeHidden({ timeout: 60_000 });
    await expect(app.getByText('Pack 1', { exact: true })).toBeVisible();
    await expect(app.getByText(title, { exact: true })).toBeVisible();
    await expect(app.getByText(/^PDF [\d.,]+ [kM]?i?B, Word /)).toBeVisible();
    await isAccessible(app);
  });

  let pdf: Buffer = Buffer.alloc(0);
  await test.step('each of its four documents can be saved', async () => {
    pdf = await saved(app, 'PDF of pack 1');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await saved(app, 'Word of pack 1')).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    for (const button of ['HTML of pack 1', 'Markdown of pack 1'])
      expect((await saved(app, button)).toString()).toContain(titles[0]);
  });

  await test.step('the meeting is held with the keyboard: with a condition, deferred, rejected', async () => {
    const dialog = app.getByRole('dialog');
    await app.getByRole('link', { name: 'Hold the meeting' }).click();
    await app.getByRole('button', { name: 'Start the meeting' }).click();
    for (const name of [/chair/, 'Priya Raman']) {
      await app.getByRole('checkbox', { name }).click();
      await expect(app.getByRole('checkbox', { name })).toBeChecked();
    }
    await expect(app.getByText(/2 of 3 here/)).toBeVisible();
    await app.keyboard.press('c');
    await dialog.getByLabel('Conditions, one on each line').fill('A person of the vendor is on call');
    await record(app, 'Approve with conditions', decided(1));
    await app.keyboard.press('d');
    await dialog.getByLabel('Why').fill('The back-out was not tried');
    await expect(dialog.getByRole('combobox', { name: 'Comes up again at' })).toHaveValue(/Weekly CAB/);
    await record(app, 'Defer', decided(2));
    await app.keyboard.press('r');
    await dialog.getByLabel('Why').fill('Not in December');
    await record(app, 'Reject', decided(3));
  });

  await test.step('each ticket says what was decided, and at which meeting it was recorded', async () => {
    for (const [at, words] of [
      [0, 'A person of the vendor is on call'],
      [1, 'The back-out was not tried'],
      [2, 'Not in December'],
    ] as const) {
      await open(at);
      await expect(approvals.getByText(`meeting: ${ref}`).first()).toBeVisible();
      await expect(approvals.getByText(words).first()).toBeVisible();
    }
  });

  await test.step('what is amended after the approval is named, then and now', async () => {
    await open(0);
    const differs = app.getByRole('region', { name: 'Since it was approved' });
    await expect(app.getByRole('button', { name: 'Amend', exact: true })).toBeVisible();
    await expect(differs).toHaveCount(0);
    await app.getByRole('button', { name: 'Amend', exact: true }).click();
    await app
      .getByRole('textbox', { name: 'Description', exact: true })
      .fill('Another thing than was shown to the board.');
    await app.getByLabel('Reason of the amendment').fill('The vendor changed its plan');
    await app.getByRole('button', { name: 'Apply amendment' }).click();
    await expect(differs).toContainText(`Differs from what ${ref} approved (pack 1): description`);
    await differs.getByRole('button', { name: 'Then and now' }).click();
    await expect(
      differs.getByRole('cell', { name: 'Another thing than was shown to the board.' }),
    ).toBeVisible();
    await isAccessible(app);
    await differs.getByRole('link', { name: ref }).click();
  });

  await test.step('the pack stays what the board saw: made again, it has the same bytes', async () => {
    await app.getByRole('button', { name: 'Make again and compare: pack 1' }).click();
    await expect(app.getByText(/all 4 documents are the same, byte for byte/)).toBeVisible({
      timeout: 60_000,
    });
    expect((await saved(app, 'PDF of pack 1')).equals(pdf)).toBe(true);
    await isAccessible(app);
  });
});
