import assert from 'node:assert/strict';
import type { App } from '#main/app.ts';
import { type Figure, figureOf, median, timed } from '#test/bench/measure.ts';
import { emptyCall, overSocket, rawStore } from './raw.ts';

const ROUNDS = 300;
const PAGE = 100;
const COLUMNS =
  'id, ref, title, state, type, risk_score, risk_level, service_ids, planned_start, assignee_id, release_id, on_hold, close_code, updated_at';

/** First page of the table through the RPC door, beside the raw query and an empty call. */
export async function measurePage(app: App, folder: string, n: number): Promise<Figure> {
  const page = await overSocket(app);
  const empty = await emptyCall();
  const raw = rawStore(folder);
  const query = raw.prepare(
    `SELECT ${COLUMNS} FROM change WHERE removed_at IS NULL ORDER BY planned_sort, n LIMIT ${PAGE}`,
  );
  const sort = [{ by: 'plannedStart' as const, descending: false }];
  const wanted = (query.all() as { id: string }[]).map((row) => row.id);
  const times = await timed(
    ROUNDS,
    () => page.client.changes.page({ filter: {}, sort, offset: 0, limit: PAGE }),
    {
      check: (rows) =>
        assert.deepEqual(
          rows.map((row) => row.id),
          wanted,
        ),
    },
  );
  const rows = median(await timed(ROUNDS, () => parsed(query.all())));
  const call = median(await timed(ROUNDS, () => empty.call()));
  raw.close();
  await empty.close();
  await page.close();
  return figureOf('store.page', n, times, rows + call);
}

/** The same rows, which the columns of JSON belong to as values and not as text. */
function parsed(rows: unknown[]): unknown[] {
  for (const row of rows as { service_ids: unknown; planned_start: unknown }[]) {
    row.service_ids = JSON.parse(String(row.service_ids));
    row.planned_start = JSON.parse(String(row.planned_start));
  }
  return rows;
}

// What people type: rare and common words, one letter after another. Each of them is in most tickets or in few.
const TYPED = [
  'renew the client certificate',
  'rounding',
  'the',
  'in',
  'work item',
  'answers that rarely',
  'nothing else changes',
  'lb-2',
  'chg-a1',
  'nowhere',
];

/** The table's search as it is typed, through the RPC door, beside the raw full-text query and an empty call. */
export async function measureSearch(app: App, folder: string, n: number): Promise<Figure> {
  const page = await overSocket(app);
  const empty = await emptyCall();
  const raw = rawStore(folder);
  const typed = TYPED.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
  const query = raw.prepare(
    `SELECT ${COLUMNS} FROM change WHERE n IN (SELECT rowid FROM change_fts WHERE change_fts MATCH ? ORDER BY rowid DESC LIMIT ${PAGE})`,
  );
  const sort = [{ by: 'updated' as const, descending: true }];
  const at = (round: number) => typed[round % typed.length] ?? '';
  const times = await timed(
    typed.length * 3,
    (round) => page.client.changes.page({ filter: { text: at(round) }, sort, offset: 0, limit: PAGE }),
    {
      warmUp: typed.length,
      check: (rows, round) => {
        if (at(round) === 'rounding')
          assert.ok(rows.length > 0 && rows.every((row) => row.title.includes('rounding')));
        if (at(round) === 'nowhere') assert.equal(rows.length, 0);
      },
    },
  );
  const rawTimes = await timed(typed.length * 3, (round) => query.all(ftsOf(at(round))), {
    warmUp: typed.length,
  });
  const call = median(await timed(ROUNDS, () => empty.call()));
  raw.close();
  await empty.close();
  await page.close();
  return figureOf('store.search', n, times, median(rawTimes) + call);
}

function ftsOf(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? ['x'];
  return words.map((word, at) => (at === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' ');
}
