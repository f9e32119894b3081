import { expect, type Page } from '@playwright/test';
import { isAccessible, overflow, violations, violationsIn } from '#test/support/accessibility.ts';
import { loadSample } from '#test/support/first-steps.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

test('an agenda is filled by its rule, and the meeting is held with the keyboard', async ({ app }) => {
  test.setTimeout(180_000);
  await loadSample(app);
  await app.getByRole('link', { name: 'CAB', exact: true }).first().click();
  await app.getByRole('link', { name: 'Weekly CAB' }).first().click();
  const agenda = app.getByRole('list', { name: 'Agenda', exact: true });
  await test.step('one click fills the agenda with what is not on it, and again doubles nothing', async () => {
    await expect(agenda.getByRole('listitem')).toHaveCount(4);
    await agenda
      .getByRole('button', { name: /^Take .* off the agenda$/ })
      .first()
      .click();
    await expect(agenda.getByRole('listitem')).toHaveCount(3);
    await app.getByRole('button', { name: 'Fill by rule' }).click();
    await expect(agenda.getByRole('listitem')).toHaveCount(4);
    await app.getByRole('button', { name: 'Fill by rule' }).click();
    await expect(app.getByText('Nothing was added.')).toBeVisible();
    await expect(agenda.getByRole('listitem')).toHaveCount(4);
    const second = await agenda.getByRole('listitem').nth(1).locator('.ref').first().textContent();
    await agenda.getByRole('listitem').nth(1).getByRole('button', { name: /up/i }).click();
    await expect(agenda.getByRole('listitem').first()).toContainText(second ?? 'no reference');
    await isAccessible(app);
  });

  await test.step('the board is there, and the meeting begins', async () => {
    await app.getByRole('link', { name: 'Hold the meeting' }).click();
    await app.getByRole('button', { name: 'Start the meeting' }).click();
    for (const name of [/chair/, 'Priya Raman']) {
      await app.getByRole('checkbox', { name }).click();
      await expect(app.getByRole('checkbox', { name })).toBeChecked();
    }
    await expect(app.getByText(/2 of 3 here/)).toBeVisible();
    await isAccessible(app);
  });

  const dialog = app.getByRole('dialog');
  const decided = (n: number) => app.getByText(`${n} of 4 decided`);
  let count = 0;
  /** Whoever carries a change out, or asked for it, is refused by name; then it is the next member's word. */
  const record = async (button: string) => {
    const refusal = dialog.getByRole('alert');
    for (const name of ['Beatrix Aalto', 'Oskar Weiss', 'Priya Raman']) {
      await dialog.getByRole('combobox', { name: 'Whose word it is' }).click();
      await app.getByRole('option', { name }).click();
      await dialog.getByRole('button', { name: button, exact: true }).click();
      await expect(refusal.filter({ hasText: name }).or(decided(count + 1))).toBeVisible();
      if (!(await dialog.isVisible())) break;
    }
    count += 1;
    await expect(dialog).toBeHidden();
  };
  await test.step('keys record what the board advises, each on the record of its ticket', async () => {
    await app.keyboard.press('a');
    await record('Approve');
    await app.keyboard.press('c');
    await dialog.getByLabel('Conditions, one on each line').fill('A person of the vendor is on call');
    await record('Approve with conditions');
    await app.keyboard.press('d');
    await dialog.getByLabel('Why').fill('The back-out was not tried');
    await record('Defer');
    await app.keyboard.press('r');
    await dialog.getByLabel('Why').fill('Not in December');
    await record('Reject');
    await expect(decided(4)).toBeVisible();
    await isAccessible(app);
    await app.getByRole('button', { name: 'End the meeting' }).click();
    await expect(app.getByText(/ended at \d\d:\d\d/)).toBeVisible();
  });
});

/** Opens the next meeting that is listed; answers with its reference. */
async function openNext(page: Page): Promise<string> {
  await page.goto(new URL('/cab', page.url()).href);
  await page.getByRole('link', { name: 'Weekly CAB' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Weekly CAB' })).toBeVisible();
  return new URL(page.url()).pathname.replace('/cab/', '');
}

test('nobody present bars an outcome, too few are on record with it, and the minutes are kept', async ({
  app,
}) => {
  await loadSample(app);
  const ref = await openNext(app);
  await app.getByRole('button', { name: 'Fill by rule' }).click();
  const items = app.getByRole('list', { name: 'Agenda' }).getByRole('listitem');
  await expect(items.first()).toBeVisible();
  const count = await items.count();
  expect(count).toBeGreaterThan(1);
  const second = (await items.nth(1).locator('.ref').textContent()) ?? '';
  await app.getByRole('button', { name: `Move ${second} up` }).click();
  await expect(items.first().locator('.ref')).toHaveText(second);

  await app.getByRole('link', { name: 'Hold the meeting' }).click();
  await app.getByRole('button', { name: 'Start the meeting' }).click();
  await expect(app.getByText('left, until')).toBeVisible();
  await app.locator('body').press('a');
  await app.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await expect(app.getByRole('alert')).toContainText('Nobody is marked as present');
  await app.keyboard.press('Escape');
  await expect(app.getByRole('dialog')).toHaveCount(0);
  await app.getByRole('checkbox', { name: /chair/ }).click();
  await expect(app.getByText('No quorum: 1 of 2 present.').first()).toBeVisible();

  await app.getByRole('button', { name: /Reject/ }).click();
  const dialog = app.getByRole('dialog');
  await expect(dialog).toContainText('without quorum, 1 of 2');
  await dialog.getByLabel('Why').fill('The back-out was never tried');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(app.getByText(`1 of ${count} decided`)).toBeVisible();

  await app
    .getByRole('textbox', { name: 'Minutes' })
    .fill('Welcome, **apologies** from nobody.\n\n- First point');
  await expect(app.getByText(/^Saved/)).toBeVisible();
  await app.getByRole('button', { name: 'End the meeting' }).click();
  await expect(app.getByRole('heading', { level: 2, name: /not decided/ })).toBeVisible();
  await app.getByRole('link', { name: 'Leave' }).click();
  await expect(app).toHaveURL(new RegExp(`/cab/${ref}$`));
  await expect(app.getByText('The back-out was never tried')).toBeVisible();
  const side = app.getByRole('complementary', { name: 'Board and minutes' });
  await expect(side.getByRole('listitem').filter({ hasText: /^First point$/ })).toBeVisible();
  await expect(side.getByText('apologies', { exact: true })).toHaveCSS('font-weight', /^[67]00$/);
  await side.getByRole('button', { name: 'Change the minutes' }).click();
  await expect(side.getByRole('textbox', { name: 'Minutes' })).toHaveValue(/\*\*apologies\*\*/);
});

for (const theme of ['Light', 'Dark']) {
  test(`the meeting and its agenda keep WCAG 2.2 AA in ${theme.toLowerCase()} and at 200 %`, async ({
    app,
  }) => {
    await loadSample(app);
    await app.goto(new URL('/settings', app.url()).href);
    await app.getByRole('radiogroup', { name: 'Theme' }).getByText(theme, { exact: true }).click();
    const ref = await openNext(app);
    await app.getByRole('button', { name: 'Fill by rule' }).click();
    await expect(app.getByRole('list', { name: 'Agenda' })).toBeVisible();
    for (const path of [`/cab/${ref}`, `/cab/${ref}/meet`]) {
      await app.setViewportSize({ width: 1440, height: 900 });
      await app.goto(new URL(path, app.url()).href);
      await ready(app);
      await expect(app.getByRole('heading', { level: 1 })).toContainText('Weekly CAB');
      expect(await violationsIn(theme, app), path).toEqual([]);
      await app.setViewportSize({ width: 720, height: 450 });
      expect(await overflow(app), path).toBeLessThanOrEqual(0);
    }
    expect(await keysCover(app), 'the keys cover the item').toBe(false);
  });
}

/** Whether the bar of keys lies over the item under discussion. */
async function keysCover(page: Page): Promise<boolean> {
  const keys = await page.locator('footer').last().boundingBox();
  const item = await page.locator('article').first().boundingBox();
  if (!keys || !item) throw new Error('the meeting shows no item or no keys');
  return keys.y < item.y + item.height && item.y < keys.y + keys.height;
}

test('a selection of the table is put on an agenda, what stands there already is left out by name, and a meeting that is not there says so', async ({
  app,
}) => {
  await loadSample(app);
  await app.goto(new URL('/changes', app.url()).href);
  await ready(app);
  const add = async (refs: readonly string[]) => {
    for (const ref of refs) await app.getByRole('checkbox', { name: `Select ${ref}` }).click();
    await app.getByRole('button', { name: 'Add to CAB agenda' }).click();
    const dialog = app.getByRole('dialog', { name: /to a CAB agenda$/ });
    await dialog.getByRole('combobox', { name: 'Meeting' }).click();
    await app.getByRole('option', { name: /^CAB-A5/ }).click();
    expect(await violations(app, '[role="dialog"]')).toEqual([]);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    return dialog;
  };
  const first = await add(['CHG-A27']);
  await expect(first).toContainText('1 item added.');
  await first.getByRole('button', { name: 'Close' }).last().click();
  const again = await add(['CHG-A28']);
  await expect(again).toContainText('1 item added, 1 change left out.');
  await expect(again.getByRole('listitem')).toContainText('CHG-A27');
  await again.getByRole('link', { name: 'Open CAB-A5' }).click();
  await expect(app.getByRole('list', { name: 'Agenda', exact: true }).getByRole('listitem')).toHaveCount(6);
  await app.goto(new URL('/cab/CAB-A99', app.url()).href);
  await ready(app);
  await expect(app.getByText('No meeting CAB-A99')).toBeVisible();
  await expect(app.getByRole('link', { name: 'All meetings' })).toBeVisible();
});

test('a meeting that is called off gives its agenda to another, and the list of past ones is there', async ({
  app,
}) => {
  await loadSample(app);
  await app.getByRole('link', { name: 'CAB', exact: true }).first().click();
  await app.getByRole('link', { name: 'Weekly CAB' }).first().click();
  await app.getByRole('button', { name: 'Fill by rule' }).click();
  const agenda = app.getByRole('list', { name: 'Agenda', exact: true });
  await expect(agenda.getByRole('listitem').nth(1)).toBeVisible();
  const before = await agenda.getByRole('listitem').count();
  const search = app.getByRole('combobox', { name: 'Add a change or release' });
  await search.fill('Payments 4.8.0');
  await app.getByRole('option', { name: /^REL-\w+ Payments 4\.8\.0/ }).click();
  await expect(agenda.getByRole('listitem')).toHaveCount(before + 1);
  await isAccessible(app);
  await search.fill('Payments 4.8.0');
  await app.getByRole('option', { name: /^REL-\w+ Payments 4\.8\.0/ }).click();
  await expect(app.getByRole('status').filter({ hasText: 'Nothing was added' })).toContainText(
    'Payments 4.8.0',
  );
  const count = before + 1;
  const ref = new URL(app.url()).pathname.replace('/cab/', '');
  await app.goto(new URL('/cab', app.url()).href);
  await ready(app);
  await expect(app.getByRole('heading', { name: 'Past meetings' })).toBeVisible();
  await app.getByRole('button', { name: `Call off ${ref}` }).click();
  const dialog = app.getByRole('dialog', { name: `Call off ${ref}` });
  await expect(dialog).toContainText(`Its agenda of ${count} items waits for another meeting.`);
  await dialog.getByRole('combobox', { name: 'Move its agenda to' }).click();
  await app
    .getByRole('option', { name: /Weekly CAB/ })
    .first()
    .click();
  await expect(dialog).toContainText('goes to the end of the meeting below');
  await isAccessible(app);
  await dialog.getByRole('button', { name: 'Call off' }).click();
  await expect(app.getByText(`${ref} was called off, ${count} items moved to another meeting`)).toBeVisible();
  await expect(app.getByRole('button', { name: `Call off ${ref}` })).toHaveCount(0);
  await app.getByRole('link', { name: 'Weekly CAB' }).first().click();
  await expect(agenda.getByRole('listitem')).toHaveCount(count);
});
