import type { DeviceId, TemplateId } from '#shared/domain/ids.ts';
import type { Op } from '#shared/domain/log.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { templateRefusal } from '#shared/domain/runbooks/template-edits.ts';
import { entityNamed, tableNamed, toStored } from '../entities.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';
import { derivedFields, refreshDerived } from './changes.ts';
import { stepsOfTemplate } from './templates.ts';
import { whyBarred } from './undo-rules.ts';

/** An entry that changed more things at once is put right by hand: nobody could check all of it on a screen. */
export const OPS_AT_MOST = 50;
/** A bulk edit gives many tickets the same few fields, which can be checked at a glance: 500 tickets, three fields. */
const BULK_OPS_AT_MOST = 1500;
const BULK_FIELDS_AT_MOST = 3;

/** Puts back what an entry changed, by a new entry; answers with how many values were put back. */
export function undoEntry(store: Store, who: Who, device: DeviceId, seq: number): number {
  const row = store.db.row<{ n: number; reason: string; ops: string }>(
    'SELECT n, reason, ops_json AS ops FROM log_entry WHERE device = ? AND seq = ?',
    device,
    seq,
  );
  if (!row) throw notFound('This entry');
  const ops = (JSON.parse(row.ops) as Op[]).filter(isAuthored);
  const fault = whyNotUndoable(store.db, ops);
  if (fault) throw refused(fault);
  return write(store, who, `Undone: ${row.reason}`, (tx) => {
    const sound = runbooksIn(tx, ops).filter((id) => runbookFault(tx, id) === null);
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
    // An edit that was built on this one may stand: two undone out of turn can close a circle.
    for (const id of sound) {
      const why = runbookFault(tx, id);
      if (why !== null) throw refused(`Undone alone, this would break the runbook. ${why}`);
    }
    return ops.length;
  });
}

/** The runbooks whose steps these operations changed. */
function runbooksIn(db: ReadDb, ops: readonly Op[]): TemplateId[] {
  const steps = new Set(ops.filter(({ entity }) => entity === 'templateStep').map(({ id }) => id));
  const owners = [...steps].flatMap(
    (id) =>
      db.row<{ id: TemplateId }>('SELECT template_id AS id FROM template_step WHERE id = ?', id)?.id ?? [],
  );
  return [...new Set(owners)];
}

function runbookFault(db: ReadDb, id: TemplateId): string | null {
  return templateRefusal({ steps: stepsOfTemplate(db, id) });
}

/** Whether an entry with these operations can be undone now; of a bulk edit the first ones are looked at, and undoing it looks at all. */
export function isUndoable(db: ReadDb, ops: readonly Op[]): boolean {
  const authored = ops.filter(isAuthored);
  return whyNotUndoable(db, isBulkEdit(authored) ? authored.slice(0, OPS_AT_MOST) : authored) === null;
}

/** True for what a person wrote; the rest of a ticket follows from it. */
function isAuthored(op: Op): boolean {
  return !(op.entity === 'change' && derivedFields.includes(op.field));
}

/** Why these operations cannot be taken back, in a sentence; null when they can. */
function whyNotUndoable(db: ReadDb, ops: readonly Op[]): string | null {
  if (ops.length === 0) return 'This entry holds nothing that could be put back.';
  if (ops.length > OPS_AT_MOST && !isBulkEdit(ops))
    return `This entry changed ${ops.length} things at once. Change back by hand what was wrong.`;
  if (ops.some((op) => entityNamed(op.entity) === undefined))
    return 'This entry was written by a newer version.';
  const kept = ops.find((op) => entityNamed(op.entity)?.growOnly);
  if (kept) return keptWords[kept.entity] ?? 'What happened in a run stays. Correct it by a new entry.';
  if (!ops.every((op) => stillHolds(db, op)))
    return 'Something in this entry was changed again since. Undo the later change first.';
  return whyBarred(db, ops);
}

function isBulkEdit(ops: readonly Op[]): boolean {
  return (
    ops.length <= BULK_OPS_AT_MOST &&
    ops.every((op) => op.entity === 'change' && op.field !== '*') &&
    new Set(ops.map((op) => op.field)).size <= BULK_FIELDS_AT_MOST
  );
}

const keptWords: Readonly<Record<string, string>> = {
  decision: 'A decision stays on record. Whoever gave it replaces it by deciding again.',
  pack: 'A frozen pack stays as it is. Freeze another one.',
};

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
export function valueBefore(db: ReadDb, op: Op, entry: number): unknown {
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
