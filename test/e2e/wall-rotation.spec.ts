import { expect } from '@playwright/test';
import { isAccessible } from '#test/support/accessibility.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';
import { openWorkspace } from '#test/support/workspace.ts';

test('panels turn only when asked to; arrows turn them, a key and the pointer hold them', async ({
  shell,
  folder,
}) => {
  const { runId, otherId } = await scheduledRun(folder, { started: true });
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => undefined } });
  const log = work.client().warroom.log;
  for (let n = 1; n <= 7; n++)
    await log({ runId, kind: 'issue', text: `Replica ${n} lags behind`, ownerId: otherId });
  await log({ runId, kind: 'decision', text: 'Go on with the second node' });
  await log({ runId, kind: 'role', text: 'Commander', role: 'commander', ownerId: otherId });
  await work.close();
  const page = await shell.open();
  await page.goto(new URL(`/wall/${runId}`, page.url()).href);
  await ready(page);
  const panel = page.getByTestId('wall-panel');
  await expect(page.getByText('Replica 1 lags behind')).toBeVisible();
  await expect(panel).toHaveCount(0);
  await page.keyboard.press('a');
  await expect(panel).toContainText('Panel 1 of 4');
  await page.keyboard.press('p');
  await expect(panel).toContainText('held');
  await page.keyboard.press('ArrowRight');
  await expect(panel).toContainText('Panel 2 of 4');
  await page.keyboard.press('ArrowRight');
  await expect(panel).toContainText('Go on with the second node');
  await page.keyboard.press('ArrowLeft');
  await expect(panel).toContainText('Panel 2 of 4');
  await expect(page.getByTestId('wall-steps')).toBeVisible();
  await isAccessible(page);
});
