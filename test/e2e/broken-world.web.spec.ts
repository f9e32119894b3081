import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, cpSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { type RunningSlipway, startSlipway } from '#test/support/server.ts';
import { test } from '#test/support/slipway-test.ts';
import { openWorkspace } from '#test/support/workspace.ts';

// Each screen that stands where the workspace should be, and the way out of it that it offers.

const isRoot = process.getuid?.() === 0;
const running: RunningSlipway[] = [];
const mounts: string[] = [];
test.afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  for (const place of mounts.splice(0)) spawnSync('umount', [place]);
});

/** A workspace with one ticket and a backup that holds it. */
async function prepare(folder: string): Promise<{ ref: string }> {
  const work = openWorkspace({ folder });
  await work.create();
  const { ref } = await work.client().changes.create({ title: 'Rotate the signing key' });
  await work.client().backups.create();
  await work.close();
  return { ref };
}

async function open(page: Page, folder: string): Promise<RunningSlipway> {
  const slipway = await startSlipway({ folder });
  running.push(slipway);
  await page.goto(slipway.address);
  return slipway;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

async function restore(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
}

/** Opens the list of changes, finds the ticket in it, and makes one whose reference has other letters. */
async function goesOn(page: Page, ref: string): Promise<void> {
  await page.getByRole('link', { name: 'Changes' }).first().click();
  await expect(page.getByText(ref, { exact: true }).first()).toBeVisible();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('After the accident');
  await dialog.getByRole('button', { name: 'Create and open' }).click();
  await expect(page.getByText('CHG-B1').first()).toBeVisible();
}

test('a damaged file: its backup is restored from the screen, the ticket is there and new ones get new letters', async ({
  page,
  folder,
}) => {
  const { ref } = await prepare(folder);
  const handle = openSync(join(folder, 'slipway.db'), 'r+');
  writeSync(handle, 'damaged '.repeat(4000), 0);
  closeSync(handle);
  await open(page, folder);
  await expect(heading(page, 'The workspace file is damaged')).toBeVisible();
  await restore(page);
  await goesOn(page, ref);
});

test('a file that is gone: its backup is restored, no new workspace takes its place', async ({
  page,
  folder,
}) => {
  const { ref } = await prepare(folder);
  rmSync(join(folder, 'slipway.db'));
  await open(page, folder);
  await expect(page.getByText('The workspace file is gone.')).toBeVisible();
  await restore(page);
  await goesOn(page, ref);
});

test('a copied folder: it goes on as a new device', async ({ page, folder }) => {
  const original = join(folder, 'original');
  mkdirSync(original);
  const { ref } = await prepare(original);
  const copy = join(folder, 'copy');
  cpSync(original, copy, { recursive: true });
  await open(page, copy);
  await expect(heading(page, 'The workspace comes from another computer')).toBeVisible();
  await page.getByRole('button', { name: 'Go on as a new device' }).click();
  await goesOn(page, ref);
});

test('a file of a newer version: the screen says so and the file stays as it was', async ({
  page,
  folder,
}) => {
  await prepare(folder);
  const file = join(folder, 'slipway.db');
  const sqlite = new Database(file);
  sqlite.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('newer', 9999999999999)").run();
  sqlite.close();
  const before = statSync(file);
  await open(page, folder);
  await expect(heading(page, 'The workspace belongs to a newer version')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(heading(page, 'The workspace belongs to a newer version')).toBeVisible();
  expect(statSync(file).size).toBe(before.size);
});

test('a folder that cannot be written: the screen says so and opens once it can', async ({
  page,
  folder,
}) => {
  const mounted = isRoot ? mountSmall(folder, '8m') : true;
  test.skip(!mounted, 'root may write everywhere, and no file system can be mounted here');
  const { ref } = await prepare(folder);
  const readOnly = (yes: boolean) =>
    isRoot
      ? execFileSync('mount', ['-o', `remount,${yes ? 'ro' : 'rw'}`, folder])
      : chmodSync(folder, yes ? 0o500 : 0o700);
  readOnly(true);
  await open(page, folder);
  await expect(heading(page, 'The workspace cannot be written')).toBeVisible();
  readOnly(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'Changes' }).first().click();
  await expect(page.getByText(ref, { exact: true }).first()).toBeVisible();
});

test('a second start on the same folder ends with the reason', async ({ page, folder }) => {
  await prepare(folder);
  await open(page, folder);
  const second = await startSlipway({ folder }).catch(String);
  expect(second).toContain('ended with 1');
  expect(second).toContain('Another Slipway has this workspace open');
  expect(second).toContain(folder);
});

test('a full disk during a save: the sentence is shown, the typed words stay and are saved when there is room', async ({
  page,
  folder,
}) => {
  test.skip(!(isRoot && mountSmall(folder, '8m')), 'no small file system can be mounted here');
  const { ref } = await prepare(folder);
  const slipway = await open(page, folder);
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
  await page.goto(`http://127.0.0.1:${slipway.port}/change/${ref}`);
  const words = 'What was typed while the disk was full. '.repeat(5000);
  const field = page.getByRole('textbox', { name: 'Description', exact: true });
  await expect(field).toBeVisible();
  fillUp(folder);
  await field.fill(words);
  await field.blur();
  await expect(page.getByText('Not saved. The disk is full.')).toBeVisible();
  await expect(field).toHaveValue(words);
  rmSync(join(folder, 'filler'));
  await expect(page.getByText(/^\s*saved \d\d:/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Description', exact: true })).toHaveValue(words);
});

test('a full disk at the start: the screen says so, and Try again opens it when there is room', async ({
  page,
  folder,
}) => {
  test.skip(!(isRoot && mountSmall(folder, '8m')), 'no small file system can be mounted here');
  const { ref } = await prepare(folder);
  fillUp(folder);
  await open(page, folder);
  await expect(heading(page, 'The disk is full')).toBeVisible();
  rmSync(join(folder, 'filler'));
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'Changes' }).first().click();
  await expect(page.getByText(ref, { exact: true }).first()).toBeVisible();
});

/** Puts a file system of that size over a folder; false where that is not permitted. */
function mountSmall(folder: string, size: string): boolean {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'slipway', folder]);
  if (status !== 0) return false;
  mounts.push(folder);
  return true;
}

/** Writes until nothing more fits. */
function fillUp(folder: string): void {
  const handle = openSync(join(folder, 'filler'), 'w');
  for (const bytes of [65_536, 1]) {
    try {
      for (;;) writeSync(handle, Buffer.alloc(bytes));
    } catch {
      // Full.
    }
  }
  closeSync(handle); // what is open still takes its room after it was removed
}
