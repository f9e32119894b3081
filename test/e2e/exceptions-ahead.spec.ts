import { expect } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { openWorkspace } from '#test/support/workspace.ts';

const ZONE = 'Europe/Berlin';
const today = Temporal.Now.plainDateISO(ZONE);
const monday = today.add({ days: 15 - today.dayOfWeek });
const day = (n: number) => monday.add({ days: n }).toString();
const [tuesday, wednesday, thursday] = [day(1), day(2), day(3)];
const at = (date: string, time: string) => ({ local: `${date}T${time}`, zone: ZONE });
const spoken = (date: string) => `${Number(date.slice(8))} [A-Z][a-z]{2}`;

/** A scheduled ticket on the Tuesday, a hard freeze over the Wednesday, and somebody who may decide. */
async function seed(folder: string): Promise<void> {
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => {} } });
  const client = work.client();
  await work.create();
  const { id: ana } = await client.people.add({ name: 'Ana Meier', roles: ['approver'] });
  await client.people.add({ name: 'Tom Okafor' });
  await client.calendar.addWindow({
    name: 'Quarter reporting',
    kind: 'deny',
    hard: true,
    zone: ZONE,
    startLocal: at(wednesday, '12:00').local,
    endLocal: at(thursday, '06:00').local,
    rrule: '',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
  });
  const change = await client.changes.create({
    title: 'Rotate card-vault keys',
    description: 'The keys expire.',
    type: 'standard',
    assigneeId: ana,
    plannedStart: at(tuesday, '22:00'),
    plannedEnd: at(tuesday, '23:30'),
  });
  await client.changes.transition({ ids: [change.id], to: 'Scheduled' });
  await work.close();
}

test('a scheduled change waits in its place for the exception that was asked for ahead, and moves there once it is approved', async ({
  folder,
  shell,
}) => {
  await seed(folder);
  const page = await shell.open();
  await page.goto(new URL('/calendar', page.url()).href);
  await ready(page);
  const cell = page.locator(`main [data-date="${tuesday}"]`);
  await expect(page.locator('main [data-date]').first()).toBeVisible();
  if ((await cell.count()) === 0) await page.keyboard.press('PageDown');
  const mark = page.locator('a[data-booking]', { hasText: 'Rotate card-vault keys' });
  const card = page.getByTestId('moving').getByRole('dialog');
  const stands = (date: string) =>
    expect(mark).toHaveAttribute('title', new RegExp(`${spoken(date)}, 22:00 to 23:30`));

  await test.step('dropped in the freeze it asks, goes back and says what waits for whom', async () => {
    await expect(cell).toBeVisible();
    await mark.focus();
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Control+ArrowRight');
    await expect(card).toContainText('In a freeze, hard rule');
    await page.keyboard.press('Enter');
    await card.getByRole('button', { name: 'Ask for exception' }).click();
    await expect(card).toContainText(/stays where it is/);
    await card.getByLabel('Why the rule should not hold here').fill('The keys expire on Thursday.');
    await card.getByRole('button', { name: 'Ask for exception' }).click();
    await expect(
      page.getByText(/Its exception for .*22:00 waits for a decision by somebody else than/),
    ).toBeVisible();
    await expect(card).toHaveCount(0);
    await stands(tuesday);
  });

  await test.step('dropped there again it says that it waits, and offers no second request', async () => {
    await mark.focus();
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('Enter');
    await expect(card).toContainText(/An exception for this time waits for a decision/);
    await expect(card.getByRole('button', { name: 'Ask for exception' })).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('its own screen lists it for that time; approved, it moves there with a reason', async () => {
    await mark.click();
    const ahead = page.getByRole('list', { name: 'Exceptions for another time' });
    await expect(page.getByText('No conflict where it is planned.')).toBeVisible();
    await expect(ahead).toContainText(
      new RegExp(`Exception for .*${spoken(wednesday)}, 22:00, waits for a decision`),
    );
    await expect(ahead.getByRole('button', { name: 'Move there' })).toHaveCount(0);
    await ahead.getByRole('button', { name: 'Decide' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(new RegExp(`For .*${spoken(wednesday)}, 22:00`));
    await dialog.getByRole('combobox', { name: 'Who decided' }).click();
    await page.getByRole('option', { name: 'Tom Okafor' }).click();
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await expect(ahead).toContainText('22:00, approved');
    await ahead.getByRole('button', { name: 'Move there' }).click();
    const go = dialog.getByRole('button', { name: 'Move there' });
    await expect(dialog).toContainText('Exception approved');
    await expect(go).toBeDisabled();
    await dialog.getByLabel('Reason').fill('Finance agreed.');
    await go.click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(/Exception approved by Tom Okafor until/)).toBeVisible();
    await expect(ahead).toHaveCount(0);
    await page.goBack();
    await stands(wednesday);
  });
});
