import { expect, type Page } from '@playwright/test';
import { isAccessible } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

const card = (page: Page, number: number) => page.getByTestId(`step-${number}`);
const log = (page: Page) => page.getByTestId('run-log');

/** Forecast and the last moment to back out, on the runner and on the wall. */
async function clocksShow(page: Page, wall: Page): Promise<void> {
  for (const one of [page, wall])
    await expect(
      one.getByRole('img', { name: /Back out by \d\d:\d\d\. .*forecast end \d\d:\d\d/ }),
    ).toBeVisible();
}

test('J4 run the window: every step is ticked by a named person at a known time, with forecast and deadline always on screen', async ({
  shell,
  folder,
}) => {
  const { runId } = await scheduledRun(folder);
  const page = await shell.open();
  await page.goto(new URL(`/run/${runId}`, page.url()).href);
  await ready(page);
  const dialog = page.getByRole('dialog');
  const wall = await shell.windowElsewhere(page, () => page.getByRole('button', { name: /^Wall/ }).click());

  await test.step('before it starts the wall says when it will', async () => {
    await expect(wall.getByText('PLANNED', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Start run' }).click();
    await dialog.getByRole('button', { name: 'Start anyway' }).click();
    await expect(wall.getByText('PLANNED', { exact: true })).toHaveCount(0);
    await clocksShow(page, wall);
  });

  await test.step('a step gets its owner, and the key starts and finishes it', async () => {
    await page.keyboard.press('a');
    await dialog.getByRole('combobox', { name: 'Person' }).click();
    await page.getByRole('option', { name: 'Ana Meier' }).click();
    await dialog.getByRole('button', { name: 'Assign' }).click();
    await expect(wall.getByText('A. Meier').first()).toBeVisible();
    await page.keyboard.press('Space');
    await expect(card(page, 1).getByRole('button', { name: /^Finish/ })).toBeVisible();
    await page.keyboard.press('Space');
    await expect(log(page)).toContainText('1 Announce done');
    await clocksShow(page, wall);
  });

  await test.step('what somebody else did a while ago is written down with their name and its time', async () => {
    await page.keyboard.press('t');
    await dialog.getByRole('combobox', { name: 'Done by' }).click();
    await page.getByRole('option', { name: 'Ana Meier' }).click();
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    const entry = log(page).locator('dd').filter({ hasText: '2 Drain started' });
    await expect(entry).toContainText('Ana Meier');
    await expect(card(page, 2).getByRole('button', { name: /^Finish/ })).toBeVisible();
  });

  await test.step('two windows that finish one step at once record it once', async () => {
    await wall.goto(page.url());
    await ready(wall);
    // Whichever comes second finds its button gone, or its tick refused.
    await Promise.any(
      [page, wall].map((one) =>
        card(one, 2)
          .getByRole('button', { name: /^Finish/ })
          .click({ timeout: 5000 }),
      ),
    );
    await expect(card(page, 2).getByRole('button', { name: /^Finish/ })).toHaveCount(0);
    await expect(log(page).locator('dd').filter({ hasText: '2 Drain done' })).toHaveCount(1);
    for (const one of [page, wall]) {
      const refused = one.getByRole('button', { name: 'Do not record' });
      if (await refused.isVisible()) await refused.click();
    }
    await wall.goto(new URL(`/wall/${runId}`, page.url()).href);
    await ready(wall);
    await expect(wall.getByText('2 of 6').first()).toBeVisible();
  });

  await test.step('a tick on the wrong step is taken back by a new entry', async () => {
    await card(page, 3)
      .getByRole('button', { name: /^Start/ })
      .click();
    await card(page, 3)
      .getByRole('button', { name: /^Take back/ })
      .click();
    await dialog.getByLabel('Why it is taken back').fill('Wrong line');
    await dialog.getByRole('button').last().click();
    await expect(card(page, 3).getByRole('button', { name: /^Start/ })).toBeVisible();
    await expect(log(page)).toContainText('Wrong line');
    await expect(log(page)).toContainText('3 Go/no-go 1 started');
  });

  await test.step('skip and workaround need their words, an unplanned step takes its place', async () => {
    await card(page, 3).getByRole('button', { name: /^Skip/ }).click();
    await expect(dialog.getByRole('button', { name: 'Skip', exact: true })).toBeDisabled();
    await dialog.getByLabel('Why it is skipped').fill('Board is asleep');
    await dialog.getByRole('button', { name: 'Skip', exact: true }).click();
    await expect(card(page, 4)).toBeVisible();
    // The button that asked is gone with its step: the keys act on steps, and none presses the same button of the next.
    await expect(page.getByTestId('current-steps')).toBeFocused();
    await page.keyboard.press('u');
    await dialog.getByLabel('What is to be done').fill('Restart the queue');
    await dialog.getByRole('button', { name: 'Insert', exact: true }).click();
    await expect(page.getByText('Restart the queue').first()).toBeVisible();
    await expect(wall.getByText(/3 of 7/).first()).toBeVisible();
    await clocksShow(page, wall);
  });

  await test.step('the rest is run by the keyboard alone', async () => {
    await page.bringToFront();
    for (let done = 3; done < 7; done += 1) {
      await expect(
        page
          .getByTestId('current-steps')
          .getByRole('button', { name: /^Start/ })
          .first(),
      ).toBeVisible();
      await page.keyboard.press('Space');
      await expect(
        page
          .getByTestId('current-steps')
          .getByRole('button', { name: /^Finish/ })
          .first(),
      ).toBeVisible();
      if (done === 4) {
        await page.keyboard.press('w');
        await dialog.getByLabel('What was done instead').fill('By hand on the second node');
        await page.keyboard.press('Enter');
      } else await page.keyboard.press('Space');
      await expect(wall.getByText(`${done + 1} of 7`).first()).toBeVisible();
      await expect(page.getByTestId('current-steps').getByRole('button', { name: /^Finish/ })).toHaveCount(0);
    }
  });

  await test.step('at the end each step has its person and its time', async () => {
    await page.getByRole('button', { name: 'End run' }).click();
    await dialog.getByRole('button', { name: /^End/ }).click();
    await expect(wall.getByText('ENDED', { exact: true })).toBeVisible();
    for (const entry of await log(page).locator('dd').all())
      await expect(entry.locator('small')).toHaveText(/Rosa Ruiz|Ana Meier/);
    await expect(page.getByRole('navigation', { name: 'Steps' }).getByText(/^\d\d:\d\d$/)).toHaveCount(7);
  });
});
