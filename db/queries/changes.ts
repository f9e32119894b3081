import { isDeepStrictEqual } from 'node:util';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Change, ChangeFields, RiskLevel } from '#shared/contract/changes.ts';
import type { ReleaseState } from '#shared/contract/releases.ts';
import { fieldWords } from '#shared/domain/changes/change-needs.ts';
import { editableFields, isMaterial, mayOverrideRisk } from '#shared/domain/changes/changes.ts';
import { emptyChange } from '#shared/domain/changes/empty-change.ts';
import { type ChangeId, newId, type ReleaseId } from '#shared/domain/ids.ts';
import { parseRef } from '#shared/domain/references.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { beforeDeployment } from '#shared/domain/releases.ts';
import { type PlannedTime, type PlannedTimeInput, planTime } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { change } from '../schema/changes.ts';
import type { Store } from '../store.ts';
import { firstRisk, judgedRisk } from './change-risk.ts';
import { mustExist } from './references.ts';

type Row = typeof change.$inferSelect;
export type ChangeInput = Partial<
  Omit<ChangeFields, 'plannedStart' | 'plannedEnd'> & {
    plannedStart: PlannedTimeInput | null;
    plannedEnd: PlannedTimeInput | null;
  }
>;
export type NewChange = Partial<
  Omit<Change, 'id' | 'ref' | 'createdAt' | 'updatedAt' | 'riskScore' | 'riskLevel'>
> & {
  title: string;
};

/** For queries that read the row anyway: leaves out rows of a bulk write that is not complete. */
export const NOT_BEING_IMPORTED =
  "(import_group IS NULL OR import_group NOT IN (SELECT id FROM bulk_group WHERE state = 'applying'))";

/** A ticket by id or reference; undefined when it is not there or was removed. */
export function findChange(db: ReadDb, key: string): Change | undefined {
  const by = parseRef(key) ? eq(change.ref, key.trim().toUpperCase()) : eq(change.id, key as ChangeId);
  const row = db
    .select()
    .from(change)
    .where(and(by, isNull(change.removedAt)))
    .get();
  return row && rowToChange(row);
}

/** A ticket by id or reference. Throws NOT_FOUND. */
export function getChange(db: ReadDb, key: string): Change {
  const found = findChange(db, key);
  if (!found) throw notFound(`The change ${key}`);
  return found;
}

/** Tickets by their ids, in that order; those that are not there are left out. */
export function getChanges(db: ReadDb, ids: readonly ChangeId[]): Change[] {
  const rows = db
    .select()
    .from(change)
    .where(
      and(
        isNull(change.removedAt),
        sql`${change.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ),
    )
    .all();
  const found = new Map(rows.map((row) => [row.id, rowToChange(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Writes a new ticket; its requester is who writes it. */
export function createChange(store: Store, who: Who, input: ChangeInput & { title: string }): Change {
  return write(store, who, 'Change written', (tx) => {
    checkReferences(tx, input, null);
    const fields = { ...slotTime(tx, input, null), ...withInstants(input) };
    return insertChange(tx, { requesterId: who.actor, ...fields } as NewChange);
  });
}

/** What a ticket names has to be there, and a release it boards still before its deployment. */
export function checkReferences(tx: Tx, input: ChangeInput, from: ReleaseId | null): void {
  mustExist(tx, {
    person: [input.assigneeId, input.validatorId, input.requesterId],
    service: input.serviceIds ?? [],
    environment: input.environmentIds ?? [],
  });
  if (!input.releaseId || input.releaseId === from) return;
  const found = tx.row<{ ref: string; state: ReleaseState }>(
    'SELECT ref, state FROM release WHERE id = ? AND removed_at IS NULL',
    input.releaseId,
  );
  if (!found) throw notFound('The release named here');
  if (!beforeDeployment.includes(found.state))
    throw refused(`${found.ref} is in ${found.state} and takes no more changes. Choose another release.`);
}

/** Adds a ticket with its reference and risk inside a transaction. */
export function insertChange(tx: Tx, fields: NewChange): Change {
  const full = { ...emptyChange, ...fields };
  return rowToChange(tx.insert(change, { ...newChangeRow(tx, full), ...firstRisk(tx, full) }));
}

/** A whole row from the fields that are known, with its id and reference; risk as given. */
export function newChangeRow(tx: Tx, fields: Partial<Row> & { title: string }): typeof change.$inferInsert {
  return {
    ...emptyChange,
    riskScore: 0,
    riskLevel: 'low',
    createdAt: tx.now,
    updatedAt: tx.now,
    ...fields,
    id: fields.id ?? newId<ChangeId>(),
    ref: tx.nextRef('CHG'),
  };
}

/** Saves the given fields. Material fields of a ticket under assessment are refused: they change by an amendment. */
export function patchChange(store: Store, who: Who, id: ChangeId, input: ChangeInput): Change {
  const names = Object.keys(input);
  return write(store, who, names.length === 1 ? `Edited ${names[0]}` : 'Edited', (tx) =>
    editChange(tx, getChange(tx, id), input),
  );
}

/** Saves fields of a ticket inside a transaction, as {@link patchChange} does. Throws NOT_FOUND, REFUSED. */
export function editChange(tx: Tx, before: Change, input: ChangeInput): Change {
  const locked = (Object.keys(input) as (keyof ChangeFields)[]).filter(
    (field) => !editableFields(before).includes(field),
  );
  const [first] = locked;
  if (first) {
    throw refused(
      isMaterial(first)
        ? `${before.ref} is in ${before.state}: its ${fieldWords(first)} can change only by an amendment.`
        : `${before.ref} is in ${before.state}: its ${fieldWords(first)} can no longer change.`,
    );
  }
  checkReferences(tx, input, before.releaseId);
  return saveChange(tx, before, { ...slotTime(tx, input, before), ...withInstants(input) });
}

/** What boards a release that has a slot takes its time, unless it has one of its own: it rides. */
function slotTime(tx: Tx, input: ChangeInput, before: Change | null): Partial<ChangeFields> {
  if (!input.releaseId || input.releaseId === before?.releaseId) return {};
  if ((input.plannedStart ?? before?.plannedStart ?? null) !== null) return {};
  const row = tx.row<{ start: string; end: string }>(
    'SELECT start, end FROM slot WHERE release_id = ? AND removed_at IS NULL',
    input.releaseId,
  );
  return row ? { plannedStart: JSON.parse(row.start), plannedEnd: JSON.parse(row.end) } : {};
}

/** Gives a ticket another planned time inside a transaction; the rule was asked before. */
export function planChange(
  tx: Tx,
  before: Change,
  plannedStart: PlannedTime,
  plannedEnd: PlannedTime,
): Change {
  return saveChange(tx, before, { plannedStart, plannedEnd });
}

/** Sets the level of risk against the score, or lets the score count again, with a reason. Throws NOT_FOUND, REFUSED. */
export function overrideRisk(
  store: Store,
  who: Who,
  id: ChangeId,
  level: RiskLevel | null,
  given: string,
): Change {
  const reason = given.trim();
  const what = level === null ? 'Risk as scored again' : `Risk set to ${level}`;
  return write(store, who, `${what}: ${reason}`, (tx) => {
    const before = getChange(tx, id);
    const verdict = mayOverrideRisk(before, level, reason);
    if (!verdict.ok) throw refused(verdict.reason);
    const riskOverride = level === null ? null : { level, reason, by: who.actor, at: tx.now };
    return saveChange(tx, before, { riskOverride });
  });
}

/** Takes a ticket away; it stays in the file and in the log. Throws NOT_FOUND, REFUSED. */
export function removeChange(store: Store, who: Who, id: ChangeId, reason: string): void {
  write(store, who, reason.trim() || 'Change removed', (tx) => {
    const before = getChange(tx, id);
    if (before.state === 'Implement')
      throw refused(`${before.ref} is being carried out. End its run before removing it.`);
    tx.remove(change, id);
  });
}

/** Fields that follow from the others; nobody writes them. */
export const derivedFields: readonly string[] = ['riskScore', 'riskLevel', 'updatedAt'];

/** Brings the derived fields of a ticket up to date after its others were put back. */
export function refreshDerived(tx: Tx, id: string): void {
  const found = findChange(tx, id);
  if (!found) return;
  const updatedAt = Math.max(tx.now, found.updatedAt + 1);
  tx.patch(change, id, { ...judgedRisk(tx, found), updatedAt });
}

/** Writes fields of a ticket inside a transaction, with what follows from them; the rules were asked before. */
export function saveChange(tx: Tx, before: Change, fields: Partial<Row>): Change {
  const row = tx.patch(change, before.id, { ...fields, ...judgedRisk(tx, { ...before, ...fields }) });
  const changed = row !== undefined && !isDeepStrictEqual(rowToChange(row as Row), before);
  // Pages take the later one for the newer, so it also goes on when the clock was set back.
  const updatedAt = Math.max(tx.now, before.updatedAt + 1);
  const stamped = changed ? tx.patch(change, before.id, { updatedAt }) : row;
  if (!stamped) throw notFound(`The change ${before.ref}`);
  return rowToChange(stamped as Row);
}

/** Planned times as they are kept: with the instant that follows from them. */
export function withInstants(input: ChangeInput): Partial<ChangeFields> {
  const { plannedStart, plannedEnd, ...rest } = input;
  return {
    ...rest,
    ...(plannedStart === undefined ? {} : { plannedStart: plannedStart && planTime(plannedStart) }),
    ...(plannedEnd === undefined ? {} : { plannedEnd: plannedEnd && planTime(plannedEnd) }),
  };
}

/** A stored row without what belongs to this file alone. */
export function rowToChange({
  n: _n,
  removedAt: _r,
  plannedSort: _p,
  plannedUntil: _u,
  stateRank: _s,
  ...row
}: Row): Change {
  return row;
}
