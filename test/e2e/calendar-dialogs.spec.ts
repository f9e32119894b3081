import { expect, type Locator, type Page } from '@playwright/test';
import { violationsIn } from '#test/support/accessibility.ts';
import { loadSample } from '#test/support/first-steps.ts';
import { test } from '#test/support/slipway-test.ts';

const THEMES = ['Light', 'Dark', 'High contrast'] as const;
const FROM_MANAGE = [
  'Windows and freezes',
  'Release trains',
  'Import a calendar (ICS)',
  'Import changes (CSV)',
  'Add public holidays',
  'Export the calendar',
  'Subscribe to the calendar',
] as const;

const calendarFile = (...events: readonly string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Larkspur//EN', ...events.flat(), 'END:VCALENDAR', ''].join(
    '\r\n',
  );
const event = (uid: string, ...lines: readonly string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20270101T000000Z',
  `SUMMARY:${uid}`,
  ...lines,
  'END:VEVENT',
];

async function openCalendar(page: Page): Promise<void> {
  await loadSample(page);
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page.locator('[data-booking]').first()).toBeVisible();
}

async function show(page: Page, theme: string): Promise<void> {
  await page.goto(new URL('/settings', page.url()).href);
  await page.getByRole('radiogroup', { name: 'Theme' }).getByText(theme, { exact: true }).click();
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page.locator('[data-booking]').first()).toBeVisible();
}

/** The only dialog in sight, once it has arrived. */
async function dialogOf(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog');
  await expect(dialog).toHaveCount(1);
  await expect(dialog).toBeVisible();
  await dialog.evaluate((it) => Promise.all(it.getAnimations({ subtree: true }).map((one) => one.finished)));
  return dialog;
}

async function expectAccessible(page: Page, what: string, theme: string): Promise<void> {
  expect(await violationsIn(theme, page, '[role="dialog"]'), `${what} in ${theme}`).toEqual([]);
}

/** Opens, looks, closes by Esc; the focus is back on what opened it. */
async function visit(
  page: Page,
  theme: string,
  what: string,
  opener: Locator,
  open: () => Promise<void>,
  inside?: (dialog: Locator) => Promise<void>,
): Promise<void> {
  await open();
  const dialog = await dialogOf(page);
  await inside?.(dialog);
  await expectAccessible(page, what, theme);
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 700 });
  }).toPass();
  await expect(opener, `focus after ${what}`).toBeFocused();
}

const pick = (name: string, text: string) => async (dialog: Locator) => {
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await expect(dialog.getByRole('table').first()).toBeVisible();
};

const FILES: Readonly<Record<string, (dialog: Locator) => Promise<void>>> = {
  'Import a calendar (ICS)': pick(
    'mixed.ics',
    calendarFile(event('Good', 'DTSTART:20270201T100000Z', 'DTEND:20270201T110000Z'), event('No start')),
  ),
  'Import changes (CSV)': pick(
    'changes.csv',
    'number,short_description,type,assigned_to,start_date,end_date\nCHG0030001,Upgrade the firmware,normal,Beth Anglin,2027-02-08 22:00:00,2027-02-08 23:00:00\n',
  ),
};

for (const theme of THEMES) {
  test(`each dialog of the calendar keeps WCAG 2.2 AA in ${theme.toLowerCase()} and gives the focus back`, async ({
    app,
  }) => {
    test.setTimeout(180_000);
    await openCalendar(app);
    await show(app, theme);
    const manage = app.getByRole('button', { name: 'Manage' });
    const choose = (item: string) => async () => {
      await manage.click();
      await app.getByRole('menuitem', { name: item }).click();
    };
    for (const item of FROM_MANAGE) await visit(app, theme, item, manage, choose(item), FILES[item]);

    const slot = app.getByRole('button', { name: 'Find a slot' });
    await visit(
      app,
      theme,
      'Find a slot',
      slot,
      () => slot.click(),
      (dialog) => expect(dialog.getByRole('listitem').first()).toBeVisible(),
    );
    const layers = app.getByRole('button', { name: /^Layers/ });
    await visit(app, theme, 'Layers', layers, () => layers.click());
    const day = app.locator('[data-day][tabindex="0"]');
    await visit(app, theme, 'a day', day, () => day.click());
    await app.keyboard.press('d');
    const window = app.getByRole('button', { name: /^Release nights/ }).first();
    await expect(async () => {
      await app.keyboard.press('PageDown');
      await expect(window).toBeVisible({ timeout: 500 });
    }).toPass();
    await visit(app, theme, 'an occurrence', window, () => window.click());

    await app.getByRole('link', { name: 'CAB', exact: true }).click();
    const call = app.getByRole('button', { name: 'Call a meeting' });
    await visit(app, theme, 'Call a meeting', call, () => call.click());
  });
}

for (const { item, add, title, list } of [
  {
    item: 'Windows and freezes',
    add: 'Window or freeze',
    title: 'New window or freeze',
    list: 'Windows and freezes',
  },
  { item: 'Release trains', add: 'Train', title: 'New train', list: 'Release trains' },
]) {
  test(`the form under ${item} takes the focus, keeps to WCAG 2.2 AA, and Esc leads back to the list`, async ({
    app,
  }) => {
    await openCalendar(app);
    for (const theme of THEMES) {
      await show(app, theme);
      await app.getByRole('button', { name: 'Manage' }).click();
      await app.getByRole('menuitem', { name: item }).click();
      const dialog = await dialogOf(app);
      await dialog.getByRole('button', { name: add, exact: true }).click();
      await expect(dialog.getByRole('heading', { name: title })).toBeVisible();
      await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
      await expectAccessible(app, title, theme);
      await app.keyboard.press('Escape');
      await expect(dialog.getByRole('heading', { name: list })).toBeVisible();
      await expect(dialog.getByRole('button', { name: add, exact: true })).toBeFocused();
      await app.keyboard.press('Escape');
      await expect(app.getByRole('dialog')).toHaveCount(0);
    }
  });
}
