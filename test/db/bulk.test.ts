import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyStaged, undoInterruptedBulk } from '#db/bulk.ts';
import { changePage, countChanges } from '#db/queries/change-table.ts';
import { createChange } from '#db/queries/changes.ts';
import { innerOf, type Store } from '#db/store.ts';
import { faultsOf } from '#test/support/soundness.ts';
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

/** A staged file with that many tickets, as a worker leaves it. */
function staged(count: number): string {
  const file = join(place.folder, 'staged.db');
  const sqlite = new Database(file);
  sqlite.exec('CREATE TABLE staged (n INTEGER PRIMARY KEY, row TEXT NOT NULL) STRICT');
  const add = sqlite.prepare('INSERT INTO staged (row) VALUES (?)');
  sqlite.transaction(() => {
    for (let n = 0; n < count; n += 1)
      add.run(JSON.stringify({ title: `Imported ${n}`, description: 'x'.repeat(300) }));
  })();
  sqlite.close();
  return file;
}

const visible = () => countChanges(store, {});

test('nothing of a bulk write is seen until all of it is there, and then all of it', async () => {
  const seen: number[] = [];
  const done = await applyStaged(store, who, 'Imported', staged(1500), {
    onProgress: () => seen.push(visible()),
  });
  expect(done).toBe(1500);
  expect(new Set(seen)).toEqual(new Set([0]));
  expect(visible()).toBe(1500);
  expect(
    changePage(store, { filter: {}, sort: [{ by: 'ref', descending: true }], offset: 0, limit: 1 })[0]?.ref,
  ).toBe('CHG-A1500');
  store.close();
  expect(faultsOf(place.folder)).toEqual([]);
  store = openTestStore(place.folder);
});

test('somebody can write between the chunks, and an entry never holds more than 500 rows', async () => {
  let written = 0;
  await applyStaged(store, who, 'Imported', staged(1200), {
    onProgress: () => {
      createChange(store, who, { title: 'Meanwhile' });
      written += 1;
    },
  });
  expect(written).toBeGreaterThan(2);
  expect(visible()).toBe(1200 + written);
  const largest = store.db.row<{ n: number }>('SELECT max(json_array_length(ops_json)) AS n FROM log_entry');
  expect(largest?.n).toBeLessThanOrEqual(500);
});

test('a cancelled bulk write leaves nothing to be seen, and says so by throwing', async () => {
  const cancel = new AbortController();
  const work = applyStaged(store, who, 'Imported', staged(2000), {
    signal: cancel.signal,
    onProgress: (done) => {
      if (done > 100) cancel.abort();
    },
  });
  await expect(work).rejects.toThrow();
  expect(visible()).toBe(0);
  expect(store.hiddenGroups.size).toBe(0);
});

test('a bulk write that was cut off by the end of the program is taken back at the next start', async () => {
  const work = applyStaged(store, who, 'Imported', staged(2000), {
    onProgress: (done) => {
      if (done > 200) store.close();
    },
  });
  await expect(work).rejects.toThrow();
  store = openTestStore(place.folder);
  expect(store.hiddenGroups.size).toBe(1);
  expect(visible()).toBe(0);
  undoInterruptedBulk(store);
  await expect.poll(() => store.hiddenGroups.size).toBe(0);
  expect(visible()).toBe(0);
  expect(
    innerOf(store).sqlite.prepare('SELECT count(*) FROM change WHERE removed_at IS NULL').pluck().get(),
  ).toBe(0);
});
