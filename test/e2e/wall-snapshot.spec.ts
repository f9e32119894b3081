import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { type Download, expect } from '@playwright/test';
import { scheduledRun } from '#test/support/scheduled-run.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

test('the wall is saved as a still page and a picture that open without any network', async ({
  shell,
  folder,
}, info) => {
  const { runId } = await scheduledRun(folder, { started: true });
  const page = await shell.open();
  await page.goto(new URL(`/wall/${runId}`, page.url()).href);
  await ready(page);
  await expect(page.getByText('GREEN', { exact: true })).toBeVisible();
  const saved: Download[] = [];
  page.on('download', (one) => saved.push(one));
  await page.keyboard.press('s');
  await expect.poll(() => saved.length).toBe(2);
  const [html, png] = saved;
  if (!html || !png) throw new Error('two files');
  const bytes = await readFile(await png.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  // Width as its header says, twice that of the screen.
  expect(bytes.readUInt32BE(16)).toBe(2880);
  const file = info.outputPath('wall.html');
  await html.saveAs(file);
  await shell.kill();

  const asked: string[] = [];
  const still = await page.context().newPage();
  await page.context().setOffline(true);
  still.on('request', (request) => asked.push(request.url()));
  await still.goto(pathToFileURL(file).href);
  await expect(still.getByText('GREEN', { exact: true })).toBeVisible();
  await expect(still.getByText(/^Forecast end \d\d:\d\d/)).toBeVisible();
  await expect(still.getByText('Announce').first()).toBeVisible();
  await expect(still.getByText(/^As of .*\d\d:\d\d:\d\d/)).toBeVisible();
  await expect(still.getByText('Full screen')).toHaveCount(0);
  expect(asked.filter((url) => /^(https?|wss?):/.test(url))).toEqual([]);
  expect(await readFile(file, 'utf8')).not.toContain('<script');
  await still.screenshot({ path: info.outputPath('still.png') });
});
