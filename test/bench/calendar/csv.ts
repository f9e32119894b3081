import assert from 'node:assert/strict';
import { listEnvironments, listServices } from '#db/queries/catalogue.ts';
import { listPeople, patchPerson } from '#db/queries/people.ts';
import type { App } from '#main/app.ts';
import { csvHeading, csvLines } from '#main/documents/csv/write.ts';
import { importCsv } from '#main/jobs/import-csv.ts';
import { addPiece } from '#main/services/files/uploads.ts';
import { PIECE } from '#shared/contract/exchange.ts';
import { sampleWorld } from '#shared/domain/sample.ts';
import { generateChanges } from '#shared/domain/sample-changes.ts';
import { type Figure, figureOf, median } from '#test/bench/measure.ts';
import { insertRaw } from '#test/bench/store/bulk.ts';
import { rawStore } from '#test/bench/store/raw.ts';
import { operatorOf } from '#test/bench/store/ticking.ts';
import { lastOf, MONDAY } from '#test/support/workspace.ts';

const ROWS = 30_000;
const ROUNDS = 3;
/** How often somebody ticks meanwhile, in ms. */
const TICK_EVERY = 25;

/**
 * 30,000 changes of a table read, checked and written (`calendar.csv`), beside the same rows inserted raw in one
 * transaction; and how long a small write waited for its turn meanwhile (`calendar.csv_tick`, its p99 is the longest).
 */
export async function measureCsv(app: App, folder: string, n: number): Promise<Figure[]> {
  const store = app.store();
  const who = { actor: operatorOf(app) };
  const raw = rawStore(folder);
  const [times, rawTimes, waits]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const file = await upload(folder, tableOf(app, round), store.now());
    const before = countOf(raw);
    const ticks = tickMeanwhile(app);
    const started = performance.now();
    const asked = { file, reading: { zone: 'Europe/Berlin' }, partial: false };
    const done = await lastOf(importCsv(store, who, asked, undefined));
    times.push(performance.now() - started);
    waits.push(...(await ticks.stop()));
    assert.equal(done.kind === 'done' ? done.added : 0, ROWS, JSON.stringify(done).slice(0, 2000));
    assert.equal(countOf(raw), before + ROWS);
    rawTimes.push(insertRaw(raw));
  }
  raw.close();
  const ticks = figureOf('calendar.csv_tick', n, waits, 50);
  return [figureOf('calendar.csv', n, times, median(rawTimes)), { ...ticks, p99_ms: Math.max(...waits) }];
}

/** A table as Slipway writes it, of changes nobody has numbered before. */
function tableOf(app: App, round: number): string {
  const { db } = app.store();
  const names = { people: listPeople(db), services: listServices(db), environments: listEnvironments(db) };
  const world = sampleWorld(7, MONDAY, 'B');
  const serviceId = names.services[0]?.id;
  const changes = [...generateChanges(3000 + round, ROWS, world)].map((change, at) => ({
    ...change,
    externalRef: `CHG${round}${String(at).padStart(6, '0')}`,
    serviceIds: serviceId ? [serviceId] : [],
    environmentIds: [],
    assigneeId: names.people[at % names.people.length]?.id ?? null,
    validatorId: null,
  }));
  return csvHeading() + csvLines(changes, names);
}

export async function upload(folder: string, text: string, now: number): Promise<string> {
  const bytes = Buffer.from(text);
  let file: string | undefined;
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE).toString('base64');
    file = (await addPiece(folder, file, piece, now)).file;
  }
  if (file === undefined) throw new Error('The table is empty');
  return file;
}

/** Writes one small thing through the log again and again; answers with the ms each waited before it could begin. */
export function tickMeanwhile(app: App): { stop(): Promise<number[]> } {
  const store = app.store();
  const who = { actor: operatorOf(app) };
  const waits: number[] = [];
  let stopped = false;
  const ticking = (async () => {
    for (let phone = 0; !stopped; phone += 1) {
      const due = performance.now() + TICK_EVERY;
      await new Promise((resolve) => setTimeout(resolve, TICK_EVERY));
      waits.push(Math.max(0, performance.now() - due));
      patchPerson(store, who, who.actor, { phone: String(phone) });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await ticking;
      return waits;
    },
  };
}

function countOf(raw: { prepare(sql: string): { pluck(): { get(): unknown } } }): number {
  return raw.prepare('SELECT count(*) FROM change').pluck().get() as number;
}
