import type { GateVote, RunEvent } from '#shared/contract/run-records.ts';
import type { RunView, Step } from '#shared/contract/runbooks.ts';
import {
  type GateVoteId,
  newId,
  type PersonId,
  type RunEventId,
  type RunId,
  type StepId,
} from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { whyGateHolds } from '#shared/domain/runs/gates.ts';
import { suspension } from '#shared/domain/runs/run-moments.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { slot } from '../schema/releases.ts';
import { gateVote, run, runEvent, step } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { mustExist } from './references.ts';
import { getRelease } from './releases.ts';
import { recordedNext } from './run-order.ts';
import {
  getRun,
  getStep,
  momentsOf,
  mustBeUnderWay,
  mustNotHaveEnded,
  rowToStep,
  runView,
  votesOf,
} from './runs.ts';

/** Why a gate does not pass yet, in a sentence; null when it does. */
export function whyHeldAtGate(db: ReadDb, id: StepId): string | null {
  const gate = getStep(db, id);
  const votes = votesOf(db, gate.runId).filter((one) => one.stepId === id);
  return whyGateHolds(gate, votes, (personId) => nameOf(db, personId));
}

/** Records a word at a gate, for oneself or for somebody who said it. Throws NOT_FOUND, REFUSED. */
export function vote(
  store: Store,
  who: Who,
  said: { stepId: StepId; vote: GateVote['vote']; personId?: PersonId | undefined; reason: string },
): GateVote {
  return write(store, who, said.reason.trim() || `Said ${said.vote}`, (tx) => {
    const gate = getStep(tx, said.stepId);
    if (gate.kind !== 'gate') throw refused(`Step ${gate.number} is no gate.`);
    mustBeUnderWay(getRun(tx, gate.runId));
    const personId = said.personId ?? who.onBehalfOf ?? who.actor;
    mustExist(tx, { person: [personId] });
    if (gate.voterIds.length > 0 && !gate.voterIds.includes(personId))
      throw refused(
        `${nameOf(tx, personId)} has no word at gate ${gate.number}. Name them as a voter first.`,
      );
    if (said.vote === 'no-go' && !said.reason.trim()) throw refused('A no-go needs its reason.');
    const { removedAt: _, ...row } = tx.insert(gateVote, {
      id: newId<GateVoteId>(),
      runId: gate.runId,
      stepId: gate.id,
      personId,
      vote: said.vote,
      reason: said.reason.trim(),
      actorId: who.actor,
      occurredAt: tx.now,
      recordedAt: recordedNext(tx, gate.runId, tx.now),
    });
    return row;
  });
}

/** Names who says go or no-go at a gate. Throws NOT_FOUND, REFUSED. */
export function setVoters(store: Store, who: Who, id: StepId, voterIds: readonly PersonId[]): Step {
  return write(store, who, 'Voters of a gate named', (tx) => {
    const gate = getStep(tx, id);
    if (gate.kind !== 'gate') throw refused(`Step ${gate.number} is no gate.`);
    mustNotHaveEnded(getRun(tx, gate.runId));
    mustExist(tx, { person: voterIds });
    const row = tx.patch(step, id, { voterIds: [...new Set(voterIds)] });
    if (!row) throw notFound('This step');
    return rowToStep(row);
  });
}

/** Holds a run: nothing new begins until it is resumed. Throws NOT_FOUND, REFUSED. */
export function suspendRun(store: Store, who: Who, id: RunId, reason: string): RunView {
  return moment(store, who, id, 'suspend', reason, (tx) => {
    if (!reason.trim()) throw refused('Suspending a run needs a reason.');
    if (suspension(momentsOf(tx, id)) !== null) throw refused('This run is suspended already.');
    return {};
  });
}

/** Lets a suspended run go on. Throws NOT_FOUND, REFUSED. */
export function resumeRun(store: Store, who: Who, id: RunId, reason: string): RunView {
  return moment(store, who, id, 'resume', reason, (tx) => {
    if (suspension(momentsOf(tx, id)) === null) throw refused('This run is not suspended.');
    return {};
  });
}

/**
 * Moves the end of the window and of its protection. The slot of the release follows, so that its conflicts are judged
 * by the longer window from then on. Throws NOT_FOUND, REFUSED.
 */
export function extendWindow(
  store: Store,
  who: Who,
  input: { id: RunId; windowEndsAt: number; protectionEndsAt: number; approverId: PersonId; reason: string },
): RunView {
  const { id, windowEndsAt, protectionEndsAt, approverId } = input;
  return moment(store, who, id, 'extend', input.reason, (tx) => {
    const found = getRun(tx, id);
    if (found.windowEndsAt === null || found.protectionEndsAt === null)
      throw refused('This run has no window that could be extended.');
    if (!input.reason.trim()) throw refused('Extending a window needs a reason.');
    if (windowEndsAt < found.windowEndsAt || protectionEndsAt <= found.protectionEndsAt)
      throw refused('An extended window ends later than it did. Check the times.');
    if (protectionEndsAt < windowEndsAt)
      throw refused('The protection of a window ends with it or after it.');
    mustExist(tx, { person: [approverId] });
    tx.patch(run, id, { windowEndsAt, protectionEndsAt });
    const booked = found.kind === 'live' ? getRelease(tx, found.releaseId).slot : null;
    if (booked) tx.patch(slot, booked.id, { windowEndsAt, protectionEndsAt });
    return { windowEndsAt, protectionEndsAt, approverId };
  });
}

const wording = {
  suspend: 'Run suspended',
  resume: 'Run resumed',
  extend: 'Window extended',
} satisfies Partial<Record<RunEvent['kind'], string>>;

function moment(
  store: Store,
  who: Who,
  id: RunId,
  kind: keyof typeof wording,
  comment: string,
  more: (tx: Tx) => Partial<Moment>,
): RunView {
  write(store, who, comment.trim() || wording[kind], (tx) => {
    mustBeUnderWay(getRun(tx, id));
    addMoment(tx, who, id, { kind, comment, ...more(tx) });
  });
  return runView(store.db, id, store.now());
}

type Moment = Pick<RunEvent, 'windowEndsAt' | 'protectionEndsAt' | 'approverId' | 'device' | 'changeId'>;

/** Puts what happened to a run on record, now. */
export function addMoment(
  tx: Tx,
  who: Who,
  runId: RunId,
  { comment, ...what }: Pick<RunEvent, 'kind' | 'comment'> & Partial<Moment>,
): void {
  tx.insert(runEvent, {
    windowEndsAt: null,
    protectionEndsAt: null,
    approverId: null,
    device: null,
    ...what,
    id: newId<RunEventId>(),
    runId,
    comment: comment.trim(),
    actorId: who.onBehalfOf ?? who.actor,
    occurredAt: tx.now,
    recordedAt: recordedNext(tx, runId, tx.now),
  });
}

/** Name of a person, or words for one who is gone. */
export function nameOf(db: ReadDb, id: PersonId): string {
  return db.row<{ name: string }>('SELECT name FROM person WHERE id = ?', id)?.name ?? 'somebody who is gone';
}
