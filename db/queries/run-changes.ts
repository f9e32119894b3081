import type { RunChange, RunEvent } from '#shared/contract/run-records.ts';
import type { Run, Step } from '#shared/contract/runbooks.ts';
import type { ChangeId, RunId } from '#shared/domain/ids.ts';
import { changeHolds, standingInRun } from '#shared/domain/runs/one-change.ts';
import type { ReadDb } from '../read.ts';

type Part = Pick<Run, 'id' | 'changeId' | 'endedAt' | 'outcome' | 'restoredAt'>;

/** The runs that back out one change of a run alone, in the order they began. */
export function partsOf(db: ReadDb, id: RunId): Part[] {
  return db.rows<Part>(
    `SELECT id, change_id AS changeId, ended_at AS endedAt, outcome, restored_at AS restoredAt FROM run
     WHERE backs_out_id = ? AND change_id IS NOT NULL AND removed_at IS NULL ORDER BY started_at, id`,
    id,
  );
}

/** Which changes the steps of a run belong to, in the order of its list. */
export function changesOfSteps(db: ReadDb, id: RunId): Pick<Step, 'changeId'>[] {
  return db.rows(
    `SELECT change_id AS changeId FROM step
     WHERE run_id = ? AND change_id IS NOT NULL AND removed_at IS NULL ORDER BY position`,
    id,
  );
}

/** The changes whose steps a run holds, in the order of the run, and what became of each there. */
export function changesInRun(
  db: ReadDb,
  id: RunId,
  steps: readonly Pick<Step, 'changeId'>[],
  moments: readonly RunEvent[],
): RunChange[] {
  const ids = [...new Set(steps.flatMap(({ changeId }) => changeId ?? []))];
  if (ids.length === 0) return [];
  const rows = db.rows<Pick<RunChange, 'id' | 'ref' | 'title'>>(
    'SELECT c.id, c.ref, c.title FROM json_each(?) j JOIN change c ON c.id = j.value ORDER BY j.key',
    JSON.stringify(ids),
  );
  const parts = partsOf(db, id);
  return rows.map((row) => ({ ...row, ...standingInRun(row.id, moments, parts) }));
}

/** Why nothing more is ticked on the steps of a change in a run, in a sentence; null when it may be. */
export function whyChangeHolds(
  db: ReadDb,
  id: RunId,
  changeId: ChangeId | null,
  moments: readonly RunEvent[],
): string | null {
  const found = changesInRun(db, id, [{ changeId }], moments)[0];
  return found ? changeHolds(found.ref, found.standing) : null;
}
