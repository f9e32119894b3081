import type { ChangeFilter, ChangeRow, ChangeSort } from '#shared/contract/changes.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';

type Stored = Omit<ChangeRow, 'serviceIds' | 'plannedStart' | 'onHold'> & {
  serviceIds: string;
  plannedStart: string | null;
  onHold: number;
};
type Clause = { readonly sql: string; readonly params: readonly (string | number)[] };

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

/** For queries that read the row anyway: leaves out rows of a bulk write that is not complete. */
export const NOT_BEING_IMPORTED =
  "(import_group IS NULL OR import_group NOT IN (SELECT id FROM bulk_group WHERE state = 'applying'))";

/** How many matches of a search are ranked: common words match everything, and only the newest are of use. */
const RANKED = 1000;

/**
 * One page of tickets in SQLite's order. The inner query walks an index and yields row numbers only, so that a page
 * far down costs a walk and not the rows before it.
 */
export function changePage(
  store: Store,
  query: { filter: ChangeFilter; sort: readonly ChangeSort[]; offset: number; limit: number },
): ChangeRow[] {
  const where = clauseOf(store, query.filter);
  const order = orderOf(query.sort);
  return store.db
    .rows<Stored>(
      `SELECT ${COLUMNS} FROM (SELECT n FROM change WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?) page
       JOIN change c ON c.n = page.n ORDER BY ${prefixed(order)}`,
      ...where.params,
      query.limit,
      query.offset,
    )
    .map(storedToRow);
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

function clauseOf(store: Store, filter: ChangeFilter): Clause {
  const parts: Clause[] = [{ sql: 'removed_at IS NULL', params: [] }];
  const add = (sql: string, ...params: (string | number)[]) => parts.push({ sql, params });
  if (store.hiddenGroups.size > 0) {
    const groups = [...store.hiddenGroups];
    add(`(import_group IS NULL OR import_group NOT IN (${marks(groups)}))`, ...groups);
  }
  if (filter.states) add(`state IN (${marks(filter.states)})`, ...filter.states);
  if (filter.types) add(`type IN (${marks(filter.types)})`, ...filter.types);
  if (filter.riskLevels) add(`risk_level IN (${marks(filter.riskLevels)})`, ...filter.riskLevels);
  if (filter.serviceId) add('n IN (SELECT n FROM change_service WHERE service_id = ?)', filter.serviceId);
  if (filter.releaseId) add('release_id = ?', filter.releaseId);
  if (filter.assigneeId) add('assignee_id = ?', filter.assigneeId);
  if (filter.onHold !== undefined) add(filter.onHold ? 'on_hold = 1' : 'on_hold = 0');
  if (filter.plannedFrom !== undefined) add('planned_sort >= ?', filter.plannedFrom);
  if (filter.plannedUntil !== undefined) add('planned_sort < ?', filter.plannedUntil);
  const match = matchOf(filter.text ?? '');
  if (match) {
    add(
      `n IN (SELECT rowid FROM change_fts WHERE change_fts MATCH ? ORDER BY rowid DESC LIMIT ${RANKED})`,
      match,
    );
  }
  return { sql: parts.map((part) => part.sql).join(' AND '), params: parts.flatMap((part) => part.params) };
}

/** FTS5 query of what was typed: every word must occur, the last one as a beginning; signs mean nothing. */
export function matchOf(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 12)
    .map((word, at, all) => (at === all.length - 1 ? `"${word}"*` : `"${word}"`))
    .join(' ');
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

function prefixed(order: string): string {
  return order.replace(/(\w+) (ASC|DESC)/g, 'c.$1 $2');
}

function marks(values: readonly unknown[]): string {
  return values.length === 0 ? 'NULL' : values.map(() => '?').join(', ');
}

function storedToRow(row: Stored): ChangeRow {
  return {
    ...row,
    serviceIds: JSON.parse(row.serviceIds),
    plannedStart: row.plannedStart === null ? null : JSON.parse(row.plannedStart),
    onHold: row.onHold === 1,
  };
}
