import { and, eq, isNull, sql } from 'drizzle-orm';
import type {
  EditedRelease,
  ReadinessLine,
  Release,
  ReleaseDetail,
  ReleaseState,
  Slot,
} from '#shared/contract/releases.ts';
import { newId, type ReleaseId, type RunId } from '#shared/domain/ids.ts';
import { readinessOf } from '#shared/domain/readiness.ts';
import { parseRef } from '#shared/domain/references.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { mayClose, mayTransitionRelease } from '#shared/domain/releases.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { change } from '../schema/changes.ts';
import { release, slot } from '../schema/releases.ts';
import type { Store } from '../store.ts';
import { baselineRuns } from './baselines.ts';
import { transition } from './change-moves.ts';
import { changeRows } from './change-table.ts';
import { rowToChange } from './changes.ts';
import { passGate } from './conflict-gates.ts';
import { judged } from './conflicts.ts';
import { planningFacts } from './planning-facts.ts';
import { mustExist } from './references.ts';
import { checkReleaseOrder } from './release-order.ts';
import { changesInRun } from './run-changes.ts';
import { momentsOf, runsOfRelease } from './runs.ts';

type ReleaseFields = Partial<EditedRelease>;
type NewRelease = ReleaseFields & { name: string } & Partial<
    Pick<Release, 'id' | 'repositoryId' | 'rangeFrom' | 'rangeTo' | 'trainId' | 'departureNumber'>
  >;
type Row = typeof release.$inferSelect;

/** Releases that were not removed, newest first, each with its slot and number of changes. */
export function listReleases(db: ReadDb): Release[] {
  return db
    .select({
      release,
      slot,
      changes: sql<number>`(SELECT count(*) FROM change c WHERE c.release_id = ${release.id} AND c.removed_at IS NULL)`,
    })
    .from(release)
    .leftJoin(slot, and(eq(slot.releaseId, release.id), isNull(slot.removedAt)))
    .where(isNull(release.removedAt))
    .orderBy(sql`${release.createdAt} DESC`)
    .all()
    .map((row) => rowToRelease(row.release, row.slot, row.changes));
}

/** A release by id or reference. */
export function getRelease(db: ReadDb, key: string): Release {
  const by = parseRef(key) ? eq(release.ref, key.trim().toUpperCase()) : eq(release.id, key as ReleaseId);
  const row = db
    .select()
    .from(release)
    .where(and(by, isNull(release.removedAt)))
    .get();
  if (!row) throw notFound(`The release ${key}`);
  const count = db.row<{ n: number }>(
    'SELECT count(*) AS n FROM change WHERE release_id = ? AND removed_at IS NULL',
    row.id,
  );
  return rowToRelease(row, slotOf(db, row.id), count?.n ?? 0);
}

/** A release by id or reference with its tickets, runs and readiness at `now` (ms UTC). Throws NOT_FOUND. */
export function releaseDetail(db: ReadDb, key: string, now: number): ReleaseDetail {
  const found = getRelease(db, key);
  const rows = changeRows(db, 'c.release_id = ? ORDER BY c.planned_sort, c.n', [found.id]);
  const runs = runsOfRelease(db, found.id);
  const leftRuns = runs
    .filter(({ kind, backsOutId }) => kind === 'live' && backsOutId === null)
    .flatMap((one) => leftRun(db, one.id));
  return { ...found, changeRows: rows, runs, readiness: readinessFor(db, found, now), leftRuns };
}

/** What was taken out of a run, or is or was backed out of it alone. */
function leftRun(db: ReadDb, runId: RunId): ReleaseDetail['leftRuns'] {
  const moments = momentsOf(db, runId).filter(({ changeId }) => changeId !== null);
  return changesInRun(db, runId, moments, moments).map((one) => ({ ...one, runId }));
}

/** The readiness sum of a release from what the file holds now. */
export function readinessFor(db: ReadDb, found: Release, now: number): ReadinessLine[] {
  // The same that is asked before it is scheduled: also what the changes meet that ride it.
  const { conflicts, riding } = judged(db, planningFacts(db), { kind: 'release', id: found.id }, now);
  return [
    ...readinessOf({
      release: found,
      changes: changesOf(db, found.id),
      runs: runsOfRelease(db, found.id),
      conflicts: [...conflicts, ...riding],
      now,
    }),
  ];
}

/** Plans a release; its owner is who plans it. */
export function createRelease(store: Store, who: Who, fields: NewRelease): Release {
  const id = write(store, who, 'Release planned', (tx) => {
    checkReferences(tx, fields);
    return insertRelease(tx, { ownerId: who.actor, ...fields });
  });
  return getRelease(store.db, id);
}

/** Adds a release with its reference inside a transaction; answers with its id. */
export function insertRelease(tx: Tx, fields: NewRelease): ReleaseId {
  const production = tx.row<{ id: Release['environmentId'] }>(
    "SELECT id FROM environment WHERE kind = 'production' AND removed_at IS NULL ORDER BY id LIMIT 1",
  );
  return tx.insert(release, {
    id: newId<ReleaseId>(),
    ref: tx.nextRef('REL'),
    version: '',
    type: 'minor',
    state: 'Planning',
    objectives: '',
    ownerId: null,
    deliveryManagerId: null,
    environmentId: production?.id ?? null,
    strategy: 'all at once',
    backOutPlan: '',
    dependsOn: [],
    trainId: null,
    departureNumber: null,
    repositoryId: null,
    rangeFrom: '',
    rangeTo: '',
    outcome: null,
    closeNote: '',
    actualStartAt: null,
    actualEndAt: null,
    createdAt: tx.now,
    ...fields,
  }).id;
}

/** Changes fields of a release. Throws NOT_FOUND, REFUSED. */
export function patchRelease(store: Store, who: Who, id: ReleaseId, fields: ReleaseFields): Release {
  write(store, who, 'Release edited', (tx) => {
    checkReferences(tx, fields);
    if (!tx.patch(release, id, fields)) throw notFound('This release');
    if (fields.dependsOn) checkReleaseOrder(tx);
  });
  return getRelease(store.db, id);
}

function checkReferences(tx: Tx, fields: ReleaseFields): void {
  mustExist(tx, {
    person: [fields.ownerId, fields.deliveryManagerId],
    environment: [fields.environmentId],
    release: fields.dependsOn ?? [],
  });
}

/** Moves a release as a person may. Throws NOT_FOUND, REFUSED with the sentence of the rule. */
export function transitionRelease(
  store: Store,
  who: Who,
  id: ReleaseId,
  to: ReleaseState,
  reason = '',
): Release {
  write(store, who, reason.trim() || `Moved to ${to}`, (tx) => {
    const found = getRelease(tx, id);
    const runs = runsOfRelease(tx, id);
    const verdict = mayTransitionRelease({ release: found, changes: changesOf(tx, id), runs, to, reason });
    if (!verdict.ok) throw refused(verdict.reason);
    setReleaseState(tx, found, to);
    if (to === 'Scheduled') passGate(tx, who, [{ kind: 'release', id }], 'be scheduled', { reason });
  });
  return getRelease(store.db, id);
}

/** Writes a release's state and the instants that go with it; the rule was asked before. */
export function setReleaseState(tx: Tx, found: Release, to: ReleaseState): void {
  tx.patch(release, found.id, {
    state: to,
    ...(to === 'Deployment' && found.actualStartAt === null ? { actualStartAt: tx.now } : {}),
    ...(found.state === 'Deployment' ? { actualEndAt: tx.now } : {}),
  });
  // What was approved is what it is measured against.
  if (to === 'Scheduled') baselineRuns(tx, found.id);
}

const closeCodes = {
  successful: 'successful',
  'successful with issues': 'successful with issues',
  'backed out': 'backed out',
  failed: 'unsuccessful',
} as const;

/** Closes a release and its changes in Review with one outcome; one that left its run keeps its own. */
export function closeRelease(
  store: Store,
  who: Who,
  id: ReleaseId,
  said: { outcome: NonNullable<Release['outcome']>; note: string },
): Release {
  write(store, who, `Closed: ${said.outcome}`, (tx) => {
    const found = getRelease(tx, id);
    const verdict = mayClose({ release: found, changes: changesOf(tx, id), runs: runsOfRelease(tx, id) });
    if (!verdict.ok) throw refused(verdict.reason);
    for (const one of changesOf(tx, id)) {
      if (one.state === 'Review')
        transition(tx, one, 'Closed', { closeCode: one.closeCode ?? closeCodes[said.outcome] });
    }
    tx.patch(release, id, { state: 'Closed', outcome: said.outcome, closeNote: said.note });
  });
  return getRelease(store.db, id);
}

/** Tickets of a release in the order they were written. */
export function changesOf(db: ReadDb, id: ReleaseId) {
  return db
    .select()
    .from(change)
    .where(and(eq(change.releaseId, id), isNull(change.removedAt)))
    .orderBy(change.n)
    .all()
    .map(rowToChange);
}

/** The booking of a release; null while it has none. */
export function slotOf(db: ReadDb, id: ReleaseId) {
  return (
    db
      .select()
      .from(slot)
      .where(and(eq(slot.releaseId, id), isNull(slot.removedAt)))
      .get() ?? null
  );
}

function rowToRelease(
  { removedAt: _, ...row }: Row,
  booked: typeof slot.$inferSelect | null,
  changes: number,
): Release {
  return { ...row, slot: booked && rowToSlot(booked), changes };
}

function rowToSlot({ removedAt: _, ...row }: typeof slot.$inferSelect): Slot {
  return row;
}
