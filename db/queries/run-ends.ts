import { generateNKeysBetween } from 'fractional-indexing';
import type { BackOutPlan, Run, RunView } from '#shared/contract/runbooks.ts';
import { newId, type RunId, type StepId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { stateAfterRun } from '#shared/domain/releases.ts';
import { type BackOut, backOutLength, backOutOf, backOutRefusal } from '#shared/domain/runs/back-out.ts';
import { finishedStates, stepStates } from '#shared/domain/runs/runbooks.ts';
import { CLOCK_SLACK } from '#shared/domain/time.ts';
import { cut } from '#shared/domain/wording.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { run, step } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { transition } from './change-moves.ts';
import { getChange, saveChange } from './changes.ts';
import { settleAlone } from './one-change-tickets.ts';
import { changesOf, getRelease, setReleaseState } from './releases.ts';
import { partsOf } from './run-changes.ts';
import { addMoment } from './run-moments.ts';
import { eventsOf, getRun, momentsOf, mustBeUnderWay, runView, stepsOf } from './runs.ts';

type Ending = {
  readonly outcome: 'completed' | 'suspended' | 'failed';
  readonly reason: string;
  /** When a back-out had restored the service, ms UTC. */
  readonly restoredAt?: number | undefined;
};

/**
 * Ends a run. Live: the changes go to Review, the release to Review or Failed; after a back-out to Backed out, and its
 * changes await re-planning. A suspended run leaves them where they are.
 */
export function endRun(store: Store, who: Who, id: RunId, ending: Ending): RunView {
  const { outcome, reason } = ending;
  write(store, who, reason.trim() || `Run ${outcome}`, (tx) => {
    const found = getRun(tx, id);
    mustBeUnderWay(found);
    mustHaveNoPart(tx, id);
    const open = openSteps(tx, found);
    if (outcome === 'completed' && open > 0) {
      throw refused(
        `${open} steps are not finished. Finish or skip them, or end the run as suspended or failed with a reason.`,
      );
    }
    if (outcome !== 'completed' && !reason.trim()) throw refused('Ending a run early needs a reason.');
    const restoredAt = restoredBy(tx, found, ending);
    tx.patch(run, id, { endedAt: endOf(tx, found), outcome, restoredAt });
    if (found.changeId !== null && restoredAt !== null) settleAlone(tx, who, found, restoredAt);
    if (found.kind === 'rehearsal' || outcome === 'suspended' || found.changeId !== null) return;
    const release = getRelease(tx, found.releaseId);
    setReleaseState(tx, release, stateAfterRun(outcome, found.backsOutId !== null));
    for (const one of changesOf(tx, release.id)) {
      if (one.state !== 'Implement') continue;
      const moved = transition(tx, one, 'Review');
      if (found.backsOutId === null || outcome !== 'completed') continue;
      const awaitingReplanning = {
        reason: whyBackedOut(tx, found.backsOutId),
        runId: id,
        at: tx.now,
        outcome: 'backed out' as const,
        restoredAt,
      };
      saveChange(tx, moved, { awaitingReplanning });
    }
  });
  return runView(store.db, id, store.now());
}

/** What backing a run out now would be. Throws NOT_FOUND. */
export function backOutPlan(db: ReadDb, id: RunId, now: number): BackOutPlan {
  const found = getRun(db, id);
  const plan = planned(db, found);
  return {
    ...planLines(plan),
    restoredAt: now + backOutLength(plan.steps),
    protectionEndsAt: found.protectionEndsAt,
    refusal: backOutRefusal(found, plan) ?? '',
  };
}

/** The lines of a back-out as a person reads them before it begins. */
export function planLines({ source, steps, irreversible }: BackOut) {
  return {
    source,
    steps: steps.map(({ title, plannedMinutes, estimated, undoes }) => ({
      title,
      minutes: plannedMinutes,
      estimated,
      undoes,
    })),
    irreversible: [...irreversible],
  };
}

/** Ends a run as backed out and starts the run that undoes it, in one entry. Throws NOT_FOUND, REFUSED. */
export function backOutRun(store: Store, who: Who, id: RunId, reason: string): RunView {
  const why = reason.trim();
  const backOutId = newId<RunId>();
  write(store, who, why || 'Backed out', (tx) => {
    const found = getRun(tx, id);
    const plan = planned(tx, found);
    const fault =
      backOutRefusal(found, plan) ?? (why ? null : 'Backing out needs a reason: it goes with each change.');
    if (fault) throw refused(fault);
    endParts(tx, id);
    addMoment(tx, who, id, { kind: 'back out', comment: why });
    tx.patch(run, id, { endedAt: endOf(tx, found), outcome: 'backed out' });
    tx.insert(run, {
      ...found,
      id: backOutId,
      name: cut(`Back-out of ${found.name}`, 200),
      plannedStartAt: tx.now,
      startedAt: tx.now,
      endedAt: null,
      outcome: '',
      heldBy: store.device.id,
      backsOutId: id,
      restoredAt: null,
    });
    insertSteps(tx, backOutId, plan);
  });
  return runView(store.db, backOutId, store.now());
}

function planned(db: ReadDb, found: Run): BackOut {
  return backOutOf(found, stepsOf(db, found.id), eventsOf(db, found.id));
}

/** Puts the steps of a back-out into its run. */
export function insertSteps(tx: Tx, runId: RunId, { steps }: BackOut): void {
  const ids = new Map(steps.map(({ key }) => [key, newId<StepId>()]));
  const positions = generateNKeysBetween(null, null, steps.length);
  steps.forEach(({ key, dependsOn, undoes: _undoes, estimated: _estimated, ...body }, at) => {
    const id = ids.get(key);
    if (!id) return;
    tx.insert(step, {
      ...body,
      id,
      runId,
      number: at + 1,
      undo: 'none needed',
      undoMinutes: null,
      undoTitle: '',
      position: positions[at] ?? '',
      dependsOn: dependsOn.flatMap((one) => ids.get(one) ?? []),
      voterIds: [],
    });
  });
}

/** Now; when the clock was set back since the run began, then: no run takes less than no time. */
function endOf({ now }: Tx, { startedAt }: Run): number {
  return Math.max(now, startedAt ?? now);
}

/** Throws REFUSED while one change of the run is backed out alone. */
function mustHaveNoPart(tx: Tx, id: RunId): void {
  const part = partsOf(tx, id).find(({ endedAt }) => endedAt === null);
  if (part?.changeId)
    throw refused(`${getChange(tx, part.changeId).ref} is being backed out alone. End that run first.`);
}

/** The back-out of the whole run takes over what is left of those of one change. */
function endParts(tx: Tx, id: RunId): void {
  for (const part of partsOf(tx, id).filter(({ endedAt }) => endedAt === null))
    tx.patch(run, part.id, { endedAt: tx.now, outcome: 'taken over by the back-out of the run' });
}

function whyBackedOut(db: ReadDb, id: RunId): string {
  return (
    momentsOf(db, id).findLast(({ kind, changeId }) => kind === 'back out' && changeId === null)?.comment ??
    ''
  );
}

/** As said, between the start of the back-out and now; else when its last step ended. */
function restoredBy(tx: Tx, found: Run, { outcome, restoredAt }: Ending): number | null {
  if (found.backsOutId === null || outcome !== 'completed') return null;
  const last = eventsOf(tx, found.id).at(-1)?.occurredAt ?? tx.now;
  const at = restoredAt ?? last;
  if (at > tx.now + CLOCK_SLACK || at < Math.min(found.startedAt ?? at, tx.now))
    throw refused('Service was restored between the start of the back-out and now. Check the time.');
  return at;
}

function openSteps(tx: Tx, { id, backsOutId }: Run): number {
  const steps = stepsOf(tx, id).filter((each) => backsOutId !== null || each.section !== 'Back-out');
  const states = stepStates(steps, eventsOf(tx, id));
  return steps.filter((each) => !finishedStates.includes(states.get(each.id) ?? 'pending')).length;
}
