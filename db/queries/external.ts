import type { Change } from '#shared/contract/changes.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { parseRef } from '#shared/domain/references.ts';
import { DAY } from '#shared/domain/time.ts';
import { entityOf, fromStored } from '../entities.ts';
import type { ReadDb } from '../read.ts';
import { change } from '../schema/changes.ts';
import type { Store } from '../store.ts';
import { NOT_BEING_IMPORTED } from './changes.ts';

const { columns } = entityOf(change);
const COLUMNS = [...columns.values()].map((column) => `change."${column.name}"`).join(', ');

/** The ticket that was imported under a number of another system, or undefined. */
export function changeByExternalRef(db: ReadDb, externalRef: string): Change | undefined {
  if (externalRef === '') return undefined;
  const row = db.row<Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM change WHERE external_ref = ? AND external_ref <> '' AND removed_at IS NULL ORDER BY n LIMIT 1`,
    externalRef,
  );
  return row && asChange(row);
}

/** The ticket of this workspace with a reference such as CHG-A12, as one of our own tables names it, or undefined. */
export function changeByOwnRef(db: ReadDb, ref: string): Change | undefined {
  if (parseRef(ref) === null) return undefined;
  const row = db.row<Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM change WHERE ref = ? AND external_ref = '' AND removed_at IS NULL LIMIT 1`,
    ref.trim().toUpperCase(),
  );
  return row && asChange(row);
}

const WEEK = 7 * DAY;

/** Ids of the changes whose planned time touches [from, until), the earliest first. Instants in ms UTC. */
export function changesPlannedIn({ db }: Pick<Store, 'db'>, from: number, until: number): ChangeId[] {
  const columns = `SELECT id, planned_sort, n FROM change`;
  return db
    .rows<{ id: ChangeId }>(
      `SELECT id FROM (
         ${columns} INDEXED BY change_planned WHERE removed_at IS NULL AND ${NOT_BEING_IMPORTED}
           AND planned_sort >= ? AND planned_sort < ? AND (planned_sort >= ? OR planned_until > ?)
         UNION ALL
         ${columns} INDEXED BY change_long WHERE removed_at IS NULL AND ${NOT_BEING_IMPORTED}
           AND planned_until - planned_sort > 604800000 AND planned_until > ? AND planned_sort < ?
       ) ORDER BY planned_sort, n`,
      from - WEEK,
      until,
      from,
      from,
      from,
      from - WEEK,
    )
    .map((row) => row.id);
}

/** Whole tickets by id, in the order asked for; those that are gone are left out. */
export function changesById(db: ReadDb, ids: readonly ChangeId[]): Change[] {
  const rows = db.rows<Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM json_each(?) AS wanted JOIN change ON change.id = wanted.value
     WHERE removed_at IS NULL ORDER BY wanted.key`,
    JSON.stringify(ids),
  );
  return rows.map(asChange);
}

function asChange(row: Record<string, unknown>): Change {
  const fields = [...columns]
    .filter(([field]) => field !== 'removedAt')
    .map(([field, column]) => [field, fromStored(column, row[column.name])]);
  return Object.fromEntries(fields) as Change;
}
