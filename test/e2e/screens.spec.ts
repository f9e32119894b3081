import { expect, type Page } from '@playwright/test';
import { loadSample } from '#test/support/first-steps.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

async function go(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await ready(page);
}

/** A second window of the same person, let in with a code of its own as the "Wall" button does it. */
async function secondWindow(page: Page, path: string): Promise<Page> {
  const address = await page.evaluate(async (to) => {
    const token = sessionStorage.getItem('slipway.token') ?? '';
    const answer = await fetch('/session/code', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    const { code } = (await answer.json()) as { code: string };
    return `${location.origin}/#code=${code}&to=${to}`;
  }, path);
  const other = await page.context().newPage();
  await other.goto(address);
  await ready(other);
  return other;
}

const justification = (page: Page) => page.getByRole('textbox', { name: 'Justification', exact: true });
const notes = (page: Page) => page.getByRole('textbox', { name: 'Notes', exact: true });

/** Presses Tab until the field with this id has the focus. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
  }
  throw new Error(`Tab does not reach ${id}`);
}

test('with the keyboard alone a ticket is found, edited and taken back; undoing its making asks in words', async ({
  app,
}) => {
  await loadSample(app);
  await expect(app.getByText('No keychain was found', { exact: false })).toHaveCount(0);
  const dialog = app.getByRole('dialog');

  await test.step('the palette leads to the ticket, Tab to its field, Ctrl+Z back', async () => {
    await app.keyboard.press('Control+k');
    await dialog.waitFor();
    // Enter right after the last letter opens what was found with it, never what stood there before.
    await app.keyboard.type('CHG-A29');
    await app.keyboard.press('Enter');
    await app.waitForURL(/\/change\/CHG-A29/);
    const field = justification(app);
    const before = await field.inputValue();
    await tabTo(app, 'input-justification');
    await app.keyboard.press('Control+End');
    // In one go: a pause between letters would make two entries of it, and one Ctrl+Z takes back one entry.
    await app.keyboard.insertText(' Fines start in March.');
    await app.keyboard.press('Tab');
    await expect(app.getByText(/saved \d\d:\d\d:\d\d/)).toBeVisible();
    await app.keyboard.press('Control+z');
    await expect(field).toHaveValue(before);
  });

  await test.step('a new ticket goes away again only after a word', async () => {
    await app.getByRole('button', { name: 'More for this change' }).focus();
    await app.keyboard.press('c');
    await dialog.waitFor();
    await app.keyboard.type('Rotate the mail signing key of notifications');
    await app.keyboard.press('Enter');
    await expect(app).not.toHaveURL(/CHG-A29/);
    const undo = app.getByRole('region', { name: 'History' }).getByRole('button', { name: /^Undo/ });
    await undo.focus();
    await app.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Undo and remove' })).toBeFocused();
    await app.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(undo).toBeFocused();
    await app.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Undo and remove' })).toBeFocused();
    await app.keyboard.press('Enter');
    await expect(app.getByText(/^No change /)).toBeVisible();
  });
});

test('the search of the table lives in the address, survives a reload, and starts at its first row', async ({
  app,
}) => {
  await loadSample(app);
  await go(app, '/changes');
  const grid = app.getByRole('grid', { name: 'Changes' });
  await expect(grid.getByRole('row').nth(3)).toBeVisible();
  await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await app.keyboard.press('/');
  await app.keyboard.type('ledger');
  await expect(app).toHaveURL(/q=ledger/);
  await expect(app.getByText(/^\d+ of 40 changes/)).toBeVisible();
  await expect.poll(() => grid.evaluate((element) => element.scrollTop)).toBe(0);
  const rows = await grid.getAttribute('aria-rowcount');
  await app.reload();
  await ready(app);
  await expect(app.getByRole('searchbox', { name: 'Search changes' })).toHaveValue('ledger');
  await expect(grid).toHaveAttribute('aria-rowcount', rows ?? '');
});

test('nothing is cut: one scroll bar on a page, none on the wall, white paper for the day', async ({
  app,
}) => {
  await loadSample(app);
  await test.step('no page scrolls on behind the end of what it shows', async () => {
    for (const path of ['/release/REL-A6', '/change/CHG-A29', '/runbooks']) {
      await go(app, path);
      await expect(app.getByRole('heading', { level: 2 }).first()).toBeVisible();
      const behind = await app.getByRole('main').evaluate((main) => main.scrollHeight - main.clientHeight);
      expect(behind, path).toBeLessThanOrEqual(0);
    }
  });

  await test.step('the wall fits, and every step title is whole', async () => {
    await go(app, '/war-room');
    const run = await app.getByRole('link', { name: 'Open runner' }).first().getAttribute('href');
    await go(app, (run ?? '').replace('/run/', '/wall/'));
    const steps = app.getByTestId('wall-steps');
    for (const [width, height] of [
      [1920, 1080],
      [1366, 768],
    ] as const) {
      await app.setViewportSize({ width, height });
      await expect(steps).toBeVisible();
      const over = await app.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return Math.max(scrollWidth - innerWidth, scrollHeight - innerHeight);
      });
      expect(over, `${width}×${height}`).toBeLessThanOrEqual(0);
      const cut = await steps
        .locator('[class*=stepTitle]')
        .evaluateAll((titles) =>
          titles.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
        );
      expect(cut).toEqual([]);
    }
  });

  await test.step('the day prints on white, without buttons and rail', async () => {
    await go(app, '/');
    await expect(app.getByRole('heading', { level: 1 })).toContainText('goes out');
    await app.evaluate(() => {
      document.documentElement.dataset.theme = 'dark';
      window.dispatchEvent(new Event('beforeprint'));
    });
    await app.emulateMedia({ media: 'print' });
    await app.setViewportSize({ width: 703, height: 1000 });
    await expect(app.locator('html')).toHaveAttribute('data-theme', 'light');
    await expect(app.getByRole('button', { name: 'Print the day' })).toBeHidden();
    await expect(app.getByRole('navigation', { name: 'Main' })).toBeHidden();
    expect(await app.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});

test('two windows on one ticket lose no typing, and leaving the page saves what was typed', async ({
  app,
  kind,
}) => {
  test.skip(kind === 'electron', 'Electron opens a second window for the wall alone');
  await loadSample(app);
  await go(app, '/change/CHG-A29');
  const other = await secondWindow(app, '/change/CHG-A29');
  await justification(app).fill('Written in the first window.');
  await notes(other).fill('Written in the second window.');
  await other.getByRole('textbox', { name: 'Category', exact: true }).focus();
  await expect(notes(app)).toHaveValue('Written in the second window.');
  await expect(justification(app)).toHaveValue('Written in the first window.');
  // No blur, no quiet: the link is followed in the middle of a word.
  await justification(app).press('Control+End');
  await justification(app).pressSequentially(' And mo');
  await app.getByRole('link', { name: 'Calendar' }).click();
  await app.waitForURL(/\/calendar/);
  await expect(justification(other)).toHaveValue('Written in the first window. And mo');
  await other.reload();
  await ready(other);
  await expect(justification(other)).toHaveValue('Written in the first window. And mo');
  await expect(notes(other)).toHaveValue('Written in the second window.');
});
