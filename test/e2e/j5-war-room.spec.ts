import { expect, type Locator, type Page } from '@playwright/test';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

/** Height of the letters in percent of the height of the screen. */
function heightOf(text: Locator): Promise<number> {
  return text.evaluate(
    (one) => (Number.parseFloat(getComputedStyle(one).fontSize) / window.innerHeight) * 100,
  );
}

/** Nothing scrolls, and nothing that is written stands outside the screen. */
async function fits(wall: Page): Promise<void> {
  const over = await wall.evaluate(() => {
    const page = document.documentElement;
    const outside = [...document.querySelectorAll('[data-wall] *')].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 1 && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1);
    });
    return {
      x: page.scrollWidth - innerWidth,
      y: page.scrollHeight - innerHeight,
      outside: outside.map((one) => one.textContent),
    };
  });
  expect(over).toEqual({ x: 0, y: 0, outside: [] });
}

test('J5 war room: a second screen tells the room where the run stands, and is read from five metres', async ({
  shell,
  folder,
}) => {
  test.setTimeout(180_000);
  const { runId } = await scheduledRun(folder, { started: true });
  const page = await shell.open();
  await page.goto(new URL(`/run/${runId}`, page.url()).href);
  await ready(page);
  const dialog = page.getByRole('dialog');
  const wall = await shell.windowElsewhere(page, () => page.getByRole('button', { name: /^Wall/ }).click());

  await test.step('what the room says is on the wall by itself', async () => {
    await page
      .getByTestId('step-1')
      .getByRole('button', { name: /^Start/ })
      .click();
    await expect(wall.getByRole('region', { name: 'Now and next' })).toContainText('Now');
    await page.keyboard.press('i');
    await dialog
      .getByLabel(/What is wrong|Issue|What/)
      .first()
      .fill('Replica lags behind');
    await dialog.getByRole('button', { name: /^(Raise|Record|Log)/ }).click();
    await expect(wall.getByText('Replica lags behind').first()).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press('d');
    await dialog
      .getByLabel(/Decision|What was decided|What/)
      .first()
      .fill('Go on with one replica');
    await dialog.getByRole('button', { name: /^(Record|Log)/ }).click();
    await expect(wall.getByText('Go on with one replica').first()).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press('h');
    await dialog.getByRole('combobox', { name: 'Who takes it' }).click();
    await page.getByRole('option', { name: 'Ana Meier' }).click();
    await dialog.getByRole('button', { name: 'Hand over' }).click();
    await expect(wall.getByRole('contentinfo')).toContainText('Commander A. Meier');
  });

  for (const [width, height] of [
    [1920, 1080],
    [3840, 2160],
  ] as const)
    await test.step(`at ${width}×${height} the sizes hold for five metres, and nothing scrolls`, async () => {
      await wall.setViewportSize({ width, height });
      await fits(wall);
      const status = wall.getByRole('region', { name: 'Status' });
      expect(await heightOf(status.getByText(/^\d\d:\d\d$/).first())).toBeGreaterThanOrEqual(14);
      expect(await heightOf(status.getByRole('status').locator('p'))).toBeGreaterThanOrEqual(5);
      expect(
        await heightOf(wall.getByRole('region', { name: 'Now and next' }).getByText('Announce')),
      ).toBeGreaterThanOrEqual(3.5);
    });

  await test.step('light and initials are a key away, in this window alone', async () => {
    await wall.keyboard.press('l');
    await expect(wall.getByTestId('wall')).toHaveAttribute('data-theme', 'light');
    await wall.keyboard.press('r');
    await expect(wall.getByText('A. Meier')).toHaveCount(0);
    await expect(wall.getByRole('contentinfo')).toContainText('Commander AM');
  });

  await test.step('a link that is down is said on the wall, and it finds back by itself', async () => {
    await shell.kill();
    if (shell.kind !== 'web') return;
    await expect(wall.getByText(/Reconnecting since/)).toBeVisible();
    await shell.reopen();
    await expect(wall.getByText(/Reconnecting since/)).toHaveCount(0, { timeout: 30_000 });
    await page
      .getByTestId('step-1')
      .getByRole('button', { name: /^Finish/ })
      .click();
    await expect(wall.getByText('1 of 6').first()).toBeVisible();
  });

  await test.step('a wall that is closed, as with its projector, takes nothing with it; a new one shows what went on', async () => {
    if (shell.kind !== 'web') return;
    await wall.close();
    const second = page.getByTestId('step-2');
    await second.getByRole('button', { name: /^Start/ }).click();
    await second.getByRole('button', { name: /^Finish/ }).click();
    await expect(page.getByTestId('run-log')).toContainText('2 Drain done');
    const again = await shell.windowElsewhere(page, () =>
      page.getByRole('button', { name: /^Wall/ }).click(),
    );
    await expect(again.getByText('2 of 6').first()).toBeVisible();
    await expect(again.getByText('Replica lags behind').first()).toBeVisible();
    await expect(again.getByRole('contentinfo')).toContainText('Commander');
  });
});
