import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyBeforeMigration, listBackups } from '#db/backup.ts';
import { applyStaged } from '#db/bulk.ts';
import { storeFile } from '#db/open.ts';
import { countChanges } from '#db/queries/change-table.ts';
import { innerOf } from '#db/store.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { lastOf, MONDAY, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
beforeEach(async () => {
  work = openWorkspace();
  await work.create();
});
afterEach(() => work.remove());

const pages = (most: number) => {
  const { sqlite } = innerOf(work.app().store());
  const now = sqlite.pragma('page_count', { simple: true }) as number;
  sqlite.pragma(`max_page_count = ${most === Number.POSITIVE_INFINITY ? 1_073_741_823 : now + most}`);
};
const sound = async () => {
  await work.close();
  expect(faultsOf(work.folder)).toEqual([]);
  await work.reopen();
};

test('a disk that fills up in the middle of a bulk write shows nothing of it, now and after the next start', async () => {
  pages(300);
  await expect(lastOf(await work.client().sample.load({ changes: 4000 }))).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    data: { reason: expect.stringContaining('The disk is full.') },
  });
  const shown = await work.client().changes.count({});
  expect([0, 40]).toContain(shown);
  pages(Number.POSITIVE_INFINITY);
  await work.reopen();
  await expect.poll(() => work.app().store().hiddenGroups.size).toBe(0);
  expect(await work.client().changes.count({})).toBe(shown);
  await sound();
});

test('a full disk while a bulk write is being taken back leaves it hidden, and the next start goes on', async () => {
  const file = join(work.folder, 'staged.db');
  const staged = new Database(file);
  staged.exec('CREATE TABLE staged (n INTEGER PRIMARY KEY, row TEXT NOT NULL) STRICT');
  const add = staged.prepare('INSERT INTO staged (row) VALUES (?)');
  staged.transaction(() => {
    for (let n = 0; n < 1500; n += 1)
      add.run(JSON.stringify({ title: `Imported ${n}`, description: 'x'.repeat(300) }));
  })();
  staged.close();
  const [operator] = (await work.client().people.list()).people;
  if (!operator) throw new Error('no operator');
  const store = work.app().store();
  const writing = applyStaged(store, { actor: operator.id }, 'Imported', file, {
    onProgress: (done) => {
      if (done > 500) pages(0);
    },
  });
  await expect(writing).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  expect(countChanges(store, {})).toBe(0);
  pages(Number.POSITIVE_INFINITY);
  await work.reopen();
  await expect.poll(() => work.app().store().hiddenGroups.size).toBe(0);
  expect(await work.client().changes.count({})).toBe(0);
  await sound();
});

test('a disk without room for the copy before a migration leaves the file and no half backup', async () => {
  await work.close();
  const sqlite = new Database(storeFile(work.folder));
  const backups = join(work.folder, 'backups');
  // Where the copy should go lies a folder that cannot take it.
  mkdirSync(join(backups, 'slipway-20270201090000-migration.db.part'), { recursive: true });
  expect(() => copyBeforeMigration(sqlite, work.folder, MONDAY)).toThrow();
  sqlite.close();
  expect(listBackups(work.folder)).toEqual([]);
  rmSync(backups, { recursive: true });
  await work.reopen();
  expect((await work.client().workspace.status()).state).toBe('ready');
});
