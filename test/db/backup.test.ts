import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp, listBackups, restoreBackup, setAside } from '#db/backup.ts';
import { openStore, storeFile } from '#db/open.ts';
import { countChanges } from '#db/queries/change-table.ts';
import { createChange } from '#db/queries/changes.ts';
import type { Store } from '#db/store.ts';
import { createFileSecrets } from '#main/services/secrets/file-secrets.ts';
import { openTestStore, tempFolder, who } from '#test/support/store.ts';

let place = tempFolder();
let store: Store;
beforeEach(() => {
  place = tempFolder();
  store = openTestStore(place.folder);
});
afterEach(() => {
  store.close();
  place.remove();
});

test('a backup made while somebody writes opens, is sound and holds all that was confirmed before it', async () => {
  for (let n = 0; n < 200; n += 1) createChange(store, who, { title: `Change ${n}` });
  const copying = backUp(store, 'asked');
  for (let n = 0; n < 20; n += 1) createChange(store, who, { title: `Later ${n}` });
  const made = await copying;
  expect(made.bytes).toBeGreaterThan(0);
  store.close();
  restoreBackup(place.folder, storeFile(place.folder), made.name, Date.UTC(2027, 1, 2));
  store = openTestStore(place.folder, { asNewDevice: true });
  expect(countChanges(store, {})).toBeGreaterThanOrEqual(200);
});

test('restoring keeps the present file as a backup', async () => {
  const made = await backUp(store, 'asked');
  createChange(store, who, { title: 'After the backup' });
  store.close();
  restoreBackup(place.folder, storeFile(place.folder), made.name, Date.UTC(2027, 1, 2));
  store = openTestStore(place.folder, { asNewDevice: true });
  expect(countChanges(store, {})).toBe(0);
  expect(
    listBackups(place.folder)
      .map((backup) => backup.cause)
      .sort(),
  ).toEqual(['asked', 'restore']);
});

test('seven daily backups are kept, and those that a person asked for stay', async () => {
  store.close();
  let now = Date.UTC(2027, 0, 31);
  store = openStore({ folder: place.folder, keys: createFileSecrets(place.folder), now: () => now });
  await backUp(store, 'asked');
  for (let day = 1; day <= 10; day += 1) {
    now = Date.UTC(2027, 1, day);
    await backUp(store, 'daily');
  }
  const causes = listBackups(place.folder).map((backup) => backup.cause);
  expect(causes.filter((cause) => cause === 'asked')).toHaveLength(1);
  expect(causes.filter((cause) => cause === 'daily')).toHaveLength(7);
  expect(listBackups(place.folder)[0]?.at).toBe(Date.UTC(2027, 1, 10));
});

test('a backup that is not sound is not put in place', async () => {
  const made = await backUp(store, 'asked');
  writeFileSync(join(place.folder, 'backups', made.name), 'damaged '.repeat(2000));
  store.close();
  expect(() => restoreBackup(place.folder, storeFile(place.folder), made.name, 1)).toThrow();
  store = openTestStore(place.folder);
});

test.each(['../slipway.db', '/etc/passwd', 'slipway-20270101000000-asked.db', ''])(
  '%j is no name of a backup',
  (name) => {
    expect(() => restoreBackup(place.folder, storeFile(place.folder), name, 1)).toThrow('no such backup');
  },
);

test('a damaged file is set aside with what belongs to it', () => {
  store.close();
  writeFileSync(storeFile(place.folder), 'damaged '.repeat(2000));
  setAside(place.folder, storeFile(place.folder), Date.UTC(2027, 1, 2));
  expect(readdirSync(place.folder)).toContain('slipway.db.damaged-20270202000000');
  store = openTestStore(place.folder);
});
