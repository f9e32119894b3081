import type { TimelineEntry } from '#shared/contract/timeline.ts';
import type { DeviceId, GroupId, PersonId } from '#shared/domain/ids.ts';
import type { Op } from '#shared/domain/log.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { entityNamed, tableNamed, toStored } from '../entities.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';
import { derivedFields, refreshDerived } from './changes.ts';

const OPS_SHOWN = 50;

type Row = {
  n: number;
  device: DeviceId;
  seq: number;
  at: number;
  actor: string;
  onBehalfOf: string | null;
  reason: string;
  groupId: GroupId;
  ops: string;
  hash: string;
};

const COLUMNS = `e.n, e.device, e.seq, e.at, e.reason, e.group_id AS groupId, e.ops_json AS ops, e.hash,
  coalesce((SELECT name FROM person WHERE id = e.actor), e.actor) AS actor,
  (SELECT name FROM person WHERE id = e.on_behalf_of) AS onBehalfOf`;

export type TimelineQuery = {
  about?: { entity: string; id: string } | undefined;
  field?: string | undefined;
  actorId?: PersonId | undefined;
  before?: { device: DeviceId; seq: number } | undefined;
  limit: number;
};

/** Log entries, newest first, told with the values before them. */
export function timelinePage(db: ReadDb, query: TimelineQuery): { entries: TimelineEntry[]; more: boolean } {
  const ids = query.about ? relatedIds(db, query.about) : null;
  const parts: string[] = [];
  const params: (string | number)[] = [];
  if (ids) {
    parts.push(
      `e.n IN (SELECT entry FROM log_op WHERE entity_id IN (SELECT value FROM json_each(?))${query.field ? " AND field IN (?, '*')" : ''})`,
    );
    params.push(JSON.stringify(ids), ...(query.field ? [query.field] : []));
  }
  if (query.actorId) {
    parts.push('e.actor = ?');
    params.push(query.actorId);
  }
  if (query.before) {
    parts.push('e.n < (SELECT n FROM log_entry WHERE device = ? AND seq = ?)');
    params.push(query.before.device, query.before.seq);
  }
  const where = parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '';
  const rows = db.rows<Row>(
    `SELECT ${COLUMNS} FROM log_entry e ${where} ORDER BY e.n DESC LIMIT ?`,
    ...params,
    query.limit + 1,
  );
  return {
    entries: rows.slice(0, query.limit).map((row) => tell(db, row, ids)),
    more: rows.length > query.limit,
  };
}

/** Puts back what an entry changed, by a new entry; answers with how many values were put back. */
export function undoEntry(store: Store, who: Who, device: DeviceId, seq: number): number {
  const row = store.db.row<Row>(
    `SELECT ${COLUMNS} FROM log_entry e WHERE e.device = ? AND e.seq = ?`,
    device,
    seq,
  );
  if (!row) throw notFound('This entry');
  const ops = (JSON.parse(row.ops) as Op[]).filter(isAuthored);
  const fault = whyNotUndoable(ops);
  if (fault) throw refused(fault);
  if (!ops.every((op) => stillHolds(store.db, op)))
    throw refused('Something in this entry was changed again since. Undo the later change first.');
  return write(store, who, `Undone: ${row.reason}`, (tx) => {
    for (const op of ops) {
      const table = tableNamed(op.entity);
      if (!table) continue;
      if (op.field === '*') tx.remove(table, op.id);
      else tx.patch(table, op.id, { [op.field]: valueBefore(store.db, op, row.n) ?? null });
    }
    for (const id of new Set(
      ops.filter((op) => op.entity === 'change' && op.field !== '*').map((op) => op.id),
    )) {
      refreshDerived(tx, id);
    }
    return ops.length;
  });
}

/** Things that belong to the asked one: a release comes with its changes, slots, runs, steps and notes. */
function relatedIds(db: ReadDb, about: { entity: string; id: string }): string[] {
  const ofRuns = `
    SELECT id FROM runs UNION ALL
    SELECT id FROM step WHERE run_id IN runs UNION ALL
    SELECT id FROM step_event WHERE run_id IN runs UNION ALL
    SELECT id FROM note WHERE run_id IN runs`;
  const bySort: Readonly<Record<string, string>> = {
    release: `WITH about(id) AS (SELECT ?), runs(id) AS (SELECT run.id FROM run, about WHERE release_id = about.id)
      SELECT change.id FROM change, about WHERE release_id = about.id UNION ALL
      SELECT slot.id FROM slot, about WHERE release_id = about.id UNION ALL ${ofRuns}`,
    run: `WITH runs(id) AS (SELECT ?) ${ofRuns}`,
  };
  const sql = bySort[about.entity];
  return [about.id, ...(sql ? db.rows<{ id: string }>(sql, about.id).map((row) => row.id) : [])];
}

function tell(db: ReadDb, row: Row, about: readonly string[] | null): TimelineEntry {
  const all = JSON.parse(row.ops) as Op[];
  const ops = about ? all.filter((op) => about.includes(op.id)) : all;
  return {
    device: row.device,
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    onBehalfOf: row.onBehalfOf,
    reason: row.reason,
    group: row.groupId,
    hash: row.hash,
    opCount: ops.length,
    undoable: isUndoable(db, all.filter(isAuthored)),
    ops: ops.slice(0, OPS_SHOWN).map((op) => ({
      entity: op.entity,
      id: op.id,
      label: labelOf(db, op),
      field: op.field,
      value: op.value,
      before: op.field === '*' ? null : (valueBefore(db, op, row.n) ?? null),
    })),
  };
}

function isUndoable(db: ReadDb, ops: readonly Op[]): boolean {
  return (
    ops.length > 0 &&
    ops.length <= OPS_SHOWN &&
    whyNotUndoable(ops) === null &&
    ops.every((op) => stillHolds(db, op))
  );
}

/** True for what a person wrote; the rest of a ticket follows from it. */
function isAuthored(op: Op): boolean {
  return !(op.entity === 'change' && derivedFields.includes(op.field));
}

/** What happened in a run stays; a state that a rule moved is moved on by the rule, not back by an undo. */
function whyNotUndoable(ops: readonly Op[]): string | null {
  if (ops.some((op) => entityNamed(op.entity) === undefined))
    return 'This entry was written by a newer version.';
  if (ops.some((op) => entityNamed(op.entity)?.growOnly))
    return 'What happened in a run stays. Correct it by a new entry.';
  const fixed = (op: Op) => op.entity === 'run' || op.field === 'state' || op.entity === 'workspace';
  if (ops.some(fixed)) return 'A change of state is not undone; move it on instead.';
  return null;
}

/** True while the thing still has what the operation gave it: then taking it back overwrites nobody. */
function stillHolds(db: ReadDb, op: Op): boolean {
  const entity = entityNamed(op.entity);
  const row =
    entity && db.row<Record<string, unknown>>(`SELECT * FROM "${entity.table}" WHERE id = ?`, op.id);
  if (!entity || !row) return false;
  const given = op.field === '*' ? (op.value as Record<string, unknown>) : { [op.field]: op.value };
  return Object.entries(given).every(([field, value]) => {
    const column = entity.columns.get(field);
    const derived = op.entity === 'change' && derivedFields.includes(field);
    return derived || (column !== undefined && toStored(column, value) === row[column.name]);
  });
}

/** The value a field had before an entry, from the entry that had set it. */
function valueBefore(db: ReadDb, op: Op, entry: number): unknown {
  const row = db.row<{ op: string }>(
    `SELECT json_extract(e.ops_json, '$[' || o.position || ']') AS op FROM log_op o JOIN log_entry e ON e.n = o.entry
     WHERE o.entity_id = ? AND o.field IN (?, '*') AND o.entry < ? ORDER BY o.entry DESC LIMIT 1`,
    op.id,
    op.field,
    entry,
  );
  if (!row) return undefined;
  const before = JSON.parse(row.op) as Op;
  return before.field === '*' ? (before.value as Record<string, unknown>)[op.field] : before.value;
}

const labels: Readonly<Record<string, string>> = {
  change: "SELECT ref || ' ' || title AS label FROM change WHERE id = ?",
  release:
    "SELECT ref || ' ' || CASE WHEN name LIKE '%' || version THEN name ELSE name || ' ' || version END AS label FROM release WHERE id = ?",
  run: 'SELECT name AS label FROM run WHERE id = ?',
  step: "SELECT number || ' ' || title AS label FROM step WHERE id = ?",
  stepEvent:
    "SELECT s.number || ' ' || s.title AS label FROM step_event e JOIN step s ON s.id = e.step_id WHERE e.id = ?",
  note: 'SELECT text AS label FROM note WHERE id = ?',
  person: 'SELECT name AS label FROM person WHERE id = ?',
  team: 'SELECT name AS label FROM team WHERE id = ?',
  service: 'SELECT name AS label FROM service WHERE id = ?',
  environment: 'SELECT name AS label FROM environment WHERE id = ?',
  repository: 'SELECT name AS label FROM repository WHERE id = ?',
  windowRule: 'SELECT name AS label FROM window_rule WHERE id = ?',
  slot: "SELECT r.ref || ' ' || r.name AS label FROM slot s JOIN release r ON r.id = s.release_id WHERE s.id = ?",
  template: 'SELECT name AS label FROM template WHERE id = ?',
  templateStep: 'SELECT title AS label FROM template_step WHERE id = ?',
  workspace: 'SELECT name AS label FROM workspace WHERE id = ?',
};

function labelOf(db: ReadDb, op: Op): string {
  const sql = labels[op.entity];
  return (sql && db.row<{ label: string }>(sql, op.id)?.label) || op.entity;
}
