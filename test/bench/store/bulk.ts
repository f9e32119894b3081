import assert from 'node:assert/strict';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { applyStaged } from '#db/bulk.ts';
import type { App } from '#main/app.ts';
import { newId } from '#shared/domain/ids.ts';
import { generateChanges } from '#shared/domain/sample/changes.ts';
import { sampleWorld } from '#shared/domain/sample/sample.ts';
import { type Figure, figureOf, median } from '#test/bench/measure.ts';
import { MONDAY } from '#test/support/workspace.ts';
import { rawStore } from './raw.ts';
import { operatorOf } from './ticking.ts';

const ROWS = 30_000;
const ROUNDS = 3;

/** 30,000 tickets through the log, staged beforehand, beside the same rows inserted raw in one transaction into the same table. */
export async function measureBulk(app: App, folder: string, n: number): Promise<Figure> {
  const store = app.store();
  const who = { actor: operatorOf(app) };
  const times: number[] = [];
  const rawTimes: number[] = [];
  const raw = rawStore(folder);
  for (let round = 0; round < ROUNDS; round += 1) {
    const file = join(folder, `staged-${round}.db`);
    const before = countOf(raw);
    stage(file, round);
    const started = performance.now();
    const written = await applyStaged(store, who, 'Imported', file);
    times.push(performance.now() - started);
    assert.equal(written, ROWS);
    assert.equal(countOf(raw), before + ROWS);
    rawTimes.push(insertRaw(raw));
    assert.equal(countOf(raw), before + 2 * ROWS);
  }
  raw.close();
  return figureOf('store.bulk', n, times, median(rawTimes));
}

/** The rows the log has just taken, once more, under new ids and references. */
export function insertRaw(raw: Database.Database): number {
  const columns = (raw.pragma('table_info(change)') as { name: string }[])
    .map((column) => column.name)
    .filter((name) => name !== 'n');
  const names = columns.map((name) => `"${name}"`).join(', ');
  const rows = raw.prepare(`SELECT ${names} FROM change ORDER BY n DESC LIMIT ${ROWS}`).all() as Record<
    string,
    unknown
  >[];
  const values = rows.map((row, at) =>
    columns.map((name) => (name === 'id' ? newId() : name === 'ref' ? `RAW-${at}` : row[name])),
  );
  const insert = raw.prepare(`INSERT INTO change (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
  const started = performance.now();
  raw.exec('BEGIN IMMEDIATE');
  for (const row of values) insert.run(...row);
  raw.exec('COMMIT');
  return performance.now() - started;
}

function stage(file: string, round: number): void {
  const sqlite = new Database(file);
  sqlite.pragma('synchronous = OFF');
  sqlite.exec('CREATE TABLE staged (n INTEGER PRIMARY KEY, row TEXT NOT NULL) STRICT');
  const add = sqlite.prepare('INSERT INTO staged (row) VALUES (?)');
  sqlite.transaction(() => {
    for (const { id: _, ...row } of generateChanges(1000 + round, ROWS, sampleWorld(7, MONDAY, 'B'))) {
      add.run(JSON.stringify({ ...row, id: newId() }));
    }
  })();
  sqlite.close();
}

function countOf(raw: Database.Database): number {
  return raw.prepare('SELECT count(*) FROM change').pluck().get() as number;
}
