import { expect } from '@playwright/test';
import { write } from '#db/log.ts';
import { step } from '#db/schema/runbooks.ts';
import { isAccessible, overflow } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { stock } from '#test/support/stock.ts';
import { openWorkspace } from '#test/support/workspace.ts';

/** A release booked for tonight with a live run that has not started; its third step goes beside the second. Answers with its id, and that of a rehearsal under way. */
async function seed(folder: string): Promise<{ live: string; rehearsal: string }> {
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => undefined } });
  const client = work.client();
  const have = await stock(work);
  await client.people.add({ name: 'Olu Ade', roles: ['operations'], phone: '+49 30 1234' });
  const start = {
    local: new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 16),
    zone: 'Europe/Berlin',
  };
  await client.calendar.removeWindow({ id: have.windowId, reason: 'Time is free' });
  await client.releases.book({ id: have.release.id, windowId: null, start, minutes: 90 });
  const template = (await client.runbooks.templates()).find(({ name }) => name === 'Test runbook');
  if (!template) throw new Error('no runbook');
  const { run, steps } = await client.runbooks.attach({
    releaseId: have.release.id,
    templateId: template.id,
    kind: 'live',
  });
  const [first, , third] = steps;
  if (!first || !third) throw new Error('no third step');
  write(work.app().store(), { actor: have.operator.id }, 'Beside', (tx) =>
    tx.patch(step, third.id, { dependsOn: [first.id] }),
  );
  await client.warroom.log({
    runId: have.run.run.id,
    kind: 'communication',
    text: 'To the board: it has begun',
    nextUpdateAt: Date.now() - 300_000,
  });
  await work.close();
  return { live: run.id, rehearsal: have.run.run.id };
}

test('a run is planned before it starts: owners, window, who is booked twice', async ({ shell, folder }) => {
  test.setTimeout(90_000);
  const { live: id } = await seed(folder);
  const page = await shell.open();
  await page.goto(new URL(`/run/${id}`, page.url()).href);
  await ready(page);
  const plan = page.getByTestId('plan');
  const dialog = page.getByRole('dialog');

  await test.step('the plan says in words how it lies in its window', async () => {
    await expect(plan.getByRole('heading', { level: 2 }).first()).toContainText('takes 50 min');
    await expect(plan).toContainText(/Ends \d\d:\d\d, 40 min before the window closes; backing/);
    await expect(plan).toContainText('Critical path: steps 1, 3, 4, 5, 6');
  });

  await test.step('steps without an owner are given to the person with the role in one click', async () => {
    const free = plan.getByRole('region', { name: 'Steps without an owner' });
    await expect(free).toContainText('6 steps without an owner');
    await isAccessible(page);
    await free.getByRole('button', { name: 'Assign owners of 6 steps' }).click();
    await expect(free).toHaveCount(0);
    await expect(plan.getByRole('button', { name: /^Owner of step \d: Olu Ade$/ })).toHaveCount(6);
  });

  await test.step('who is booked twice is named with the time', async () => {
    const twice = plan.getByRole('region', { name: 'Booked twice' });
    await expect(twice).toContainText(/Olu Ade, \d\d:\d\d–\d\d:\d\d: step 2 Drain and step 3 Deploy/);
    await isAccessible(page);
    await page.setViewportSize({ width: 720, height: 450 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('the plan is taken as baseline; a moved step and start show the drift', async () => {
    await plan.getByRole('button', { name: 'Take as baseline' }).click();
    await expect(plan).toContainText('The plan ends as the baseline.');
    await expect(page.getByTestId('baseline')).toHaveCount(6);
    await plan.getByRole('button', { name: 'Change step 3' }).click();
    await isAccessible(page);
    await dialog.getByLabel('Planned minutes').fill('22');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(plan).toContainText('The plan ends +12 min against the baseline.');
    await expect(page.getByRole('navigation', { name: 'Steps' })).toContainText(
      '+12 min against the baseline',
    );
  });

  await test.step('dependencies that go in a circle are refused with their path', async () => {
    await plan.getByRole('button', { name: 'Change step 3' }).click();
    await dialog.getByRole('combobox', { name: 'Waits for' }).click();
    await page.getByRole('option', { name: '4 Smoke test' }).click();
    await page.keyboard.press('Tab');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toContainText('3 Deploy → 4 Smoke test → 3 Deploy');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await plan.getByRole('button', { name: 'Change step 2' }).click();
    await dialog.getByRole('button', { name: 'Take it out' }).click();
    await expect(plan.getByRole('region', { name: 'Booked twice' })).toHaveCount(0);
    await isAccessible(page);
  });

  await test.step('the roll is called by name, with a deputy, and stands in the log', async () => {
    const before = plan.getByRole('region', { name: 'Before the start' });
    await page.getByRole('button', { name: 'Start run' }).click();
    await expect(dialog).toContainText('The roll has not been called');
    await expect(dialog).toContainText('alerts are silenced');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await before.getByRole('button', { name: 'Call the roll' }).click();
    await expect(dialog.getByRole('link', { name: '+49 30 1234' })).toBeVisible();
    await dialog.getByRole('radiogroup', { name: 'Olu Ade is' }).getByText('Deputy').click();
    await expect(dialog.getByRole('button', { name: 'Record the roll-call' })).toBeDisabled();
    await dialog.getByRole('combobox', { name: 'Deputy of Olu Ade' }).click();
    await page.getByRole('option', { name: 'Ana Meier' }).click();
    await expect(dialog.getByRole('checkbox', { name: /^Takes steps? \d/ })).toBeChecked();
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Record the roll-call' }).click();
    await expect(before).toContainText(/Roll called \d\d:\d\d: 0 present, 1 by deputy\./);
    await before.getByRole('button', { name: 'They are silenced' }).click();
    await expect(before).toContainText('The alerts are silenced.');
    const log = page.getByTestId('run-log');
    await expect(log).toContainText('Deputy: Ana Meier for Olu Ade');
    await expect(log).toContainText(/Steps? \d.*: Olu Ade to Ana Meier\./);
    await expect(log).toContainText('Alerts silenced');
    await isAccessible(page);
  });
});

test('what is to be said is planned, stands on the wall, and is done once it was sent', async ({
  shell,
  folder,
}) => {
  test.setTimeout(90_000);
  const { rehearsal } = await seed(folder);
  const page = await shell.open();
  await page.goto(new URL(`/run/${rehearsal}`, page.url()).href);
  await ready(page);
  const dialog = page.getByRole('dialog');
  const due = page.getByRole('region', { name: 'Communications due' });
  const wall = await shell.windowAfter(() => page.getByRole('button', { name: /^Wall/ }).click());
  const log = page.getByTestId('run-log');

  await test.step('what is overdue is amber on the runner and on the wall', async () => {
    await expect(due).toContainText(/Rosa Ruiz, was due \d\d:\d\d, [56] min late/);
    const foot = wall.getByRole('contentinfo');
    await expect(foot).toContainText(/To the board: it has begun is [56] min late/);
    await expect(foot.locator('[data-late]')).toHaveCount(1);
    await page.bringToFront();
    await due.getByRole('button', { name: 'sent' }).click();
    await dialog.getByLabel('What was sent, and how').fill('By mail');
    await dialog.getByRole('button', { name: 'Record' }).click();
    await expect(due).toContainText('None planned.');
  });

  await test.step('planned with audience, time and owner', async () => {
    await page.bringToFront();
    await page.keyboard.press('m');
    await dialog.getByLabel('To whom').fill('customers');
    await dialog.getByLabel('What it says').fill('Checkout is back');
    await dialog.getByLabel(/^Due at/).fill('25:00');
    await expect(dialog.getByRole('button', { name: 'Plan it' })).toBeDisabled();
    await dialog.getByLabel(/^Due at/).fill('23:59');
    await dialog.getByRole('combobox', { name: 'Who sends it' }).click();
    await page.getByRole('option', { name: 'Ana Meier' }).click();
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    await expect(due).toContainText('To customers: Checkout is back');
    await expect(due).toContainText('Ana Meier, due 23:59');
    await expect(wall.getByRole('contentinfo')).toContainText(/To customers: Checkout is back .*23:59, in/);
  });

  await test.step('done by what was sent', async () => {
    await page.bringToFront();
    await due.getByRole('button', { name: 'sent' }).click();
    await dialog.getByLabel('What was sent, and how').fill('Status page is green');
    await dialog.getByRole('button', { name: 'Record' }).click();
    await expect(due).toContainText('None planned.');
    await expect(log).toContainText('Communication sent: Status page is green');
    await expect(wall.getByRole('contentinfo')).not.toContainText('customers');
  });

  await test.step('go or no-go is called outside a gate; a no-go needs its reason', async () => {
    await page.keyboard.press('y');
    await dialog.getByLabel('On what').fill('The second region');
    await dialog.getByText('No-go', { exact: true }).click();
    await expect(dialog.getByRole('button', { name: 'Record the no-go' })).toBeDisabled();
    await dialog.getByLabel('Why').fill('Error rate is up');
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Record the no-go' }).click();
    await expect(log).toContainText('Decision: No-go: The second region. Error rate is up');
    await isAccessible(page);
  });

  await test.step('an event is logged with two keys beside its words, here and in the war room', async () => {
    await page.keyboard.press('l');
    await page.keyboard.type('Vendor called');
    await page.keyboard.press('Enter');
    await expect(log).toContainText('Vendor called');
    await page.goto(new URL('/war-room', page.url()).href);
    await ready(page);
    await expect(page.getByRole('button', { name: /^Log an event/ })).toBeVisible();
    await page.keyboard.press('l');
    await expect(dialog.getByLabel('What happened')).toBeFocused();
    await page.keyboard.type('Vendor hung up');
    await isAccessible(page);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await page.goto(new URL(`/run/${rehearsal}`, page.url()).href);
    await ready(page);
    await expect(log).toContainText('Vendor hung up');
  });
});

test('a live run says when the screen cannot be kept awake and the battery runs low, and reminds of silenced alerts', async ({
  shell,
  folder,
}) => {
  test.setTimeout(90_000);
  const { runId } = await scheduledRun(folder);
  const page = await shell.open();
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'wakeLock');
    const battery = Object.assign(new EventTarget(), { charging: false, level: 0.24 });
    Object.assign(navigator, { getBattery: async () => battery });
    Object.assign(window, { battery });
  });
  await page.goto(new URL(`/run/${runId}`, page.url()).href);
  await ready(page);
  const dialog = page.getByRole('dialog');
  const banner = page.getByRole('main').locator('header');
  await page.getByRole('button', { name: 'They are silenced' }).click();
  await expect(page.getByTestId('run-log')).toContainText('Alerts silenced');
  await expect(banner).not.toContainText('Battery');
  await page.getByRole('button', { name: 'Start run' }).click();
  await expect(dialog).not.toContainText('alerts');
  await dialog.getByRole('button', { name: 'Start anyway' }).click();
  await expect(banner).toContainText('This browser cannot keep the screen awake.');
  await expect(banner).toContainText('Battery at 24 % and discharging.');
  await isAccessible(page);
  await page.evaluate(() => {
    const { battery } = window as unknown as { battery: EventTarget & { charging: boolean } };
    battery.charging = true;
    battery.dispatchEvent(new Event('chargingchange'));
  });
  await expect(banner).not.toContainText('Battery');
  await page.getByRole('button', { name: 'End run' }).click();
  await dialog.getByLabel('Reason').fill('Enough for tonight');
  await dialog.getByRole('button', { name: 'End run' }).click();
  const steps = page.getByTestId('current-steps');
  await expect(steps).toContainText('The alerts are still silenced.');
  await isAccessible(page);
  await steps.getByRole('button', { name: 'The alerts are on again' }).click();
  await expect(steps).not.toContainText('still silenced');
  await expect(page.getByTestId('run-log')).toContainText('Alerts switched on again');
});

test('a run is made out of the steps of the changes of a release', async ({ shell, folder }) => {
  await seed(folder);
  const page = await shell.open();
  await page.goto(new URL('/release/REL-A1', page.url()).href);
  await ready(page);
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Attach a runbook' }).click();
  await dialog.getByText('The steps of its changes').click();
  await isAccessible(page);
  await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('link', { name: 'Open runner for Steps of the changes' }).click();
  await page.waitForURL(/\/run\//);
  const plan = page.getByTestId('plan');
  await expect(plan).toContainText('takes 30 min');
  await expect(plan.getByRole('row')).toHaveText([
    /^No/,
    /^1Deploy/,
    /^2Deploy/,
    /^3Deploy/,
    /^4Deploy 4\.1\.9.*when decided/,
    /^5Deploy 4\.1\.9/,
    /^6Deploy 4\.1\.9/,
  ]);
});
