import type { ChangeVersion } from '#shared/contract/change-versions.ts';
import type { Change } from '#shared/contract/changes.ts';
import { emptyChange } from '#shared/domain/changes/empty-change.ts';
import type { ChangeId, DeviceId } from '#shared/domain/ids.ts';
import type { Op } from '#shared/domain/log.ts';
import { notFound } from '#shared/domain/refusal.ts';
import type { ReadDb } from '../read.ts';
import { derivedFields } from './changes.ts';

type Row = Omit<ChangeVersion, 'fields'> & { readonly n: number; readonly fields: string };

/** Entries about the ticket that a person wrote something in, oldest first, each with its number. */
const VERSIONS = `
  SELECT e.n, row_number() OVER (ORDER BY e.n) AS number, e.device, e.seq, e.at, e.reason,
    coalesce((SELECT name FROM person WHERE id = e.actor), e.actor) AS actor,
    (SELECT name FROM person WHERE id = e.on_behalf_of) AS onBehalfOf, o.fields
  FROM (
    SELECT entry, json_group_array(field) AS fields FROM log_op
    WHERE entity_id = ? AND field NOT IN (SELECT value FROM json_each(?)) GROUP BY entry
  ) o JOIN log_entry e ON e.n = o.entry`;

/** Versions of a ticket, newest first. Throws NOT_FOUND. */
export function changeVersions(
  db: ReadDb,
  id: ChangeId,
  page: { readonly offset: number; readonly limit: number },
): { versions: ChangeVersion[]; total: number } {
  mustBeChange(db, id);
  const silent = JSON.stringify(derivedFields);
  const count = db.row<{ total: number }>(
    'SELECT count(DISTINCT entry) AS total FROM log_op WHERE entity_id = ? AND field NOT IN (SELECT value FROM json_each(?))',
    id,
    silent,
  );
  const rows = db.rows<Row>(
    `${VERSIONS} ORDER BY e.n DESC LIMIT ? OFFSET ?`,
    id,
    silent,
    page.limit,
    page.offset,
  );
  return { versions: rows.map(rowToVersion), total: count?.total ?? 0 };
}

/** The ticket as it stood after an entry. Throws NOT_FOUND when the entry did not change it. */
export function changeVersion(
  db: ReadDb,
  id: ChangeId,
  place: { readonly device: DeviceId; readonly seq: number },
): { version: ChangeVersion; change: Change } {
  mustBeChange(db, id);
  const row = db
    .rows<Row>(
      `SELECT * FROM (${VERSIONS}) WHERE device = ? AND seq = ?`,
      id,
      JSON.stringify(derivedFields),
      place.device,
      place.seq,
    )
    .at(0);
  if (!row) throw notFound('This version of the change');
  return { version: rowToVersion(row), change: rebuilt(db, id, row.n) };
}

/** Only the last operation on each field is read, so that a long history of a long text costs no more than a short one. */
function rebuilt(db: ReadDb, id: ChangeId, entry: number): Change {
  const places = db.rows<{ field: string; entry: number; position: number }>(
    'SELECT field, entry, position FROM log_op WHERE entity_id = ? AND entry <= ? ORDER BY entry DESC, position DESC',
    id,
    entry,
  );
  const made = places.find(({ field }) => field === '*');
  if (!made) throw notFound('The beginning of this change in the record');
  const newest = new Map<string, (typeof places)[number]>();
  for (const place of places)
    if (place.entry >= made.entry && !newest.has(place.field)) newest.set(place.field, place);
  newest.delete('*');
  const fields: Record<string, unknown> = { ...(opAt(db, made).value as object) };
  for (const [field, place] of newest) fields[field] = opAt(db, place).value;
  const { removedAt: _, ...known } = fields;
  // What was written before a field was there leaves it out.
  return { ...(emptyChange as Partial<Change>), ...known, id } as Change;
}

function opAt(db: ReadDb, { entry, position }: { entry: number; position: number }): Op {
  const row = db.row<{ op: string }>(
    `SELECT json_extract(ops_json, '$[' || CAST(? AS INTEGER) || ']') AS op FROM log_entry WHERE n = ?`,
    position,
    entry,
  );
  if (!row) throw new Error('An operation that is listed is not in the log');
  return JSON.parse(row.op) as Op;
}

/** Removed ones have versions too. */
function mustBeChange(db: ReadDb, id: ChangeId): void {
  if (!db.row('SELECT 1 FROM change WHERE id = ?', id)) throw notFound('This change');
}

function rowToVersion({ n: _, fields, ...row }: Row): ChangeVersion {
  return { ...row, fields: [...new Set(JSON.parse(fields) as string[])] };
}
