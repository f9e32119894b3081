import type { ChangeFilter, ChangeRow, ChangeSort, GroupBy, RowMore } from '#shared/contract/changes.ts';
import { allChangeStates } from '#shared/domain/changes/changes.ts';
import { entityOf, fromStored } from '../entities.ts';
import type { ReadDb } from '../read.ts';
import { change } from '../schema/changes.ts';
import type { Store } from '../store.ts';
import { clauseOf } from './change-filter.ts';
import { NOT_BEING_IMPORTED } from './changes.ts';

type Stored = Omit<ChangeRow, 'serviceIds' | 'plannedStart' | 'onHold' | 'more'> & {
  serviceIds: string;
  plannedStart: string | null;
  onHold: number;
};

const COLUMNS = `c.id, c.ref, c.title, c.state, c.type, c.risk_score AS riskScore, c.risk_level AS riskLevel,
  c.service_ids AS serviceIds, c.planned_start AS plannedStart, c.assignee_id AS assigneeId,
  c.release_id AS releaseId, c.on_hold AS onHold, c.close_code AS closeCode, c.updated_at AS updatedAt`;

const sortColumns: { readonly [By in ChangeSort['by']]: string } = {
  ref: 'n',
  title: 'title',
  state: 'state_rank',
  type: 'type',
  risk: 'risk_score',
  plannedStart: 'planned_sort',
  updated: 'updated_at',
};

/**
 * One page of tickets in SQLite's order. The inner query walks an index and yields row numbers only, so that a page
 * far down costs a walk and not the rows before it.
 */
export function changePage(
  store: Store,
  query: {
    filter: ChangeFilter;
    sort: readonly ChangeSort[];
    offset: number;
    limit: number;
    more?: readonly (keyof RowMore)[] | undefined;
  },
): ChangeRow[] {
  const where = clauseOf(store, query.filter);
  const order = orderOf(query.sort);
  const more = [...new Set(query.more ?? [])].sort();
  return store.db
    .rows<Stored & Record<string, unknown>>(
      `SELECT ${[COLUMNS, ...more.map(moreColumn)].join(', ')} FROM (SELECT n FROM change WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?) page
       JOIN change c ON c.n = page.n ORDER BY ${prefixed(order)}`,
      ...where.params,
      query.limit,
      query.offset,
    )
    .map((row) => (more.length === 0 ? storedToRow(row) : withMore(row, more)));
}

/** Row numbers of all tickets that match a filter, in order. */
export function changeNumbers(store: Store, filter: ChangeFilter, sort: readonly ChangeSort[]): number[] {
  const where = clauseOf(store, filter);
  return store.db
    .rows<{ n: number }>(`SELECT n FROM change WHERE ${where.sql} ORDER BY ${orderOf(sort)}`, ...where.params)
    .map(({ n }) => n);
}

/** Rows by their numbers, in that order; those that were removed meanwhile are left out. */
export function changesNumbered(
  db: ReadDb,
  numbers: readonly number[],
  fields: readonly (keyof RowMore)[],
): ChangeRow[] {
  const more = [...new Set(fields)].sort();
  return db
    .rows<Stored & Record<string, unknown>>(
      `SELECT ${[COLUMNS, ...more.map(moreColumn)].join(', ')} FROM json_each(?) wanted
       JOIN change c ON c.n = wanted.value WHERE c.removed_at IS NULL ORDER BY wanted.key`,
      JSON.stringify(numbers),
    )
    .map((row) => withMore(row, more));
}

/** How many tickets of a filter fall into each group; a ticket of several services counts in each of theirs. */
export function changeGroups(
  store: Store,
  filter: ChangeFilter,
  by: GroupBy,
): { key: string; count: number }[] {
  const where = clauseOf(store, filter);
  if (by === 'service') {
    // From the services to the tickets: the other way each ticket would look through all of them.
    return store.db
      .rows<{ key: string; count: number }>(
        `SELECT service_id AS key, count(*) AS count FROM change_service
         WHERE n IN (SELECT n FROM change WHERE ${where.sql}) GROUP BY service_id
         UNION ALL SELECT '', count(*) FROM change WHERE ${where.sql} AND service_ids = '[]'`,
        ...where.params,
        ...where.params,
      )
      .filter(({ count }) => count > 0);
  }
  const groups = store.db.rows<{ key: string | number; count: number }>(
    `SELECT coalesce(${groupColumns[by]}, '') AS key, count(*) AS count FROM change WHERE ${where.sql} GROUP BY ${groupColumns[by]}`,
    ...where.params,
  );
  return groups.map(({ key, count }) => ({
    key: typeof key === 'number' ? (allChangeStates[key] ?? '') : key,
    count,
  }));
}

/** Number of tickets that match a filter; of a text search at most as many as are ranked. */
export function countChanges(store: Store, filter: ChangeFilter): number {
  const where = clauseOf(store, filter);
  return (
    store.db.row<{ n: number }>(`SELECT count(*) AS n FROM change WHERE ${where.sql}`, ...where.params)?.n ??
    0
  );
}

/** Rows of tickets that match a filter, in the order of their planned start; at most `limit`. */
export function changeRows(db: ReadDb, sql: string, params: readonly (string | number)[]): ChangeRow[] {
  return db
    .rows<Stored>(
      `SELECT ${COLUMNS} FROM change c WHERE c.removed_at IS NULL AND ${NOT_BEING_IMPORTED} AND ${sql}`,
      ...params,
    )
    .map(storedToRow);
}

/** Ends in a column without ties. State and type have few values: within one, tickets stand by their planned start. */
function orderOf(sort: readonly ChangeSort[]): string {
  const first = sort[0] ?? { by: 'plannedStart' as const, descending: false };
  const used = sort.length > 0 ? [...sort] : [first];
  if (used.length === 1 && (first.by === 'state' || first.by === 'type'))
    used.push({ ...first, by: 'plannedStart' });
  if (!used.some((one) => one.by === 'ref'))
    used.push({ by: 'ref', descending: used.at(-1)?.descending ?? false });
  return used.map((one) => `${sortColumns[one.by]} ${one.descending ? 'DESC' : 'ASC'}`).join(', ');
}

const groupColumns: { readonly [By in Exclude<GroupBy, 'service'>]: string } = {
  release: 'release_id',
  // Its rank is in an index, its name is not.
  state: 'state_rank',
  type: 'type',
  risk: 'risk_level',
  assignee: 'assignee_id',
};

function prefixed(order: string): string {
  return order.replace(/(\w+) (ASC|DESC)/g, 'c.$1 $2');
}

function storedToRow(row: Stored): ChangeRow {
  return {
    ...row,
    serviceIds: JSON.parse(row.serviceIds),
    plannedStart: row.plannedStart === null ? null : JSON.parse(row.plannedStart),
    onHold: row.onHold === 1,
  };
}

const { columns: allColumns } = entityOf(change);

function columnOf(field: keyof RowMore) {
  const column = allColumns.get(field);
  if (!column) throw new Error(`A change has no field ${field}`);
  return column;
}

function moreColumn(field: keyof RowMore): string {
  return `c."${columnOf(field).name}" AS "more.${field}"`;
}

function withMore(stored: Stored & Record<string, unknown>, fields: readonly (keyof RowMore)[]): ChangeRow {
  const row: Record<string, unknown> = {};
  const more: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(stored)) if (!name.startsWith('more.')) row[name] = value;
  for (const field of fields) more[field] = fromStored(columnOf(field), stored[`more.${field}`]);
  return { ...storedToRow(row as Stored), more };
}
