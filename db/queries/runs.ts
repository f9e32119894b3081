import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Slot } from '#shared/contract/releases.ts';
import type { GateVote, RunEvent, StepEvent } from '#shared/contract/run-records.ts';
import type { Run, RunRecords, RunView, Step } from '#shared/contract/runbooks.ts';
import type { ReleaseId, RunId, StepId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { forecastRun } from '#shared/domain/runs/forecast.ts';
import { finishedStates, stepStates } from '#shared/domain/runs/runbooks.ts';
import type { Tx } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { gateVote, run, runEvent, step, stepEvent } from '../schema/runbooks.ts';
import { changesInRun, changesOfSteps } from './run-changes.ts';
import { lastRecorded } from './run-order.ts';

export type RunSummary = Run & { releaseName: string; releaseRef: string; done: number; total: number };

/** Every run, running ones first, then the newest. */
export function listRuns(db: ReadDb): RunSummary[] {
  return db
    .select()
    .from(run)
    .where(isNull(run.removedAt))
    .all()
    .map(rowToRun)
    .sort((a, b) => Number(isRunning(b)) - Number(isRunning(a)) || b.plannedStartAt - a.plannedStartAt)
    .map((one) => summarise(db, one));
}

type Began = Pick<Run, 'startedAt' | 'endedAt'>;

/** When the run began. Throws REFUSED unless it is between its start and its end. */
export function mustBeUnderWay(found: Began): number {
  if (found.startedAt === null) throw refused('This run has not started. Start it first.');
  mustNotHaveEnded(found);
  return found.startedAt;
}

/** Throws REFUSED once the run has ended. */
export function mustNotHaveEnded({ endedAt }: Pick<Run, 'endedAt'>): void {
  if (endedAt !== null) throw refused('This run has ended; what happened in it stays as it is.');
}

/** Throws REFUSED once the run has started: its plan is what it is measured by. */
export function mustNotHaveStarted({ startedAt, endedAt }: Began): void {
  if (startedAt !== null || endedAt !== null) throw refused('This run has started: its plan stays as it is.');
}

/** True between the start and the end of a run. */
export function isRunning({ startedAt, endedAt }: Began): boolean {
  return startedAt !== null && endedAt === null;
}

/** Whether a live run is between its start and its end. */
export function isLiveRunUnderWay(db: ReadDb): boolean {
  const found = db.row(
    "SELECT 1 FROM run WHERE kind = 'live' AND started_at IS NOT NULL AND ended_at IS NULL AND removed_at IS NULL",
  );
  return found !== undefined;
}

function summarise(db: ReadDb, one: Run): RunSummary {
  const { ref, ...named } = releaseOf(db, one.releaseId);
  const steps = stepsOf(db, one.id);
  const states = stepStates(steps, eventsOf(db, one.id));
  const done = steps.filter((each) => finishedStates.includes(states.get(each.id) ?? 'pending')).length;
  return { ...one, releaseName: releaseName(named), releaseRef: ref, done, total: steps.length };
}

/** Runs of a release by planned start. */
export function runsOfRelease(db: ReadDb, id: ReleaseId): Run[] {
  return db
    .select()
    .from(run)
    .where(and(eq(run.releaseId, id), isNull(run.removedAt)))
    .orderBy(asc(run.plannedStartAt))
    .all()
    .map(rowToRun);
}

/** A run by id. Throws NOT_FOUND. */
export function getRun(db: ReadDb, id: RunId): Run {
  const row = db.select().from(run).where(eq(run.id, id)).get();
  if (!row || row.removedAt !== null) throw notFound('This run');
  return rowToRun(row);
}

/** A step by id. Throws NOT_FOUND. */
export function getStep(db: ReadDb, id: StepId): Step {
  const row = db.select().from(step).where(eq(step.id, id)).get();
  if (!row || row.removedAt !== null) throw notFound('This step');
  return rowToStep(row);
}

/** A run with all it takes to show and forecast it. */
export function runView(db: ReadDb, id: RunId, now: number): RunView {
  const records = runRecords(db, id);
  const steps = stepsOf(db, id);
  return { ...records, steps, forecast: forecastRun({ ...records, steps, now }) };
}

/** A run and what was recorded in it; cheap beside its steps. */
export function runRecords(db: ReadDb, id: RunId): RunRecords {
  const found = getRun(db, id);
  const moments = momentsOf(db, id);
  const { name, version, ref, environment } = releaseOf(db, found.releaseId);
  return {
    run: found,
    holder: holderOf(db, found),
    releaseName: releaseName({ name, version }),
    releaseRef: ref,
    environment: environment ?? '',
    events: eventsOf(db, id),
    moments,
    votes: votesOf(db, id),
    changes: changesInRun(db, id, changesOfSteps(db, id), moments),
    backOutId: backOutOfRun(db, id),
  };
}

/** The device that holds a run which is under way, since when, and when it last kept a record in it. */
function holderOf(db: ReadDb, { id, heldBy, startedAt, endedAt }: Run): RunView['holder'] {
  if (heldBy === null || startedAt === null || endedAt !== null) return null;
  const device = db.row<{ letters: string; current: number }>(
    'SELECT letters, current FROM device WHERE id = ?',
    heldBy,
  );
  const taken = momentsOf(db, id).findLast(({ kind, device: by }) => kind === 'take over' && by === heldBy);
  return {
    letters: device?.letters ?? '',
    isHere: device?.current === 1,
    since: taken?.occurredAt ?? startedAt,
    lastRecordedAt: Math.max(startedAt, lastRecorded(db, id)),
  };
}

/** The run that backs all of this one out, or null. */
export function backOutOfRun(db: ReadDb, id: RunId): RunId | null {
  const row = db.row<{ id: RunId }>(
    'SELECT id FROM run WHERE backs_out_id = ? AND change_id IS NULL AND removed_at IS NULL',
    id,
  );
  return row?.id ?? null;
}

/** Steps of a run in the order of its list. */
export function stepsOf(db: ReadDb, id: RunId): Step[] {
  return db
    .select()
    .from(step)
    .where(and(eq(step.runId, id), isNull(step.removedAt)))
    .orderBy(step.position)
    .all()
    .map(rowToStep);
}

/** What was done to the steps of a run, in the order it was recorded. */
export function eventsOf(db: ReadDb, id: RunId): StepEvent[] {
  return db
    .select()
    .from(stepEvent)
    .where(eq(stepEvent.runId, id))
    .orderBy(stepEvent.recordedAt, stepEvent.id)
    .all()
    .map(rowToEvent);
}

/** What happened to a run as a whole, in the order it was recorded. */
export function momentsOf(db: ReadDb, id: RunId): RunEvent[] {
  return db
    .select()
    .from(runEvent)
    .where(eq(runEvent.runId, id))
    .orderBy(runEvent.recordedAt, runEvent.id)
    .all()
    .map(({ removedAt: _, ...row }) => row);
}

/** Words at the gates of a run, in the order they were recorded. */
export function votesOf(db: ReadDb, id: RunId): GateVote[] {
  return db
    .select()
    .from(gateVote)
    .where(eq(gateVote.runId, id))
    .orderBy(gateVote.recordedAt, gateVote.id)
    .all()
    .map(({ removedAt: _, ...row }) => row);
}

type ReleaseLine = { name: string; version: string; ref: string; environment: string | null };

function releaseOf(db: ReadDb, id: ReleaseId): ReleaseLine {
  const row = db.row<ReleaseLine>(
    `SELECT r.name, r.version, r.ref, e.name AS environment FROM release r
     LEFT JOIN environment e ON e.id = r.environment_id WHERE r.id = ?`,
    id,
  );
  if (!row) throw notFound('The release of this run');
  return row;
}

/** A stored row without the register of removal. */
export function rowToRun({ removedAt: _, ...row }: typeof run.$inferSelect): Run {
  return row;
}

/** A stored row without the register of removal. */
export function rowToEvent({ removedAt: _, ...row }: typeof stepEvent.$inferSelect): StepEvent {
  return row;
}

/** A stored row without the register of removal. */
export function rowToStep({ removedAt: _, ...row }: typeof step.$inferSelect): Step {
  return row;
}

type PlannedWindow = Pick<Slot, 'windowStartsAt' | 'windowEndsAt' | 'protectionEndsAt' | 'start'>;

/** What a run takes from the booked slot; a run that never started follows when the slot is booked anew or given back. */
export function planOf(booked: PlannedWindow | null) {
  return {
    windowStartsAt: booked?.windowStartsAt ?? null,
    windowEndsAt: booked?.windowEndsAt ?? null,
    protectionEndsAt: booked?.protectionEndsAt ?? null,
    ...(booked ? { plannedStartAt: booked.start.at } : {}),
  };
}

/** Lets the runs of a release that have not started follow its slot. */
export function planRuns(tx: Tx, id: ReleaseId, booked: PlannedWindow | null): void {
  for (const one of runsOfRelease(tx, id)) {
    if (one.kind === 'live' && one.startedAt === null) tx.patch(run, one.id, planOf(booked));
  }
}
