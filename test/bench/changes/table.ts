import assert from 'node:assert/strict';
import type { App } from '#main/app.ts';
import type { ChangeFilter, ChangeSort } from '#shared/contract/changes.ts';
import { type Figure, figureOf, median, timed } from '#test/bench/measure.ts';
import { emptyCall, overSocket, rawStore } from '#test/bench/store/raw.ts';

const ROUNDS = 200;
const PAGE = 100;
const COLUMNS =
  'id, ref, title, state, type, risk_score, risk_level, service_ids, planned_start, assignee_id, release_id, on_hold, close_code, updated_at';

/** One way to look at the table, and the query that answers it raw. */
type Look = {
  readonly name: string;
  readonly filter: ChangeFilter;
  readonly sort: ChangeSort;
  readonly where: string;
  readonly order: string;
};

const LOOKS: readonly Look[] = [
  {
    name: 'page',
    filter: {},
    sort: { by: 'plannedStart', descending: false },
    where: '',
    order: 'planned_sort, n',
  },
  {
    name: 'filter',
    filter: { states: ['Scheduled', 'Authorize'], riskLevels: ['high', 'very high'] },
    sort: { by: 'plannedStart', descending: false },
    where: "AND state IN ('Scheduled', 'Authorize') AND risk_level IN ('high', 'very high')",
    order: 'planned_sort, n',
  },
  {
    name: 'search',
    filter: { text: 'renew the client' },
    sort: { by: 'updated', descending: true },
    where: `AND n IN (SELECT rowid FROM change_fts WHERE change_fts MATCH '"renew" "the" "client"*' ORDER BY rowid DESC LIMIT 1000)`,
    order: 'updated_at DESC, n DESC',
  },
];

/** What the figures of this file may cost, as `store.page`. */
export const TABLE_RULES = ['changes.table', ...LOOKS.map(({ name }) => `changes.table_${name}`)].map(
  (bench) => ({ bench, times: 3 }),
);

/**
 * A page, a filtered page and a search of the table through the RPC door, each beside its raw query and an empty
 * call; `changes.table` is one after another of all three.
 */
export async function measureTable(app: App, folder: string, n: number): Promise<Figure[]> {
  const page = await overSocket(app);
  const empty = await emptyCall();
  const raw = rawStore(folder);
  const call = median(await timed(ROUNDS, () => empty.call()));
  const measured: { figure: Figure; times: number[]; limit: number }[] = [];
  for (const { name, filter, sort, where, order } of LOOKS) {
    const query = raw.prepare(
      `SELECT ${COLUMNS} FROM change WHERE removed_at IS NULL ${where} ORDER BY ${order} LIMIT ${PAGE}`,
    );
    const wanted = (query.all() as { id: string }[]).map((row) => row.id);
    assert.ok(wanted.length > 0, `${name} finds something`);
    const ask = () => page.client.changes.page({ filter, sort: [sort], offset: 0, limit: PAGE });
    const times = await timed(ROUNDS, ask, {
      check: (rows) =>
        assert.deepEqual(
          rows.map((row) => row.id),
          wanted,
        ),
    });
    const limit = median(await timed(ROUNDS, () => parsed(query.all()))) + call;
    measured.push({ figure: figureOf(`changes.table_${name}`, n, times, limit), times, limit });
  }
  raw.close();
  await empty.close();
  await page.close();
  const rounds = Array.from({ length: ROUNDS }, (_, at) => sum(measured.map(({ times }) => times[at] ?? 0)));
  const all = figureOf('changes.table', n, rounds, sum(measured.map(({ limit }) => limit)));
  return [all, ...measured.map(({ figure }) => figure)];
}

/** The same rows, which the columns of JSON belong to as values and not as text. */
function parsed(rows: unknown[]): unknown[] {
  for (const row of rows as { service_ids: unknown; planned_start: unknown }[]) {
    row.service_ids = JSON.parse(String(row.service_ids));
    row.planned_start = row.planned_start === null ? null : JSON.parse(String(row.planned_start));
  }
  return rows;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
