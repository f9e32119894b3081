import { type AnyColumn, and, isNull, type SQL, sql } from 'drizzle-orm';
import type { Condition, Decision } from '#shared/contract/approvals.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { ApprovalFacts } from '#shared/domain/approvals/deciders.ts';
import { materialFields } from '#shared/domain/changes/changes.ts';
import { canonical, sha256 } from '../chain.ts';
import type { ReadDb } from '../read.ts';
import { condition, decision } from '../schema/approvals.ts';
import { changePolicies } from './change-policies.ts';
import { listPeople, listPersonTimes, listTeams } from './people.ts';

/** What the rules of approvals look up, as the file holds it; `now` in ms UTC. */
export function approvalFacts(db: ReadDb, now: number): ApprovalFacts {
  const refs = db.rows<{ id: string; ref: string }>('SELECT id, ref FROM cab_meeting');
  const removed = db.rows<{ id: string; name: string }>(
    'SELECT id, name FROM person WHERE removed_at IS NOT NULL',
  );
  return {
    people: listPeople(db),
    teams: listTeams(db),
    times: listPersonTimes(db),
    rules: changePolicies(db).approvalRules,
    meetings: new Map(refs.map(({ id, ref }) => [id, ref])),
    former: new Map(removed.map(({ id, name }) => [id, name])),
    now,
  };
}

/** SHA-256 (hex) of the material fields of a ticket, as canonical JSON: what a vote is about. */
export function contentHashOf(change: Pick<Change, (typeof materialFields)[number]>): string {
  return sha256(canonical(Object.fromEntries(materialFields.map((field) => [field, change[field]]))));
}

/** Decisions on changes or releases by subject id, oldest first. */
export function decisionsOf(db: ReadDb, ids: readonly string[]): ReadonlyMap<string, Decision[]> {
  const rows = db
    .select()
    .from(decision)
    .where(and(isNull(decision.removedAt), among(decision.subjectId, ids)))
    .orderBy(decision.recordedAt, decision.id)
    .all();
  return bySubject(
    rows.map(({ removedAt: _, ...row }) => row),
    (row) => row.subjectId,
  );
}

/** Conditions of changes by change id, in the order in which they were put. */
export function conditionsOf(db: ReadDb, ids: readonly string[]): ReadonlyMap<string, Condition[]> {
  const rows = db
    .select()
    .from(condition)
    .where(and(isNull(condition.removedAt), among(condition.changeId, ids)))
    .orderBy(condition.id)
    .all();
  return bySubject(
    rows.map(({ removedAt: _, ...row }) => row),
    (row) => row.changeId,
  );
}

/** One parameter however many there are: a page may ask about hundreds. */
function among(column: AnyColumn, ids: readonly string[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

function bySubject<Row>(rows: readonly Row[], idOf: (row: Row) => string): ReadonlyMap<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(idOf(row), [...(found.get(idOf(row)) ?? []), row]);
  return found;
}
