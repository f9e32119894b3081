import assert from 'node:assert/strict';
import { listEnvironments, listServices } from '#db/queries/catalogue.ts';
import { listPeople, patchPerson } from '#db/queries/people.ts';
import type { App } from '#main/app.ts';
import { csvHeading, csvLines } from '#main/documents/csv/write.ts';
import { importCsv } from '#main/jobs/import-csv.ts';
import { addPiece } from '#main/services/files/uploads.ts';
import { PIECE } from '#shared/contract/exchange.ts';
import { generateChanges } from '#shared/domain/sample/changes.ts';
import { sampleWorld } from '#shared/domain/sample/sample.ts';
import { type Figure, figureOf, median } from '#test/bench/measure.ts';
import { insertRaw } from '#test/bench/store/bulk.ts';
import { rawStore } from '#test/bench/store/raw.ts';
import { operatorOf } from '#test/bench/store/ticking.ts';
import { lastOf, MONDAY } from '#test/support/workspace.ts';

const ROWS = 30_000;
/** Over before the first minute is, when the daily backup would be measured along. */
const ROUNDS = 2;
/** How often somebody ticks meanwhile, in ms. */
const TICK_EVERY = 25;
const HELD_AT_MOST = 50;

/** How long a tick waited for its turn, and what this thread worked meanwhile, in ms. */
export type Tick = { readonly waited: number; readonly worked: number };

/**
 * 30,000 changes of a table read, checked and written (`calendar.csv`), beside the same rows inserted raw in one
 * transaction; how long a small write waited for its turn meanwhile (`calendar.csv_tick`); and the longest that the
 * import itself kept such a write waiting (`calendar.csv_hold`), without what other programs and the disk took.
 */
export async function measureCsv(app: App, folder: string, n: number): Promise<Figure[]> {
  const store = app.store();
  const who = { actor: operatorOf(app) };
  const raw = rawStore(folder);
  const times: number[] = [];
  const rawTimes: number[] = [];
  const ticks: Tick[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const file = await upload(folder, tableOf(app, round), store.now());
    const before = countOf(raw);
    const ticking = tickMeanwhile(app);
    const started = performance.now();
    const asked = { file, reading: { zone: 'Europe/Berlin' }, partial: false };
    const done = await lastOf(importCsv(store, who, asked, undefined));
    times.push(performance.now() - started);
    ticks.push(...(await ticking.stop()));
    assert.equal(done.kind === 'done' ? done.added : 0, ROWS, JSON.stringify(done).slice(0, 2000));
    assert.equal(countOf(raw), before + ROWS);
    rawTimes.push(insertRaw(raw));
  }
  raw.close();
  const waited = ticks.map((tick) => tick.waited);
  const held = ticks.map((tick) => Math.min(tick.waited, tick.worked));
  const longest = Math.round(Math.max(...held) * 1000) / 1000;
  return [
    figureOf('calendar.csv', n, times, median(rawTimes)),
    figureOf('calendar.csv_tick', n, waited, HELD_AT_MOST),
    { ...figureOf('calendar.csv_hold', n, held, HELD_AT_MOST), p99_ms: longest },
  ];
}

/** What the figures of this file may cost. */
export const CSV_RULES = [
  { bench: 'calendar.csv', times: 6 },
  { bench: 'calendar.csv_tick', ms: HELD_AT_MOST, p99: true },
  { bench: 'calendar.csv_hold', ms: HELD_AT_MOST, p99: true },
] as const;

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

/** Writes one small thing through the log again and again, and notes how each waited. */
export function tickMeanwhile(app: App): { stop(): Promise<Tick[]> } {
  const store = app.store();
  const who = { actor: operatorOf(app) };
  const ticks: Tick[] = [];
  let stopped = false;
  const ticking = (async () => {
    for (let phone = 0; !stopped; phone += 1) {
      const due = performance.now() + TICK_EVERY;
      const before = process.threadCpuUsage();
      await new Promise((resolve) => setTimeout(resolve, TICK_EVERY));
      const { user, system } = process.threadCpuUsage(before);
      ticks.push({ waited: Math.max(0, performance.now() - due), worked: (user + system) / 1000 });
      patchPerson(store, who, who.actor, { phone: String(phone) });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await ticking;
      return ticks;
    },
  };
}

function countOf(raw: { prepare(sql: string): { pluck(): { get(): unknown } } }): number {
  return raw.prepare('SELECT count(*) FROM change').pluck().get() as number;
}
