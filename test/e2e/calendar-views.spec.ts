import { expect, type Page } from '@playwright/test';
import { colourViolations, violations } from '#test/support/accessibility.ts';
import { loadSample } from '#test/support/first-steps.ts';
import { test } from '#test/support/slipway-test.ts';

const VIEWS = [
  ['m', 'Month'],
  ['w', 'Week'],
  ['d', 'Day'],
  ['a', 'Agenda'],
  ['l', 'Lanes'],
] as const;

async function openCalendar(page: Page): Promise<void> {
  await loadSample(page);
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page.locator('[data-booking]').first()).toBeVisible();
}

async function show(page: Page, key: string, name: string): Promise<void> {
  await page.keyboard.press(key);
  await expect(page.getByRole('radio', { name, exact: true })).toBeChecked();
}

const overflow = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main');
    return Math.max(
      document.documentElement.scrollWidth - window.innerWidth,
      main ? main.scrollWidth - main.clientWidth : 0,
    );
  });

test('each view of the calendar opens by its key, keeps WCAG 2.2 AA in three themes, and needs no sideways scrolling at 200 %', async ({
  app,
}) => {
  test.setTimeout(180_000);
  const faults: string[] = [];
  app.on('pageerror', (error) => faults.push(error.message));
  await openCalendar(app);
  for (const theme of ['Light', 'Dark', 'High contrast']) {
    await app.goto(new URL('/settings', app.url()).href);
    await app.getByRole('radiogroup', { name: 'Theme' }).getByText(theme, { exact: true }).click();
    await app.getByRole('link', { name: 'Calendar', exact: true }).click();
    for (const [key, name] of VIEWS) {
      await show(app, key, name);
      const broken = await (theme === 'Light' ? violations : colourViolations)(app);
      expect(broken, `${name} in ${theme}`).toEqual([]);
    }
  }
  await app.setViewportSize({ width: 720, height: 450 });
  for (const [key, name] of VIEWS) {
    await show(app, key, name);
    expect(await overflow(app), name).toBeLessThanOrEqual(0);
  }
  expect(faults).toEqual([]);
});

test('the selected day follows the arrows from view to view, and Enter opens the day that is selected', async ({
  app,
}) => {
  await openCalendar(app);
  const day = app.locator('[data-day][tabindex="0"]');
  await day.focus();
  const before = (await day.getAttribute('data-day')) ?? '';
  await app.keyboard.press('ArrowDown');
  const after = new Date(Date.parse(`${before}T00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
  await expect(app.locator(`[data-day="${after}"]`)).toBeFocused();
  const title = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(
    Date.parse(`${after}T12:00Z`),
  );
  await app.keyboard.press('d');
  await expect(app.getByRole('heading', { level: 1 })).toContainText(title);
  await app.keyboard.press('m');
  await app.locator(`[data-day="${after}"]`).focus();
  await app.keyboard.press('Enter');
  await expect(app.getByRole('dialog')).toContainText(title);
});

test('a layer that is switched off is not drawn, and the button says how many are', async ({ app }) => {
  await openCalendar(app);
  const windows = app.getByRole('button', { name: /^Maintenance window/ });
  await expect(windows.first()).toBeAttached();
  await app.getByRole('button', { name: 'Layers, 7 of 7' }).click();
  await app.getByRole('checkbox', { name: 'Maintenance windows' }).uncheck();
  await app.keyboard.press('Escape');
  await expect(windows).toHaveCount(0);
  await expect(app.getByRole('button', { name: 'Layers, 6 of 7' })).toBeVisible();
});

test('a filter asks the main process: bookings of other services are gone, and the foot says what is shown', async ({
  app,
}) => {
  await openCalendar(app);
  await app.keyboard.press('l');
  const lanes = app.locator('section[aria-label]').filter({ has: app.locator('[data-booking]') });
  const service = (await lanes.first().getAttribute('aria-label')) ?? '';
  await show(app, 'm', 'Month');
  await expect(app.locator('[aria-busy="false"] [data-booking]').first()).toBeVisible();
  const all = await app.locator('[data-booking]').count();
  await app.getByRole('button', { name: /^Layers/ }).click();
  await app.getByRole('combobox', { name: 'Services' }).click();
  await app.getByRole('option', { name: service, exact: true }).click();
  await app.keyboard.press('Escape');
  await expect(app.getByRole('dialog')).toHaveCount(0);
  await expect(app.locator('footer').getByText(service)).toBeVisible();
  await expect.poll(() => app.locator('[data-booking]').count()).toBeLessThan(all);
  await app.getByRole('button', { name: 'Show everything' }).click();
  await expect.poll(() => app.locator('[data-booking]').count()).toBe(all);
});

test('an address names day and view, and z shows the same day by the clock of UTC', async ({ app }) => {
  await openCalendar(app);
  await app.goto(new URL('/calendar?date=2027-03-28&view=day', app.url()).href);
  await expect(app.getByRole('heading', { level: 1 })).toHaveText('Sun 28 March 2027');
  await expect(app.getByText('23 hours long: 02:00 to 03:00 does not exist')).toBeVisible();
  await app.keyboard.press('z');
  await expect(app.getByText('Each day runs 00:00 to 24:00 UTC')).toBeVisible();
  await expect(app.getByText('23 hours long')).toHaveCount(0);
});

test('the key for the next conflict puts the focus on a booking with one, also from a view that does not show it', async ({
  app,
}) => {
  await openCalendar(app);
  await app.keyboard.press('PageUp');
  await app.keyboard.press('PageUp');
  await app.keyboard.press('n');
  await expect(app.locator('[data-booking][data-edge]:focus')).toHaveCount(1);
});

test('a printed month is fitted to the sheet, without the frame and its buttons', async ({ app }) => {
  await openCalendar(app);
  await app.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await app.emulateMedia({ media: 'print' });
  await expect(app.getByRole('link', { name: 'Calendar', exact: true })).toBeHidden();
  await expect(app.getByRole('button', { name: /^Layers/ })).toBeHidden();
  await expect(app.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(app.getByRole('list', { name: 'Legend' }).first()).toBeVisible();
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'light');
});
