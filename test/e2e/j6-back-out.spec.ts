import { expect, type Page } from '@playwright/test';
import { isAccessible, overflow } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

const current = (page: Page) => page.getByTestId('current-steps');

/** Starts and finishes the step of that number. */
async function doStep(page: Page, number: number): Promise<void> {
  const card = page.getByTestId(`step-${number}`);
  await card.getByRole('button', { name: /^Start/ }).click();
  await card.getByRole('button', { name: /^Finish/ }).click();
  await expect(card.getByRole('button', { name: /^Finish/ })).toHaveCount(0);
}

async function speakFor(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: 'Whose word it is' }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

test('J6 back out: a smoke test fails, what was done is undone in reverse, service is restored, and the changes await re-planning', async ({
  shell,
  folder,
}) => {
  test.setTimeout(180_000);
  const { runId: id } = await scheduledRun(folder, { started: true });
  const page = await shell.open();
  await page.goto(new URL(`/run/${id}`, page.url()).href);
  await ready(page);
  const wall = await shell.windowElsewhere(page, () => page.getByRole('button', { name: /^Wall/ }).click());
  const dialog = page.getByRole('dialog');

  await test.step('a gate has named voters: a no-go holds it, a go lets it pass', async () => {
    await doStep(page, 1);
    await doStep(page, 2);
    await page.keyboard.press('g');
    for (const name of ['Rosa Ruiz', 'Ana Meier']) {
      await dialog.getByRole('combobox', { name: 'Who has a word' }).click();
      await page.getByRole('option', { name, exact: true }).click();
      await expect(dialog.getByRole('list', { name: /^Votes at gate/ })).toContainText(name);
    }
    const tiles = dialog.getByRole('list', { name: /^Votes at gate/ }).getByRole('listitem');
    await speakFor(page, 'Rosa Ruiz');
    await dialog.getByLabel('Reason').fill('Replica lags');
    await dialog.getByRole('button', { name: 'No-go', exact: true }).click();
    await expect(tiles.filter({ hasText: 'Rosa Ruiz' })).toContainText('No-go');
    await isAccessible(page);
    await speakFor(page, 'Ana Meier');
    await dialog.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(tiles.filter({ hasText: 'Ana Meier' })).toHaveText(/Go$/);
    await expect(wall.getByText('1 of 2 go')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(dialog).toHaveCount(0);
    const gate = page.getByTestId('step-3');
    await gate.getByRole('button', { name: /^Start/ }).click();
    await gate.getByRole('button', { name: /^Finish/ }).click();
    await expect(gate.getByRole('alert')).toContainText('Rosa Ruiz (Replica lags)');
    await gate.getByRole('button', { name: 'Do not record' }).click();
    await page.keyboard.press('g');
    await speakFor(page, 'Rosa Ruiz');
    await dialog.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(tiles.filter({ hasText: 'No-go' })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await gate.getByRole('button', { name: /^Finish/ }).click();
    await expect(page.getByTestId('step-4')).toBeVisible();
  });

  await test.step('a role is handed over by name, and the wall says who has it', async () => {
    await page.keyboard.press('h');
    await dialog.getByRole('combobox', { name: 'Who takes it' }).click();
    await page.getByRole('option', { name: 'Ana Meier' }).click();
    await dialog.getByLabel('What was handed over').fill('Vendor is on the line');
    await dialog.getByRole('button', { name: 'Hand over' }).click();
    await expect(wall.getByRole('contentinfo')).toContainText('Commander A. Meier');
    await expect(page.getByTestId('run-log')).toContainText('Commander: Ana Meier. Vendor is on the line');
    await expect(wall.getByText('Commander: A. Meier. Vendor is on the line')).toBeVisible();
    await wall.getByRole('button', { name: /Initials$/ }).click({ force: true });
    await expect(wall.getByText('Commander: AM. Vendor is on the line')).toBeVisible();
    await expect(wall.getByText(/Meier/)).toHaveCount(0);
    await page.bringToFront();
  });

  await test.step('a situation report begins with what the clock says', async () => {
    await page.keyboard.press('r');
    await expect(dialog.getByLabel('Conditions')).toHaveValue(/^Forecast end .* Step \d of 6\.$/);
    await dialog.getByLabel('Needs').fill('A person of the vendor');
    await dialog.getByRole('button', { name: 'Record' }).click();
    await expect(page.getByTestId('run-log')).toContainText('Needs: A person of the vendor');
  });

  await test.step('suspended, nothing begins; the wall says so', async () => {
    await page.getByRole('button', { name: 'More for this run' }).click();
    await page.getByRole('menuitem', { name: 'Suspend' }).click();
    await dialog.getByLabel('Why').fill('Power cut');
    await dialog.getByRole('button', { name: 'Suspend' }).click();
    await expect(wall.getByText('SUSPENDED', { exact: true })).toBeVisible();
    await page
      .getByTestId('step-4')
      .getByRole('button', { name: /^Start/ })
      .click();
    await expect(page.getByTestId('step-4').getByRole('alert')).toContainText('Power cut');
    await page.getByTestId('step-4').getByRole('button', { name: 'Do not record' }).click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await dialog.getByRole('button', { name: 'Resume' }).click();
    await expect(wall.getByText('SUSPENDED', { exact: true })).toHaveCount(0);
  });

  await test.step('a longer window is approved by somebody', async () => {
    await page.getByRole('button', { name: 'More for this run' }).click();
    await page.getByRole('menuitem', { name: 'Extend window' }).click();
    await dialog.getByRole('combobox', { name: 'Approved by' }).click();
    await page.getByRole('option', { name: 'Ana Meier' }).click();
    await dialog.getByLabel('Why').fill('Backfill is slow');
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Extend', exact: true }).click();
    await expect(page.getByText('Window extended').first()).toBeVisible();
  });

  await test.step('a failed smoke test offers to back out, with what it takes and when service is back', async () => {
    const smoke = page.getByTestId('step-4');
    await smoke.getByRole('button', { name: /^Start/ }).click();
    await smoke.getByRole('button', { name: /^Fail/ }).click();
    await dialog.getByLabel('What failed').fill('Card payments time out');
    await dialog.getByRole('button', { name: 'Fail', exact: true }).click();
    await expect(dialog.getByRole('radio', { name: /^Back out\s*proposed/ })).toBeChecked();
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Go on to back-out' }).click();
    const steps = dialog.getByRole('list', { name: 'Steps of the back-out' }).getByRole('listitem');
    await expect(steps).toHaveText([
      /Smoke test.*undoes 4/,
      /Drain.*undoes 2/,
      /Announce.*undoes 1/,
      /service is restored/,
    ]);
    await expect(dialog.getByLabel('Why it is backed out')).toHaveValue(
      'Step 4 failed: Card payments time out',
    );
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Start the back-out' }).click();
    await expect(dialog).toHaveCount(0);
    await page.waitForURL((url) => url.pathname.startsWith('/run/') && !url.pathname.endsWith(id));
  });

  await test.step('the wall of the run follows, and says what goes on', async () => {
    await expect(wall.getByText('BACKING OUT', { exact: true })).toBeVisible();
    await expect(wall.getByText(/^0 of 4$/).first()).toBeVisible();
    await isAccessible(page);
    await page.setViewportSize({ width: 720, height: 450 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('the back-out is run to its end, with the time of restored service', async () => {
    for (const number of [1, 2, 3, 4]) await doStep(page, number);
    await expect(wall.getByText(/^4 of 4$/).first()).toBeVisible();
    await page.getByRole('button', { name: 'End run' }).click();
    await expect(dialog.getByLabel(/Service restored at/)).not.toHaveValue('');
    await dialog.getByRole('button', { name: 'End back-out' }).click();
    await expect(wall.getByText('BACKED OUT', { exact: true })).toBeVisible();
    await expect(current(page)).toContainText('Service was restored at');
  });

  await test.step('its changes await re-planning with the reason, and one is planned again', async () => {
    await page.goto(new URL('/change/CHG-A1', page.url()).href);
    await ready(page);
    await expect(page.getByText('Awaiting re-planning: Step 4 failed: Card payments time out')).toBeVisible();
    await page.getByRole('button', { name: 'More for this change' }).click();
    await page.getByRole('menuitem', { name: 'Plan again as a new change' }).click();
    await page.waitForURL((url) => !url.pathname.endsWith('CHG-A1'));
    await page.goto(new URL('/change/CHG-A1', page.url()).href);
    await ready(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(/^Awaiting re-planning/)).toHaveCount(0);
  });
});
