import type { StepEvent } from '#shared/contract/run-records.ts';
import type { Step, StepState } from '#shared/contract/runbooks.ts';
import type { ChangeId, RunId, StepEventId, StepId } from '#shared/domain/ids.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { recordsOf, type StepRecord, statesOf, untouched } from '#shared/domain/runs/runbooks.ts';
import type { ReadDb } from '../read.ts';

// What a tick needs to know, and no more: these queries run between a key press and its answer.

type StepToTick = {
  number: number;
  kind: Step['kind'];
  evidence: string;
  offsetMinutes: number | null;
  changeId: ChangeId | null;
  runId: RunId;
  startedAt: number | null;
  endedAt: number | null;
  /** The one change that its run backs out, or null. */
  alone: ChangeId | null;
};

/** The step's number, and whether its run is under way. Throws NOT_FOUND. */
export function stepToTick(db: ReadDb, id: StepId): StepToTick {
  const row = db.row<StepToTick>(
    `SELECT s.number, s.kind, s.evidence, s.offset_minutes AS offsetMinutes, s.change_id AS changeId, s.run_id AS runId, r.started_at AS startedAt, r.ended_at AS endedAt, r.change_id AS alone
     FROM step s JOIN run r ON r.id = s.run_id WHERE s.id = ? AND s.removed_at IS NULL AND r.removed_at IS NULL`,
    id,
  );
  if (!row) throw notFound('This step');
  return row;
}

/** One recorded event, or undefined. */
export function eventById(db: ReadDb, id: StepEventId): StepEvent | undefined {
  return db.row<StepEvent>(
    `SELECT id, run_id AS runId, step_id AS stepId, kind, comment, actor_id AS actorId,
       occurred_at AS occurredAt, recorded_at AS recordedAt FROM step_event WHERE id = ?`,
    id,
  );
}

/** State of one step: from its own events, and where it has none from those of the steps before it. */
export function stateOfStep(db: ReadDb, id: StepId): StepState {
  const steps: { id: StepId; dependsOn: StepId[] }[] = [];
  const events: Pick<StepEvent, 'stepId' | 'kind' | 'occurredAt'>[] = [];
  const asked = new Set<StepId>([id]);
  for (const stepId of asked) {
    const own = db.rows<(typeof events)[number]>(
      'SELECT step_id AS stepId, kind, occurred_at AS occurredAt FROM step_event WHERE step_id = ? ORDER BY recorded_at, id',
      stepId,
    );
    events.push(...own);
    const ticked = (recordsOf(own).get(stepId)?.ticked ?? 'none') !== 'none';
    const dependsOn = ticked ? [] : dependenciesOf(db, stepId);
    steps.push({ id: stepId, dependsOn });
    for (const before of dependsOn) asked.add(before);
  }
  return statesOf(steps, recordsOf(events)).get(id) ?? 'pending';
}

/** What the events of a step amount to. */
export function recordOfStep(db: ReadDb, id: StepId): StepRecord {
  const own = db.rows<Pick<StepEvent, 'stepId' | 'kind' | 'occurredAt'>>(
    'SELECT step_id AS stepId, kind, occurred_at AS occurredAt FROM step_event WHERE step_id = ? ORDER BY recorded_at, id',
    id,
  );
  return recordsOf(own).get(id) ?? untouched;
}

function dependenciesOf(db: ReadDb, id: StepId): StepId[] {
  const row = db.row<{ dependsOn: string }>('SELECT depends_on AS dependsOn FROM step WHERE id = ?', id);
  return row ? (JSON.parse(row.dependsOn) as StepId[]) : [];
}
