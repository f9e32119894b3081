import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { generateChanges } from '#shared/domain/sample/changes.ts';
import type { SampleWorld } from '#shared/domain/sample/sample.ts';

type Work = {
  readonly file: string;
  readonly seed: number;
  readonly count: number;
  readonly world: SampleWorld;
};

const { file, seed, count, world } = workerData as Work;
const sqlite = new Database(file);
sqlite.pragma('synchronous = OFF'); // a staged file that is cut off is thrown away
sqlite.exec('CREATE TABLE staged (n INTEGER PRIMARY KEY, row TEXT NOT NULL) STRICT');
const add = sqlite.prepare('INSERT INTO staged (row) VALUES (?)');
let done = 0;
sqlite.transaction(() => {
  for (const change of generateChanges(seed, count, world)) {
    add.run(JSON.stringify(change));
    done += 1;
    if (done % 1000 === 0) parentPort?.postMessage({ kind: 'progress', progress: done });
  }
})();
sqlite.close();
parentPort?.postMessage({ kind: 'done', result: done });
