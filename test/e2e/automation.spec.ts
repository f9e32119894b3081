import { expect, type Page } from '@playwright/test';
import { isAccessible, overflow } from '#test/support/accessibility.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { stock } from '#test/support/stock.ts';
import { openWorkspace } from '#test/support/workspace.ts';

/** A rehearsal of six steps that is under way. Answers with its id. */
async function seed(folder: string): Promise<string> {
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => undefined } });
  const { run } = await stock(work);
  await work.close();
  return run.run.id;
}

const SLOW = `for (let i = 1; i <= 30; i++) console.log('Copied table', i, 'of 200'); setInterval(() => {}, 1000)`;

async function addCommand(page: Page, name: string, args: readonly string[]): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Command', exact: true }).click();
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Program').fill(process.execPath);
  await dialog.getByLabel('Arguments').fill(args.join('\n'));
  await dialog.getByRole('button', { name: 'Save' }).click();
}

test('automated steps: a command of the device runs, is followed, taken over by hand, fails with its last lines, and passes', async ({
  shell,
  folder,
}) => {
  const id = await seed(folder);
  const page = await shell.open();
  const dialog = page.getByRole('dialog');
  const settings = page.locator('#commands');

  await test.step('a device names what its steps may start; what could not run is refused', async () => {
    await page.goto(new URL('/settings#commands', page.url()).href);
    await ready(page);
    await expect(settings).toContainText('No command yet');
    await page.getByRole('button', { name: 'Command', exact: true }).click();
    await dialog.getByLabel('Name').fill('Copy tables');
    await dialog.getByLabel('Program').fill('rsync');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toContainText('rsync is not a whole path');
    await isAccessible(page);
    await dialog.getByLabel('Program').fill(process.execPath);
    await dialog.getByLabel('Arguments').fill(`-e\n${SLOW}`);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await addCommand(page, 'copy TABLES', ['-v']);
    await expect(dialog.getByRole('alert')).toContainText('Another command is called copy TABLES');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await addCommand(page, 'Smoke', ['-e', 'console.error("card payments time out"); process.exit(4)']);
    await expect(settings.getByRole('row')).toHaveCount(3);
    for (const name of ['Copy tables', 'Smoke'])
      await expect(page.getByRole('button', { name: `Edit ${name}` })).toBeInViewport({ ratio: 1 });
    await isAccessible(page);
  });

  const step = page.getByTestId('step-1');
  const attempt = step.getByTestId('attempt');

  await test.step('a step of a run is given a command by its name', async () => {
    await page.goto(new URL(`/run/${id}`, page.url()).href);
    await ready(page);
    await step.getByRole('button', { name: 'Automation' }).click();
    await dialog.getByRole('combobox', { name: 'Carried out by' }).click();
    await page.getByRole('option', { name: /^A command/ }).click();
    await dialog.getByLabel('Name of the command').fill('Elsewhere');
    await expect(dialog).toContainText('This device has no command of that name');
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await step.getByRole('button', { name: /^Run/ }).click();
    await expect(step.getByRole('alert')).toContainText('This device has no command called “Elsewhere”');
    await step.getByRole('button', { name: 'command “Elsewhere”' }).click();
    await dialog.getByLabel('Name of the command').fill('Copy tables');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(step).toContainText('command “Copy tables”');
  });

  await test.step('it runs, with its last lines in sight, and all of them one press away', async () => {
    await page.keyboard.press('x');
    await expect(attempt).toContainText(/Running since \d\d:\d\d:\d\d, stopped at \d\d:\d\d at the latest/);
    await expect(attempt).toContainText('Copied table 30 of 200');
    await expect(attempt).not.toContainText('Copied table 2 of 200');
    await expect(step.getByRole('button', { name: /^Finish/ })).toHaveCount(0);
    await isAccessible(page);
    await attempt.getByRole('button', { name: /^Show output/ }).click();
    await expect(dialog.getByRole('region', { name: 'Output' })).toContainText('Copied table 2 of 200');
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  });

  await test.step('a person takes it over: it is stopped, and the step is theirs', async () => {
    await step.getByRole('button', { name: 'Take over by hand' }).click();
    await expect(attempt).toContainText('Taken over by hand');
    await expect(page.getByTestId('run-log')).toContainText('was taken over by hand and stopped');
    await page.setViewportSize({ width: 720, height: 900 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
    await step.getByRole('button', { name: /^Finish/ }).click();
    await expect(page.getByTestId('step-2')).toBeVisible();
  });

  const second = page.getByTestId('step-2');

  await test.step('one that fails says why, and after a retry another way is tried', async () => {
    await second.getByRole('button', { name: 'Automation' }).click();
    await dialog.getByRole('combobox', { name: 'Carried out by' }).click();
    await page.getByRole('option', { name: /^A command/ }).click();
    await dialog.getByLabel('Name of the command').fill('Smoke');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await second.getByRole('button', { name: /^Run/ }).click();
    await expect(second.getByTestId('attempt')).toContainText(/Failed at .*, code 4/);
    await expect(second).toContainText('It wrote last: card payments time out');
    await isAccessible(page);
    await second.getByRole('button', { name: 'What now' }).click();
    await dialog.getByRole('radio', { name: /^Retry/ }).check({ force: true });
    await dialog.getByRole('button', { name: 'Start again' }).click();
    await expect(dialog).toHaveCount(0);
    await second.getByRole('button', { name: 'command “Smoke”' }).click();
    await dialog.getByRole('combobox', { name: 'Carried out by' }).click();
    await page.getByRole('option', { name: 'An HTTP check' }).click();
    await dialog.getByLabel('Address').fill(new URL('/', page.url()).origin);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await second.getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByTestId('run-log')).toContainText('The address answers with 200.');
    await expect(page.getByTestId('step-3')).toBeVisible();
  });
});
