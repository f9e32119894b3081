import { expect, type Locator, type Page } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { openWorkspace } from '#test/support/workspace.ts';

const ZONE = 'Europe/Berlin';

/** Tuesday, Wednesday and Thursday of the week after next: nights to work in, and a freeze over the Wednesday. */
function nights() {
  const today = Temporal.Now.plainDateISO(ZONE);
  const monday = today.add({ days: 15 - today.dayOfWeek });
  const day = (n: number) => monday.add({ days: n }).toString();
  return { tuesday: day(1), wednesday: day(2), thursday: day(3) };
}
const { tuesday, wednesday, thursday } = nights();
const at = (date: string, time: string) => ({ local: `${date}T${time}`, zone: ZONE });

/** Two tickets with one validator, written before the shell starts: its first screen is the workspace. */
async function seed(folder: string): Promise<void> {
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => {} } });
  const client = work.client();
  await work.create();
  const { id: ana } = await client.people.add({ name: 'Ana Meier', roles: ['approver'] });
  const { id: tom } = await client.people.add({ name: 'Tom Okafor' });
  const { id: serviceId } = await client.catalogue.addService({ name: 'Card vault', tier: 1, path: '' });
  const { id: otherId } = await client.catalogue.addService({ name: 'Audit', tier: 2, path: '' });
  const window = {
    hard: true,
    zone: ZONE,
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
  };
  await client.calendar.addWindow({
    ...window,
    name: 'Release nights',
    kind: 'allow',
    startLocal: at(tuesday, '22:00').local,
    endLocal: at(wednesday, '02:00').local,
    rrule: 'FREQ=WEEKLY;BYDAY=TU,WE,TH',
  });
  await client.calendar.addWindow({
    ...window,
    name: 'Quarter reporting',
    kind: 'deny',
    startLocal: at(wednesday, '12:00').local,
    endLocal: at(thursday, '06:00').local,
    rrule: '',
  });
  await client.changes.create({
    title: 'Rotate card-vault keys',
    serviceIds: [serviceId],
    assigneeId: ana,
    validatorId: tom,
    plannedStart: at(tuesday, '22:00'),
    plannedEnd: at(tuesday, '23:30'),
  });
  await client.changes.create({
    title: 'Vault audit patch',
    serviceIds: [otherId],
    validatorId: tom,
    plannedStart: at(wednesday, '22:00'),
    plannedEnd: at(wednesday, '22:30'),
  });
  await work.close();
}

/** The month that shows the tickets. */
async function openMonth(page: Page): Promise<Locator> {
  await page.goto(new URL('/calendar', page.url()).href);
  await ready(page);
  const cell = page.locator(`main [data-date="${tuesday}"]`);
  await expect(page.locator('main [data-date]').first()).toBeVisible();
  if ((await cell.count()) === 0) await page.keyboard.press('PageDown');
  await expect(cell).toBeVisible();
  return page.locator('a[data-booking]', { hasText: 'Rotate card-vault keys' });
}

/** Takes hold of the middle of a bar and carries it some px, without letting go. */
async function carry(page: Page, mark: Locator, by: { x: number; y: number }, hold = 0.5): Promise<void> {
  const bar = await mark.locator('[data-bar]').boundingBox();
  if (bar === null) throw new Error('The bar is not on screen');
  const from = { x: bar.x + bar.width * hold, y: bar.y + bar.height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2, { steps: 4 });
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 4 });
}

test('a change is carried over a freeze by hand and by keys; each conflict is named before it is let go', async ({
  folder,
  shell,
}) => {
  await seed(folder);
  const page = await shell.open();
  const mark = await openMonth(page);
  const card = page.getByTestId('moving').getByRole('dialog');
  const cell = await page.locator(`main [data-date="${tuesday}"]`).boundingBox();
  const day = cell?.width ?? 0;
  const when = (hours: string, date: string) =>
    expect(mark).toHaveAttribute('title', new RegExp(`${Number(date.slice(8))} [A-Z][a-z]{2}, ${hours}`));

  await test.step('while it is held over the Wednesday both conflicts stand there with their minutes', async () => {
    await carry(page, mark, { x: day, y: 6 });
    await expect(card).toContainText(/Cannot be scheduled on Wed/);
    await expect(card).toContainText(/In a freeze, hard rule\s*1 h 30 min/);
    await expect(card).toContainText(/Validator tentatively booked twice, soft rule\s*30 min/);
    await expect(card).toContainText(/Next free: Thu .*22:00 to 23:30/);
    await expect(page.getByTestId('moving')).toContainText('Free 22:00 to 23:30');
    await expect(mark).toContainText('moved from here');
  });

  await test.step('Esc puts it back and nothing was written; the click that follows opens nothing', async () => {
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(card).toHaveCount(0);
    await when('22:00 to 23:30', tuesday);
    await expect(page).toHaveURL(/calendar/);
  });

  await test.step('let go there, Enter takes the next free time; Undo takes it back', async () => {
    await carry(page, mark, { x: day, y: 0 });
    await expect(card).toContainText('In a freeze');
    await page.mouse.up();
    await expect(card.getByRole('button', { name: /^Move to/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await when('22:00 to 23:30', thursday);
    await page.getByRole('button', { name: 'Undo' }).click();
    await when('22:00 to 23:30', tuesday);
  });

  await test.step('keys: every step is spoken with its conflicts, and Esc gives the focus back', async () => {
    await mark.focus();
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Control+ArrowRight');
    const spoken = page.locator('[role="status"][aria-live="assertive"]');
    await expect(spoken).toContainText(/Wed .* 22:00 to 23:30 .*In a freeze, hard rule, 1 h 30 min/);
    await page.keyboard.press('Control+ArrowRight');
    await expect(spoken).toContainText(/Thu .* No conflict/);
    await page.keyboard.press('Escape');
    await expect(mark).toBeFocused();
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('+');
    await page.keyboard.press('Enter');
    await when('22:00 to 23:45', tuesday);
    await expect(mark).toBeFocused();
  });

  await test.step('in the day view its end is drawn', async () => {
    await page.locator(`button[data-day="${tuesday}"]`).focus();
    await page.keyboard.press('d');
    const bar = mark.locator('[data-bar]');
    await expect(bar).toBeVisible();
    const width = (await bar.boundingBox())?.width ?? 0;
    // 105 minutes are as wide as the bar; a third of it is half an hour and a little.
    await carry(page, mark, { x: -width / 7, y: 0 }, 1 - 2 / width);
    await expect(card).toContainText('22:00 to 23:30');
    await page.mouse.up();
    await when('22:00 to 23:30', tuesday);
    await page.keyboard.press('m');
  });

  await test.step('an exception is asked for where it is dropped, and decided by somebody else', async () => {
    await expect(page.locator(`main [data-date="${wednesday}"]`)).toBeVisible();
    await carry(page, mark, { x: day, y: 0 });
    await expect(card).toContainText('In a freeze');
    await page.mouse.up();
    await card.getByRole('button', { name: 'Ask for exception' }).click();
    await card.getByLabel('Why the rule should not hold here').fill('The keys expire on Thursday.');
    await card.getByRole('button', { name: 'Move and ask for exception' }).click();
    await when('22:00 to 23:30', wednesday);
    await expect(mark).toHaveAttribute('title', /waits for an exception/);
    await mark.click();
    await page.getByRole('button', { name: 'Decide' }).click();
    const dialog = page.getByRole('dialog');
    const decided = dialog.getByRole('combobox', { name: 'Who decided' });
    await decided.click();
    await page.getByRole('option', { name: 'Rosa Ruiz' }).click();
    await expect(dialog).toContainText(/asked for an exception does not decide on it/);
    await expect(dialog.getByRole('button', { name: 'Approve' })).toBeDisabled();
    await decided.click();
    await page.getByRole('option', { name: 'Tom Okafor' }).click();
    await dialog.getByLabel('Note').fill('Finance agreed.');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await expect(page.getByText(/Exception approved by Tom Okafor until .*: Finance agreed\./)).toBeVisible();
  });
});
