import { expect, type Page } from '@playwright/test';
import { isAccessible } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

/** Starts and finishes the step of that number. */
async function doStep(page: Page, number: number): Promise<void> {
  const card = page.getByTestId(`step-${number}`);
  await card.getByRole('button', { name: /^Start/ }).click();
  await card.getByRole('button', { name: /^Finish/ }).click();
  await expect(card.getByRole('button', { name: /^Finish/ })).toHaveCount(0);
}

test('one change is taken out of a run, another is backed out alone after it failed, and the rest goes on', async ({
  shell,
  folder,
}) => {
  test.setTimeout(180_000);
  const { runId: id } = await scheduledRun(folder, { started: true, ofChanges: true });
  const page = await shell.open();
  await page.goto(new URL(`/run/${id}`, page.url()).href);
  await ready(page);
  const wall = await shell.windowElsewhere(page, () => page.getByRole('button', { name: /^Wall/ }).click());
  const dialog = page.getByRole('dialog');
  const left = page.getByRole('region', { name: 'Changes that left the run' });
  const log = page.getByTestId('run-log');

  await test.step('what nobody began is taken out, once it is said that what waits goes on', async () => {
    await doStep(page, 1);
    await page.getByRole('button', { name: 'More for this run' }).click();
    await page.getByRole('menuitem', { name: 'Take out or back out one change' }).click();
    await dialog.getByRole('combobox', { name: 'Change' }).click();
    await page.getByRole('option', { name: /^CHG-A2/ }).click();
    await expect(dialog.getByText('Its steps are skipped: 2 Deploy.')).toBeVisible();
    await dialog.getByLabel('Why it is taken out').fill('Vendor is not ready');
    const act = dialog.getByRole('button', { name: 'Take it out' });
    await expect(act).toBeDisabled();
    await dialog.getByLabel('3 Deploy waits for it and goes on without it').check();
    await isAccessible(page);
    await isAccessible(page);
    await act.click();
    await expect(dialog).toHaveCount(0);
    await expect(left).toContainText('CHG-A2 was taken out');
    await expect(log).toContainText('CHG-A2 taken out of the run');
    await expect(wall.getByRole('list', { name: 'Changes that left the run' })).toContainText(
      'CHG-A2 was taken out',
    );
  });

  await test.step('a failed step offers to back its change out alone, with what that does to the clock', async () => {
    const third = page.getByTestId('step-3');
    await third.getByRole('button', { name: /^Start/ }).click();
    await third.getByRole('button', { name: /^Fail/ }).click();
    await dialog.getByLabel('What failed').fill('The old table is locked');
    await dialog.getByRole('button', { name: 'Fail', exact: true }).click();
    await dialog.getByRole('radio', { name: /^Back out its change/ }).check();
    await dialog.getByRole('button', { name: 'Go on to its back-out' }).click();
    await expect(dialog.getByRole('heading', { name: 'Back out CHG-A3 alone' })).toBeVisible();
    const steps = dialog.getByRole('list', { name: 'Steps of the back-out' }).getByRole('listitem');
    await expect(steps).toHaveText([/Deploy 4.1.9/, /service is restored/]);
    await expect(dialog.getByLabel('Why it is backed out')).toHaveValue(
      'Step 3 failed: The old table is locked',
    );
    await isAccessible(page);
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Back this change out' }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/run/') && !url.pathname.endsWith(id));
    await expect(page.getByText('back-out of one change')).toBeVisible();
    await expect(wall.getByText('CHG-A3 is being backed out alone')).toBeVisible();
    await expect(wall.getByText('BACKING OUT', { exact: true })).toHaveCount(0);
  });

  await test.step('it runs to its end beside the run it comes from', async () => {
    await doStep(page, 1);
    await doStep(page, 2);
    await expect(page.getByText('All steps are finished.')).toBeVisible();
    await page.getByRole('button', { name: 'End run' }).click();
    await expect(dialog).toContainText('the run it comes from goes on');
    await dialog.getByRole('button', { name: 'End back-out' }).click();
    await page.getByRole('link', { name: 'Run it comes from' }).click();
    await page.waitForURL((url) => url.pathname.endsWith(id));
    await expect(left).toContainText('CHG-A3 was backed out, restored');
    await expect(
      page.getByRole('navigation', { name: 'Steps' }).getByRole('img', { name: 'Undone' }),
    ).toHaveCount(1);
    await page.getByRole('button', { name: 'End run' }).click();
    await dialog.getByRole('button', { name: 'End run' }).click();
    await expect(page.getByText('The run has ended')).toBeVisible();
  });

  await test.step('the release tells what left its run, and the tickets await re-planning', async () => {
    await page.goto(new URL('/release/REL-A1', page.url()).href);
    await ready(page);
    await expect(page.getByText('CHG-A2 was taken out: Vendor is not ready')).toBeVisible();
    await expect(page.getByText(/CHG-A3 was backed out, restored/)).toBeVisible();
    await page.goto(new URL('/change/CHG-A2', page.url()).href);
    await ready(page);
    await expect(page.getByText('Taken out, awaiting re-planning: Vendor is not ready')).toBeVisible();
    await page.goto(new URL('/change/CHG-A1', page.url()).href);
    await ready(page);
    await expect(page.getByText(/re-planning/)).toHaveCount(0);
  });
});
