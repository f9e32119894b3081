import { and, isNotNull, isNull } from 'drizzle-orm';
import type { StepTimes } from '#shared/contract/run-clock.ts';
import type { Run, RunView } from '#shared/contract/runbooks.ts';
import { newId, type RunId, type StepEventId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { correctedTicks } from '#shared/domain/runs/clock-corrections.ts';
import { CLOCK_TOLERANCE, type ClockJump, jumpSentence, openJumps } from '#shared/domain/runs/clock-jumps.ts';
import { isHeldElsewhere } from '#shared/domain/runs/run-holding.ts';
import { CLOCK_SLACK } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import { run, stepEvent } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { addMoment } from './run-moments.ts';
import { recordedNext } from './run-order.ts';
import { eventsOf, getRun, getStep, momentsOf, mustBeUnderWay, rowToRun, runView } from './runs.ts';

/** Puts a jump of the clock on record in each run that is under way on this device. */
export function recordJump(store: Store, who: Who, jump: ClockJump): void {
  const comment = jumpSentence(jump);
  const here = runsUnderWayHere(store);
  if (here.length === 0) return;
  write(store, who, 'Clock jumped', (tx) => {
    for (const { id } of here) addMoment(tx, who, id, { kind: 'clock', comment });
  });
}

/** The jump of a clock that was set back since the last entry of the record: it then lies after now. None otherwise. */
export function setBackBefore({ db, now }: Store): ClockJump[] {
  const last = db.row<{ at: number }>('SELECT at FROM log_entry ORDER BY n DESC LIMIT 1');
  const to = now();
  return last && last.at - to > CLOCK_TOLERANCE ? [{ kind: 'set', from: last.at, to }] : [];
}

function runsUnderWayHere({ db, device }: Store): Run[] {
  return db
    .select()
    .from(run)
    .where(and(isNotNull(run.startedAt), isNull(run.endedAt), isNull(run.removedAt)))
    .all()
    .map(rowToRun)
    .filter((one) => !isHeldElsewhere(one, device.id));
}

type Answer = {
  readonly id: RunId;
  readonly startedAt: number | null;
  readonly times: readonly StepTimes[];
  readonly reason: string;
};

/** Answers the jumps of the clock that are open in a run; times that are given are put right. Throws NOT_FOUND, REFUSED. */
export function answerClock(store: Store, who: Who, { id, startedAt, times, reason }: Answer): RunView {
  const corrected = times.length + (startedAt === null ? 0 : 1);
  const said =
    corrected === 0 ? 'The times are right.' : `Times of ${corrected === 1 ? 'one' : corrected} put right.`;
  const comment = [said, reason.trim()].filter((part) => part !== '').join(' ');
  write(store, who, comment, (tx) => {
    const found = getRun(tx, id);
    const onRecord = mustBeUnderWay(found);
    const began = startedAt ?? onRecord;
    if (openJumps(momentsOf(tx, id)).length === 0)
      throw refused('Nothing is asked about the clock of this run any more.');
    if (startedAt !== null && startedAt > tx.now + CLOCK_SLACK)
      throw refused('The run cannot have begun in the future. Check the time.');
    tx.patch(run, id, { startedAt: began });
    for (const each of times) correct(tx, id, each, began);
    addMoment(tx, who, id, { kind: 'clock answered', comment });
  });
  return runView(store.db, id, store.now());
}

function correct(tx: Tx, runId: RunId, times: StepTimes, began: number): void {
  const step = getStep(tx, times.stepId);
  const own = eventsOf(tx, runId).filter(({ stepId }) => stepId === step.id);
  const ticks = correctedTicks(step, own, times, began, tx.now);
  if (typeof ticks === 'string') throw refused(ticks);
  const before = own.at(-1);
  if (!before) return;
  for (const { kind, occurredAt, was } of ticks) {
    tx.insert(stepEvent, {
      id: newId<StepEventId>(),
      runId,
      stepId: step.id,
      kind,
      comment: was?.comment ?? 'Time put right after the clock jumped',
      // Whose tick it was stays theirs; who put it right stands in the log.
      actorId: (was ?? before).actorId,
      occurredAt,
      recordedAt: recordedNext(tx, runId, tx.now),
    });
  }
}
