import { expect, type Locator, type Page } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { startEmpty } from '#test/support/first-steps.ts';
import { test } from '#test/support/slipway-test.ts';

const ZONE = 'Europe/Berlin';
const today = Temporal.Now.plainDateISO(ZONE);
/** Monday of the week after next: far enough ahead of any clock, and on the month's sheet after at most one turn. */
const monday = today.add({ days: 8 - today.dayOfWeek + 7 });
const basic = (date: Temporal.PlainDate) => date.toString().replaceAll('-', '');

/** The company's freezes as a calendar program writes them: one good one, and one that names a zone nobody knows. */
const freezes = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Northwind//Operations//EN',
  'X-WR-CALNAME:Company freezes',
  'BEGIN:VEVENT',
  'UID:freeze-1@northwind.example',
  `DTSTAMP:${basic(today)}T000000Z`,
  `DTSTART;VALUE=DATE:${basic(monday.add({ days: 3 }))}`,
  `DTEND;VALUE=DATE:${basic(monday.add({ days: 5 }))}`,
  'SUMMARY:Quarter reporting',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:freeze-2@northwind.example',
  `DTSTAMP:${basic(today)}T000000Z`,
  `DTSTART;TZID=Nowhere/Atlantis:${basic(monday)}T090000`,
  `DTEND;TZID=Nowhere/Atlantis:${basic(monday)}T100000`,
  'RRULE:FREQ=WEEKLY',
  'SUMMARY:Lost in time',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

async function addServices(page: Page, names: readonly string[]): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  for (const name of names) {
    await page.getByRole('button', { name: 'Service', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'New service' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
  }
}

async function openCalendar(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Calendar', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Manage' })).toBeVisible();
}

async function importFreezes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Import a calendar (ICS)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a calendar (ICS)' });
  await dialog
    .getByLabel('Calendar file')
    .setInputFiles({ name: 'freezes.ics', mimeType: 'text/calendar', buffer: Buffer.from(freezes) });
  await test.step('what is wrong is named with its line, and nothing is written unless the person says so', async () => {
    await expect(dialog.getByText('Refused:')).toContainText('Atlantis');
    await expect(dialog.getByRole('region', { name: 'Report by line' })).toContainText(
      String(freezes.split('\r\n').findIndex((line) => line.includes('Atlantis')) + 1),
    );
    await expect(dialog.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  });
  await dialog.getByRole('button', { name: 'Import the 1 good event, leave out 1' }).click();
  await expect(dialog.getByText('1 new event imported')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

async function addNights(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Windows and freezes' }).click();
  await page.getByRole('button', { name: 'Window or freeze', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Nights');
  await page.getByRole('combobox', { name: 'How often' }).click();
  await page.getByRole('option', { name: /RRULE/ }).click();
  const rule = page.getByLabel('RRULE', { exact: true });
  await rule.fill('FREQ=DAILY;COUNT=5;UNTIL=20301231T000000Z');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('A rule ends by COUNT or by UNTIL, not by both.').first()).toBeVisible();
  await rule.fill('FREQ=DAILY');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Nights' })).toBeVisible();
  await page.keyboard.press('Escape');
}

async function planRelease(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Releases', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Releases', level: 1 })).toBeVisible();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'New release' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create release' }).click();
  await page.waitForURL(/\/release\//);
}

async function writeChange(
  page: Page,
  title: string,
  picks: Readonly<Record<string, string>>,
): Promise<string> {
  await page.getByRole('link', { name: 'Changes', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Changes', level: 1 })).toBeVisible();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New change' });
  await dialog.getByLabel('Short description').fill(title);
  await dialog.getByRole('button', { name: 'Create and open' }).click();
  await page.waitForURL(/\/change\//);
  for (const [field, value] of Object.entries(picks)) {
    await page.getByRole('combobox', { name: field, exact: true }).click();
    await page.getByRole('option', { name: value }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByText(/saved \d\d:\d\d:\d\d/)).toBeVisible();
  }
  return page.url();
}

/** Hours from now until noon of a day: booked with that lead, the first free night begins on the evening of it. */
const hoursUntilNoonOf = (date: Temporal.PlainDate) =>
  Math.ceil(
    Temporal.Now.instant()
      .until(date.toZonedDateTime({ timeZone: ZONE, plainTime: '12:00' }).toInstant())
      .total('hours'),
  );

/** Asks for a free time from a day on and takes the first one. */
async function bookFirst(page: Page, what: RegExp, minutes: number, from: Temporal.PlainDate): Promise<void> {
  await page.getByRole('button', { name: 'Find a slot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Find a slot' });
  await dialog.getByRole('combobox', { name: 'For' }).click();
  await page.getByRole('option', { name: what }).click();
  await dialog.getByLabel('Minutes').fill(String(minutes));
  await dialog.getByLabel('Lead time, hours from now').fill(String(hoursUntilNoonOf(from)));
  await expect(dialog.getByRole('listitem').first()).toContainText(day(from));
  await dialog.getByRole('button', { name: /^Book/ }).first().click();
  await expect(dialog).toBeHidden();
}

const day = (date: Temporal.PlainDate) =>
  `${date.toLocaleString('en-GB', { weekday: 'short' })} ${date.day} ${date.toLocaleString('en-GB', { month: 'long' })}`;

/** Carries a booking some days to the right in the week view, without letting go. */
async function carry(page: Page, booking: Locator, days: number): Promise<void> {
  const box = await booking.boundingBox();
  const cell = await page.locator(`[data-date="${monday}"]`).first().boundingBox();
  if (!box || !cell) throw new Error('The booking is not on the screen');
  const [x, y] = [box.x + 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y, { steps: 3 });
  await page.mouse.move(x + days * cell.width, y, { steps: 12 });
}

test('J1 plan: services, the company’s freezes, a window; every conflict is named before it is let go, or accepted on the record', async ({
  shell,
}) => {
  const page = await shell.open();
  await startEmpty(page);
  await addServices(page, ['checkout', 'ledger']);
  await openCalendar(page);
  await importFreezes(page);
  await addNights(page);
  await planRelease(page, 'Checkout 4.2.0');
  await writeChange(page, 'Rotate the signing key of checkout', {
    Services: 'checkout',
    Release: 'Checkout 4.2.0',
  });
  const ticket = await writeChange(page, 'Patch the card form of checkout', { Services: 'checkout' });
  await openCalendar(page);
  await bookFirst(page, /Checkout 4\.2\.0/, 90, monday);
  await bookFirst(page, /Patch the card form/, 30, monday.add({ days: 1 }));
  await page.goto(new URL(`/calendar?view=week&date=${monday}`, page.url()).href);
  const patch = page.locator('[data-booking="CHG-A2"]').first();
  await expect(patch).toBeVisible();

  await test.step('a freeze is named while the change is still held; Esc puts it back', async () => {
    await carry(page, patch, 2);
    const card = page.getByRole('dialog', { name: /Cannot be scheduled/ });
    await expect(card).toContainText('In a freeze, hard rule');
    await expect(card).toContainText('Quarter reporting');
    await expect(page.getByText(/moved from here/)).toBeVisible();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(card).toBeHidden();
    await expect(patch).toHaveAttribute('title', new RegExp(day(monday.add({ days: 1 })).slice(0, 6)));
  });

  await test.step('let go in the freeze, it is refused, and the next free time is offered', async () => {
    await carry(page, patch, 2);
    const card = page.getByRole('dialog', { name: /Cannot be scheduled/ });
    await expect(card).toContainText('In a freeze, hard rule');
    await page.mouse.up();
    await card.getByRole('button', { name: /^Move to/ }).click();
    await expect(page.getByText(/CHG-A2 moved to/).first()).toBeVisible();
    await expect(patch).toHaveAttribute('title', new RegExp(`${monday.add({ days: 5 }).day} .*00:00`));
  });

  await test.step('beside the release, the service booked twice is named, and accepted on the record', async () => {
    await carry(page, patch, -4 - 2 / 24);
    const card = page.getByRole('dialog', { name: /In conflict on/ });
    await expect(card).toContainText(/booked/);
    await expect(card).toContainText('Checkout 4.2.0');
    await page.mouse.up();
    await card.getByLabel('Reason').fill('The same two people do both, one after the other.');
    await card.getByRole('button', { name: /^Move to/ }).click();
    await expect(patch).toHaveAttribute('title', /22:00/);
    await expect(patch).not.toHaveAttribute('title', /conflict/);
    await page.goto(ticket);
    await expect(page.getByText(/Same service .*booked/).first()).toBeVisible();
    await expect(page.getByText(/Accepted by Rosa Ruiz until .*The same two people do both/)).toBeVisible();
  });
});
