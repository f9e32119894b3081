import { asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { StepAttempt } from '#shared/contract/run-records.ts';
import type { Step } from '#shared/contract/runbooks.ts';
import type { StepAutomation } from '#shared/contract/steps.ts';
import { type NoteId, newId, type RunId, type StepAttemptId, type StepId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { automationName, whyNotAutomated, whyNotStarted } from '#shared/domain/runs/automation.ts';
import { whileSuspended } from '#shared/domain/runs/run-moments.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { step, stepAttempt } from '../schema/runbooks.ts';
import { note } from '../schema/warroom.ts';
import type { Store } from '../store.ts';
import { recordedNext } from './run-order.ts';
import { getRun, getStep, momentsOf, mustBeUnderWay, mustNotHaveEnded, rowToStep } from './runs.ts';
import { stateOfStep } from './step-state.ts';

/** An attempt with the end of its output in place of all of it. */
export type AttemptLine = Omit<StepAttempt, 'output'> & { readonly tail: string; readonly chars: number };

/** Attempts of a run in the order they began. */
export function attemptsOf(db: ReadDb, id: RunId): AttemptLine[] {
  const { output, removedAt: _, ...columns } = getTableColumns(stepAttempt);
  return db
    .select({
      ...columns,
      tail: sql<string>`substr(${output}, -8000)`,
      chars: sql<number>`length(${output})`,
    })
    .from(stepAttempt)
    .where(eq(stepAttempt.runId, id))
    .orderBy(asc(stepAttempt.startedAt), asc(stepAttempt.id))
    .all();
}

/** An attempt by id. Throws NOT_FOUND. */
export function getAttempt(db: ReadDb, id: StepAttemptId): StepAttempt {
  const row = db.select().from(stepAttempt).where(eq(stepAttempt.id, id)).get();
  if (!row || row.removedAt !== null) throw notFound('This attempt');
  return rowToAttempt(row);
}

/** Says what a step of a run is carried out by; null leaves it to people. Throws NOT_FOUND, REFUSED. */
export function automateStep(store: Store, who: Who, id: StepId, automation: StepAutomation | null): Step {
  return write(store, who, automation ? 'Automation of a step set' : 'Automation of a step removed', (tx) => {
    const found = getStep(tx, id);
    mustNotHaveEnded(getRun(tx, found.runId));
    const why = whyNotAutomated(found, automation);
    if (why !== null) throw refused(why);
    const kind = automation !== null && found.kind === 'manual' ? 'automated' : found.kind;
    const row = tx.patch(step, id, { automation, kind });
    if (!row) throw notFound('This step');
    return rowToStep(row);
  });
}

/** The step and its automation, when it can be started now. Throws NOT_FOUND, REFUSED. */
export function startableStep(db: ReadDb, id: StepId): Step & { readonly automation: StepAutomation } {
  const found = getStep(db, id);
  mustBeUnderWay(getRun(db, found.runId));
  const own = attemptsOf(db, found.runId).filter(({ stepId }) => stepId === id);
  const why =
    whyNotStarted(found, stateOfStep(db, id), own) ??
    whyNotAutomated(found, found.automation) ??
    // Also in a step that is under way: an attempt is something new.
    whileSuspended(momentsOf(db, found.runId), 'ready', 'start');
  if (why !== null || found.automation === null) throw refused(why ?? '');
  return { ...found, automation: found.automation };
}

/** Puts the beginning of an attempt on record. Throws NOT_FOUND, REFUSED. */
export function beginAttempt(store: Store, who: Who, id: StepId): StepAttempt {
  return write(store, who, 'Automation started', (tx) => {
    const found = startableStep(tx, id);
    const last = attemptsOf(tx, found.runId).at(-1)?.startedAt ?? 0;
    return rowToAttempt(
      tx.insert(stepAttempt, {
        id: newId<StepAttemptId>(),
        runId: found.runId,
        stepId: id,
        automation: found.automation,
        startedAt: Math.max(tx.now, last + 1),
        endedAt: null,
        outcome: 'running',
        code: null,
        output: '',
        actorId: who.onBehalfOf ?? who.actor,
      }),
    );
  });
}

type Ending = Pick<StepAttempt, 'outcome' | 'code' | 'output'> & {
  /** What the room reads of it; empty where the tick of the step says it. */
  readonly said: string;
};

/** Puts the end of an attempt on record, once. Throws NOT_FOUND. */
export function endAttempt(store: Store, who: Who, id: StepAttemptId, ending: Ending): void {
  const { said, ...fields } = ending;
  write(store, who, said || `Automation ${fields.outcome}`, (tx) => {
    const found = getAttempt(tx, id);
    if (found.outcome !== 'running') return;
    tx.patch(stepAttempt, id, { ...fields, endedAt: Math.max(tx.now, found.startedAt) });
    if (said !== '') tell(tx, who, found, said);
  });
}

/** Logs into the run what happened to an automated step besides its ticks. */
export function tellOfAttempt(store: Store, who: Who, id: StepAttemptId, said: string): void {
  write(store, who, said, (tx) => tell(tx, who, getAttempt(tx, id), said));
}

function tell(tx: Tx, who: Who, { runId, stepId }: StepAttempt, said: string): void {
  tx.insert(note, {
    id: newId<NoteId>(),
    runId,
    kind: 'note',
    text: said.slice(0, 2000).toWellFormed(),
    role: null,
    ownerId: null,
    nextUpdateAt: null,
    aboutId: null,
    stepId,
    actorId: who.onBehalfOf ?? who.actor,
    occurredAt: tx.now,
    recordedAt: recordedNext(tx, runId, tx.now),
  });
}

/** Attempts that this device began and nobody has ended: after a start, what was under way when Slipway went. Those of a run that another device took over are its own to end. */
function lostAttempts({ db, device }: Store): StepAttempt[] {
  return db
    .rows<{ id: StepAttemptId }>(
      `SELECT a.id FROM step_attempt a
       JOIN run r ON r.id = a.run_id AND coalesce(r.held_by, ?) = ?
       JOIN log_op o ON o.entity_id = a.id AND o.field = '*' JOIN log_entry e ON e.n = o.entry
       WHERE a.outcome = 'running' AND e.device = ?`,
      device.id,
      device.id,
      device.id,
    )
    .map(({ id }) => getAttempt(db, id));
}

/** Says of each attempt that was under way when Slipway went that its end is not known. */
export function interruptLost(store: Store, who: Who | null): void {
  for (const lost of lostAttempts(store)) {
    const said = `${automationName(lost.automation)} was under way when Slipway was closed; how it ended is not known. Look before going on.`;
    endAttempt(store, who ?? { actor: lost.actorId }, lost.id, {
      outcome: 'interrupted',
      code: null,
      output: '',
      said,
    });
  }
}

function rowToAttempt({ removedAt: _, ...row }: typeof stepAttempt.$inferSelect): StepAttempt {
  return row;
}
