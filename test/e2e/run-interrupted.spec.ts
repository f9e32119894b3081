import { copyFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { write } from '#db/log.ts';
import { storeFile } from '#db/open.ts';
import { run } from '#db/schema/runbooks.ts';
import type { DeviceId, RunId } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import { isAccessible, overflow } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { freshFolder, removeFolder, startSlipway } from '#test/support/server.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { openWorkspace } from '#test/support/workspace.ts';

/** Starts and finishes the first step and starts the second one, by a clock that is ahead by so much. */
async function tickAhead(folder: string, runId: RunId, ahead: number): Promise<void> {
  const work = openWorkspace({ folder, clock: { now: () => Date.now() + ahead, advance: () => undefined } });
  const [first, second] = (await work.client().runbooks.get({ id: runId })).steps;
  if (!first || !second) throw new Error('no steps');
  await work.client().runbooks.tick({ stepId: first.id, kind: 'start' });
  await work.client().runbooks.tick({ stepId: first.id, kind: 'finish' });
  await work.client().runbooks.tick({ stepId: second.id, kind: 'start' });
  await work.close();
}

const card = (page: Page, number: number) => page.getByTestId(`step-${number}`);

test('a clock that was set back in the middle of a run is asked about, and the times are put right', async ({
  shell,
  folder,
}) => {
  const { runId } = await scheduledRun(folder, { started: true });
  await tickAhead(folder, runId, 2 * HOUR);
  const page = await shell.open();
  await page.goto(new URL(`/run/${runId}`, page.url()).href);
  await ready(page);
  const banner = page.getByRole('alert').filter({ hasText: 'The clock was set back by 2 h' });
  await expect(banner).toContainText('step 2');
  await expect(banner).toContainText('recorded for later than now');
  await isAccessible(page);
  expect(await overflow(page)).toBe(0);
  const openWall = () => page.getByRole('button', { name: /^Wall/ }).click();
  const wall = await shell.windowElsewhere(page, openWall);
  await expect(wall.getByText('times in doubt')).toBeVisible();

  await test.step('a run goes on while the projector is gone', async () => {
    await wall.close();
    await card(page, 2)
      .getByRole('button', { name: /^Finish/ })
      .click();
    await expect(page.getByText('step 3 of 6')).toBeVisible();
  });

  await banner.getByRole('button', { name: 'Correct times…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await isAccessible(page);
  const end = dialog.getByLabel(/^Right time of step 1 .*, end$/);
  const right = await end.inputValue();
  await end.fill('25:00');
  await expect(dialog.getByRole('button', { name: 'Correct 3 times' })).toBeDisabled();
  await end.fill(right);
  await dialog.getByLabel(/^What happened to the clock/).fill('Summer time was entered by hand');
  await dialog.getByRole('button', { name: 'Correct 3 times' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(banner).toHaveCount(0);
  await expect(page.getByTestId('run-log')).toContainText('Summer time was entered by hand');
  await expect(page.getByTestId('run-log')).toContainText('taken back');

  const again = await shell.windowElsewhere(page, openWall);
  await expect(again.getByText('times in doubt')).toHaveCount(0);
  await expect(again.getByText('Steps finished')).toContainText('2 of 6');
});

test('a run is taken over from a dead laptop, and the old one is fenced off when it returns', async ({
  shell,
  folder,
  browser,
  kind,
}) => {
  test.skip(kind === 'electron', 'The second laptop is a browser shell.');
  const { runId, operatorId } = await scheduledRun(folder, { started: true });
  const spare = freshFolder();
  copyFileSync(storeFile(folder), storeFile(spare));
  const second = await startSlipway({ folder: spare });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(second.address);
    await page.getByRole('button', { name: /new device/ }).click();
    await ready(page);
    await page.goto(new URL(`/run/${runId}`, page.url()).href);
    await ready(page);
    const banner = page.getByRole('status').filter({ hasText: 'Device A holds this run since' });
    await expect(banner).toContainText('last record here is');
    const start = card(page, 1).getByRole('button', { name: /^Start/ });
    await expect(start).toBeDisabled();
    await expect(page.getByRole('button', { name: 'End run' })).toHaveCount(0);
    await isAccessible(page);
    await page.keyboard.press('Space');
    const dialog = page.getByRole('dialog', { name: 'Take the run over' });
    await expect(dialog).toContainText('Make sure that device A has stopped');
    await expect(dialog.getByRole('button', { name: 'Take over' })).toBeDisabled();
    await dialog.getByLabel('Why').fill('Its battery is empty');
    await dialog.getByRole('button', { name: 'Take over' }).click();
    await expect(banner).toHaveCount(0);
    await expect(page.getByTestId('run-log')).toContainText('Its battery is empty');
    await start.click();
    await expect(card(page, 1).getByRole('button', { name: /^Finish/ })).toBeVisible();
  } finally {
    await context.close();
    await second.stop();
  }

  const spareWork = openWorkspace({ folder: spare, clock: { now: Date.now, advance: () => undefined } });
  const heldBy = spareWork.app().store().device.id as DeviceId;
  await spareWork.close();
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => undefined } });
  write(work.app().store(), { actor: operatorId }, 'What it learns of the other', (tx) =>
    tx.patch(run, runId, { heldBy }),
  );
  await work.close();
  const page = await shell.open();
  await page.goto(new URL(`/run/${runId}`, page.url()).href);
  await ready(page);
  await expect(page.getByRole('status').filter({ hasText: 'holds this run since' })).toBeVisible();
  await expect(card(page, 1).getByRole('button', { name: /^Start/ })).toBeDisabled();
  removeFolder(spare);
});
