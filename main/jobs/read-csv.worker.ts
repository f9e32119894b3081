import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { changeByExternalRef, changeByOwnRef } from '#db/queries/external.ts';
import { createReadDb } from '#db/read.ts';
import { type CsvWork, readCsv, type Sink } from './read-csv.ts';

/** `staged` is the file to make for db/bulk.ts; null when only looking. `store` is the workspace's file, read only. */
type Work = CsvWork & { readonly file: string; readonly store: string; readonly staged: string | null };

const work = workerData as Work;
const store = new Database(work.store, { readonly: true, fileMustExist: true });
const db = createReadDb(store);
const { sink, finish } = work.staged === null ? nowhere() : staging(work.staged);
const result = await readCsv(
  await readFile(work.file),
  work,
  { byExternalRef: (ref) => changeByExternalRef(db, ref), byOwnRef: (ref) => changeByOwnRef(db, ref) },
  sink,
  (done, total) => parentPort?.postMessage({ kind: 'progress', progress: { done, total } }),
);
finish();
store.close();
parentPort?.postMessage({ kind: 'done', result });

function nowhere(): { sink: Sink; finish(): void } {
  return { sink: { add: () => {}, update: () => {} }, finish: () => {} };
}

function staging(file: string): { sink: Sink; finish(): void } {
  const sqlite = new Database(file);
  sqlite.pragma('synchronous = OFF'); // a staged file that is cut off is thrown away
  sqlite.exec(
    `CREATE TABLE staged (n INTEGER PRIMARY KEY, row TEXT NOT NULL) STRICT;
     CREATE TABLE changed (n INTEGER PRIMARY KEY, id TEXT NOT NULL, row TEXT NOT NULL) STRICT;
     BEGIN`,
  );
  const add = sqlite.prepare('INSERT INTO staged (row) VALUES (?)');
  const update = sqlite.prepare('INSERT INTO changed (id, row) VALUES (?, ?)');
  return {
    sink: {
      add: (ticket) => add.run(JSON.stringify(ticket)),
      update: (id, fields) => update.run(id, JSON.stringify(fields)),
    },
    finish: () => {
      sqlite.exec('COMMIT');
      sqlite.close();
    },
  };
}
