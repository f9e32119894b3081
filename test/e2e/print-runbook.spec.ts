import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { readPdf } from '#test/support/pdf.ts';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

test('the runbook of a run, and a runbook alone, are saved as PDF from their menus', async ({
  shell,
  folder,
}) => {
  const { runId } = await scheduledRun(folder, { started: true });
  const page = await shell.open();
  const saved = async (menu: string) => {
    await page.getByRole('button', { name: menu }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as PDF to print' }).click(),
    ]);
    const path = await download.path();
    return { name: download.suggestedFilename(), ...(await readPdf(readFileSync(path))) };
  };
  await page.goto(new URL(`/run/${runId}`, page.url()).href);
  await ready(page);
  const step = page.getByTestId('step-1');
  await step.getByRole('button', { name: /^Start/ }).click();
  await step.getByRole('button', { name: /^Finish/ }).click();
  await expect(page.getByTestId('run-log')).toContainText('1 Announce done');
  const run = await saved('More for this run');
  expect(run.name).toBe('REL-A1-live-runbook.pdf');
  expect(run.text.replace(/\s+/g, '')).toMatch(/Done\d\d:\d\dto\d\d:\d\d,RosaRuiz/);
  expect(run.text).toContain('Go/no-go 1');

  await page.goto(new URL('/runbooks', page.url()).href);
  await ready(page);
  const alone = await saved('More for this runbook');
  expect(alone.text).toContain('Commander, phone');
});
