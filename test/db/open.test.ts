import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { failureOf } from '#db/failures.ts';
import { createChange } from '#db/queries/changes.ts';
import { innerOf } from '#db/store.ts';
import { openTestStore, tempFolder, who } from '#test/support/store.ts';
import { openWorkspace } from '#test/support/workspace.ts';

const place = tempFolder();
const file = join(place.folder, 'slipway.db');
afterEach(() => place.remove());

function failureOfOpening(folder = place.folder) {
  try {
    openTestStore(folder).close();
    return null;
  } catch (error) {
    return failureOf(error, []);
  }
}

test('what a confirmed write needs to survive power loss is set on the connection', () => {
  const store = openTestStore(place.folder);
  const { sqlite } = innerOf(store);
  expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(sqlite.pragma('synchronous', { simple: true })).toBe(2);
  expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  store.close();
});

test('every table of the schema is strict, so that no text lands where a number belongs', () => {
  const store = openTestStore(place.folder);
  const loose = store.db.rows<{ name: string }>(
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_fts%' AND name <> '__drizzle_migrations'",
  );
  expect(loose).toEqual([]);
  store.close();
});

test('a second start on the same folder is refused, also from this process', () => {
  const store = openTestStore(place.folder);
  expect(failureOfOpening()?.kind).toBe('locked');
  store.close();
  expect(failureOfOpening()).toBeNull();
});

test('a file that is no database is called damaged and left as it is', () => {
  openTestStore(place.folder).close();
  writeFileSync(file, 'not a database at all, but long enough to look like one'.repeat(100));
  expect(failureOfOpening()?.kind).toBe('corrupt');
  expect(existsSync(file)).toBe(true);
});

test('a page overwritten in the middle of the file is noticed before anything is written', () => {
  const store = openTestStore(place.folder);
  for (let n = 0; n < 50; n += 1) createChange(store, who, { title: `Change ${n}` });
  store.close();
  const handle = openSync(file, 'r+');
  const garbage = Buffer.alloc(4096, 0xff);
  for (let page = 1; page < 12; page += 1) writeSync(handle, garbage, 0, 4096, page * 4096);
  expect(failureOfOpening()?.kind).toBe('corrupt');
});

test('a last entry that was altered outside the app stops the start', () => {
  const store = openTestStore(place.folder);
  createChange(store, who, { title: 'One' });
  store.close();
  const knife = new Database(file);
  knife.exec("UPDATE log_entry SET reason = 'nothing happened'");
  knife.close();
  const failure = failureOfOpening();
  expect(failure?.kind).toBe('corrupt');
  expect(failure?.detail).toContain('altered');
});

test('a file of a newer version is named as such and not touched', () => {
  openTestStore(place.folder).close();
  const newer = new Database(file);
  newer.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('from the future', 9999999999999)");
  newer.close();
  expect(failureOfOpening()?.kind).toBe('newer');
});

test('a copied folder does not write under the name of the device it was copied from', () => {
  const store = openTestStore(place.folder);
  createChange(store, who, { title: 'One' });
  store.close();
  const copy = tempFolder();
  cpSync(place.folder, copy.folder, { recursive: true });
  expect(failureOfOpening(copy.folder)?.kind).toBe('copied');
  const second = openTestStore(copy.folder, { asNewDevice: true });
  expect(createChange(second, who, { title: 'Two' }).ref).toBe('CHG-B1');
  second.close();
  copy.remove();
});

test('a file put back over the workspace by hand is seen as a copy', () => {
  openTestStore(place.folder).close();
  copyFileSync(file, `${file}.saved`);
  renameSync(`${file}.saved`, file);
  expect(failureOfOpening()?.kind).toBe('copied');
});

test('a folder that cannot be written to is called that', () => {
  // /sys is read-only for everybody, root included.
  const failure = failureOfOpening('/sys/kernel');
  expect(failure?.kind).toBe('read-only');
});

test('a full disk refuses the write in words, keeps what was there, and goes on when there is room', async () => {
  const work = openWorkspace();
  await work.create();
  const kept = await work.client().changes.create({ title: 'Kept' });
  const { sqlite } = innerOf(work.app().store());
  const pages = sqlite.pragma('page_count', { simple: true }) as number;
  sqlite.pragma(`max_page_count = ${pages}`);
  const refused = await work
    .client()
    .changes.patch({ id: kept.id, fields: { description: 'x'.repeat(900_000) } })
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    data: { reason: expect.stringContaining('The disk is full.') },
  });
  sqlite.pragma('max_page_count = 1073741823');
  expect((await work.client().changes.get({ key: kept.id })).description).toBe('');
  await work.client().changes.patch({ id: kept.id, fields: { description: 'short' } });
  await work.remove();
});

test('a damaged file is set aside, never deleted, when a person starts empty or restores', async () => {
  const work = openWorkspace();
  await work.create();
  const made = await work.client().changes.create({ title: 'Kept in the backup' });
  const backup = await work.client().backups.create();
  await work.close();
  writeFileSync(join(work.folder, 'slipway.db'), 'damaged '.repeat(2000));
  await work.reopen();
  expect((await work.client().workspace.status()).state).toBe('failed');
  await expect(work.client().changes.count({})).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  const after = await work.client().workspace.recover({ action: 'restore', backup: backup.name });
  expect(after.state).toBe('ready');
  expect((await work.client().changes.get({ key: made.ref })).title).toBe('Kept in the backup');
  expect((await work.client().changes.create({ title: 'New letters' })).ref).toBe('CHG-B1');
  expect(readdirSync(work.folder).some((name) => name.startsWith('slipway.db.damaged-'))).toBe(true);
  await work.remove();
});

test('a Node that is too old gets one clear line instead of a crash', () => {
  const script =
    "Object.defineProperty(process.versions, 'napi', { value: '9' }); require('./main/node-version.cjs')";
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain('Slipway needs Node 22.14 or newer');
});
