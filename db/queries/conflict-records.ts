import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Conflict, ConflictRecord, Subject } from '#shared/contract/conflicts.ts';
import { type ConflictRecordId, newId } from '#shared/domain/ids.ts';
import { notFound } from '#shared/domain/refusal.ts';
import type { Tx, Who } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { conflictRecord } from '../schema/conflicts.ts';

type Row = typeof conflictRecord.$inferSelect;
/** What is said with a record: why, and until when it counts. */
export type Said = { readonly reason: string; readonly until: number };

/** What was taken away or called off needs no decision; what is over may still need one afterwards. */
const stillAsked = sql`(EXISTS (SELECT 1 FROM change c WHERE c.id = subject_id AND c.removed_at IS NULL AND c.state <> 'Cancelled')
  OR EXISTS (SELECT 1 FROM release r WHERE r.id = subject_id AND r.removed_at IS NULL AND r.state <> 'Cancelled'))`;

/** What is on record, newest first: all, of one subject, or what waits for a decision. */
export function listRecords(
  db: ReadDb,
  { subject, waiting }: { subject?: Subject | undefined; waiting?: boolean | undefined },
): ConflictRecord[] {
  return db
    .select()
    .from(conflictRecord)
    .where(
      and(
        isNull(conflictRecord.removedAt),
        subject && eq(conflictRecord.subjectId, subject.id),
        waiting ? and(eq(conflictRecord.state, 'requested'), stillAsked) : undefined,
      ),
    )
    .orderBy(desc(conflictRecord.createdAt), desc(conflictRecord.id))
    .all()
    .map(rowToRecord);
}

/** What is on record about some subjects. */
export function recordsAbout(
  db: ReadDb,
  ids: readonly Subject['id'][] | readonly string[],
): ConflictRecord[] {
  return ids.flatMap((id) =>
    db
      .rows<StoredRecord>(
        `SELECT id, kind, state, subject_kind AS subjectKind, subject_id AS subjectId, conflict_key AS conflictKey, facts,
           what, reason, requested_by AS requestedBy, decided_by AS decidedBy, recorded_by AS recordedBy,
           decided_at AS decidedAt, decision_note AS decisionNote, until, created_at AS createdAt
         FROM conflict_record WHERE subject_id = ? AND removed_at IS NULL`,
        id,
      )
      .map(storedToRecord),
  );
}

/** Writes an acceptance or asks for an exception inside a transaction; the rule was asked before. */
export function insertRecord(
  tx: Tx,
  who: Who,
  found: Conflict,
  kind: ConflictRecord['kind'],
  said: Said,
): Conflict {
  const { id } = tx.insert(conflictRecord, {
    id: newId<ConflictRecordId>(),
    kind,
    state: kind === 'acceptance' ? 'in force' : 'requested',
    subjectKind: found.subject.kind,
    subjectId: found.subject.id,
    conflictKey: found.key,
    facts: found.facts,
    what: `${found.what}. ${found.sentence}`,
    reason: said.reason.trim(),
    requestedBy: who.onBehalfOf ?? who.actor,
    decidedBy: null,
    recordedBy: null,
    decidedAt: null,
    decisionNote: '',
    until: said.until,
    createdAt: tx.now,
  });
  return { ...found, recordId: id, standing: kind === 'acceptance' ? 'accepted' : 'exception requested' };
}

/** A record by id. Throws NOT_FOUND. */
export function getRecord(db: ReadDb, id: ConflictRecordId): ConflictRecord {
  const row = db.select().from(conflictRecord).where(eq(conflictRecord.id, id)).get();
  if (!row || row.removedAt !== null) throw notFound('This acceptance or exception');
  return rowToRecord(row);
}

type StoredRecord = Omit<ConflictRecord, 'subject'> & Pick<Row, 'subjectKind' | 'subjectId'>;

/** A stored row without the register of removal. */
export function rowToRecord({ removedAt: _, ...row }: Row): ConflictRecord {
  return storedToRecord(row);
}

function storedToRecord({ subjectKind, subjectId, ...row }: StoredRecord): ConflictRecord {
  return { ...row, subject: { kind: subjectKind, id: subjectId } as Subject };
}
