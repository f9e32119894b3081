import type { Conflict, ConflictRecord, Subject } from '#shared/contract/conflicts.ts';
import type { Span } from '#shared/domain/calendar/spans.ts';
import { mayMove } from '#shared/domain/conflicts/moving.ts';
import { mayAccept, mayDecide, mayRequestException } from '#shared/domain/conflicts/records.ts';
import type { ConflictRecordId, PersonId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { conflictRecord } from '../schema/conflicts.ts';
import type { Store } from '../store.ts';
import { getRecord, insertRecord, rowToRecord, type Said } from './conflict-records.ts';
import { judged, movedOf } from './conflicts.ts';
import { planningFacts } from './planning-facts.ts';
import { mustExist } from './references.ts';

type OnRecord = Said & { readonly subject: Subject; readonly key: string };

/** Accepts a soft conflict. Throws NOT_FOUND when it is not there any more, REFUSED. */
export function acceptConflict(store: Store, who: Who, input: OnRecord): Conflict {
  return putOnRecord(store, who, input, 'acceptance');
}

/**
 * Asks for an exception from a hard rule where a booking is planned, or `at` another time that it may move to. Throws
 * NOT_FOUND when the conflict is not there, REFUSED.
 */
export function requestException(store: Store, who: Who, input: OnRecord, at?: Span): Conflict {
  return putOnRecord(store, who, input, 'exception', at);
}

function putOnRecord(
  store: Store,
  who: Who,
  { subject, key, ...said }: OnRecord,
  kind: ConflictRecord['kind'],
  at?: Span,
): Conflict {
  return write(store, who, said.reason.trim(), (tx) => {
    const there = judged(tx, planningFacts(tx), subject, tx.now, at);
    const { one } = there;
    const found = there.conflicts.find((conflict) => conflict.key === key);
    if (!found) throw notFound('This conflict');
    const moves = at ? mayMove(movedOf(tx, subject, there, said.reason)) : null;
    if (moves?.ok === false) throw refused(`${one.ref} keeps its time. ${moves.reason}`);
    const verdict = kind === 'acceptance' ? mayAccept(found) : mayRequestException(found);
    if (!verdict.ok) throw refused(verdict.reason);
    if (said.until <= tx.now) throw refused('What is put on record ends in the future.');
    return insertRecord(tx, who, found, kind, said);
  });
}

/** Records the decision on an exception. Throws NOT_FOUND, REFUSED. */
export function decideException(
  store: Store,
  who: Who,
  said: {
    readonly id: ConflictRecordId;
    readonly approve: boolean;
    readonly decidedBy: PersonId;
    readonly note: string;
    readonly until?: number | undefined;
  },
): ConflictRecord {
  const { id, approve, decidedBy } = said;
  return write(store, who, approve ? 'Exception approved' : 'Exception declined', (tx) => {
    const record = getRecord(tx, id);
    mustExist(tx, { person: [decidedBy] });
    const verdict = mayDecide(record, { decidedBy, carriedOutBy: carriersOf(tx, record.subject) });
    if (!verdict.ok) throw refused(verdict.reason);
    if (!approve && said.note.trim() === '')
      throw refused('Declining an exception needs a note that says why.');
    const until = said.until ?? record.until;
    if (approve && until <= tx.now) throw refused('An exception is approved until a time in the future.');
    return patchRecord(tx, id, {
      state: approve ? 'in force' : 'declined',
      decidedBy,
      recordedBy: who.actor,
      decidedAt: tx.now,
      decisionNote: said.note.trim(),
      until,
    });
  });
}

/** Takes an acceptance or exception back; it stays to be read. Throws NOT_FOUND, REFUSED. */
export function withdrawRecord(store: Store, who: Who, id: ConflictRecordId, reason: string): ConflictRecord {
  return write(store, who, reason.trim(), (tx) => {
    const record = getRecord(tx, id);
    if (record.state !== 'requested' && record.state !== 'in force')
      throw refused(`It was ${record.state} before; there is nothing to take back.`);
    return patchRecord(tx, id, { state: 'withdrawn' });
  });
}

function patchRecord(
  tx: Tx,
  id: ConflictRecordId,
  fields: Partial<typeof conflictRecord.$inferSelect>,
): ConflictRecord {
  const row = tx.patch(conflictRecord, id, fields);
  if (!row) throw notFound('This acceptance or exception');
  return rowToRecord(row as typeof conflictRecord.$inferSelect);
}

/** Who carries out a change, or the changes aboard a release. */
function carriersOf(db: ReadDb, subject: Subject): PersonId[] {
  return db
    .rows<{ id: PersonId }>(
      `SELECT DISTINCT assignee_id AS id FROM change WHERE ${subject.kind === 'change' ? 'id' : 'release_id'} = ?
         AND removed_at IS NULL AND assignee_id IS NOT NULL`,
      subject.id,
    )
    .map(({ id }) => id);
}
