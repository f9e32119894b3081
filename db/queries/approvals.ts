import { and, eq, isNull } from 'drizzle-orm';
import type { VotedOn } from '#shared/contract/approvals.ts';
import type { ApprovalProgress, ApprovalStanding, DecideInput } from '#shared/contract/standing.ts';
import { isInForce, mayEditCondition, openConditions } from '#shared/domain/approvals/conditions.ts';
import { shortName } from '#shared/domain/approvals/deciders.ts';
import { capacityOf, mayDecide } from '#shared/domain/approvals/deciding.ts';
import { type ChangeId, type ConditionId, type DecisionId, newId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { condition, decision } from '../schema/approvals.ts';
import type { Store } from '../store.ts';
import { returnToNew, settleApprovals } from './change-moves.ts';
import { getChange, getChanges } from './changes.ts';
import { mustExist } from './references.ts';
import { getRelease } from './releases.ts';
import { judgedChange, judgedChanges, judgedRelease, standingOf } from './standing.ts';

type Given = Partial<DecideInput> & Pick<DecideInput, 'subject' | 'stageId' | 'verdict'>;

/** How the approvals of a change or release stand at `now` (ms UTC). Throws NOT_FOUND. */
export function approvalsOf(db: ReadDb, subject: VotedOn, now: number): ApprovalStanding {
  return subject.kind === 'change'
    ? standingOf(judgedChange(db, getChange(db, subject.id), now))
    : judgedRelease(db, getRelease(db, subject.id), now).standing;
}

/** Records a decision in an entry of its own. Throws NOT_FOUND, REFUSED with the sentence of the rule. */
export function recordDecision(store: Store, who: Who, input: Given): ApprovalStanding {
  return write(store, { ...who, onBehalfOf: input.decidedBy }, reasonOf(store.db, who, input), (tx) =>
    decide(tx, who, input),
  );
}

/** Records a decision inside a transaction, such as that of a meeting; a send back takes the change to New. */
export function decide(tx: Tx, who: Who, input: Given): ApprovalStanding {
  const { subject, stageId, verdict, comment = '', conditions = [], meetingId = null } = input;
  const { evidence = { kind: 'none', text: '' } } = input;
  const judged =
    subject.kind === 'change'
      ? judgedChange(tx, getChange(tx, subject.id), tx.now)
      : judgedRelease(tx, getRelease(tx, subject.id), tx.now);
  const { about, facts } = judged;
  const stage = judged.stages.find((one) => one.stage.id === stageId);
  if (!stage) throw notFound(`The stage ${stageId} of ${about.ref}`);
  if (input.contentHash !== undefined && input.contentHash !== about.contentHash)
    throw refused(`${about.ref} was amended since it was opened here. Read it again, then decide.`);
  const given = {
    verdict,
    comment: comment.trim(),
    conditions,
    evidence,
    meetingId,
    decidedBy: input.decidedBy ?? who.actor,
    recordedBy: who.actor,
    decidedAt: input.decidedAt ?? tx.now,
  };
  const verdictOnIt = mayDecide(about, stage, given, facts);
  if (!verdictOnIt.ok) throw refused(verdictOnIt.reason);
  mustExist(tx, { meeting: [meetingId] });
  const { conditions: _, ...row } = given;
  const { id } = tx.insert(decision, {
    ...row,
    id: newId<DecisionId>(),
    subjectKind: subject.kind,
    subjectId: subject.id,
    stageId,
    round: about.round,
    contentHash: about.contentHash,
    capacity: capacityOf(given, stage),
    recordedAt: tx.now,
  });
  if (subject.kind === 'release') return approvalsOf(tx, subject, tx.now);
  for (const text of conditions)
    tx.insert(condition, {
      id: newId<ConditionId>(),
      changeId: subject.id,
      decisionId: id,
      text: text.trim(),
      metAt: null,
      metBy: null,
      metNote: '',
    });
  return settleDecided(tx, subject.id, stageId);
}

function settleDecided(tx: Tx, id: ChangeId, stageId: string): ApprovalStanding {
  const before = getChange(tx, id);
  const sentBack = judgedChange(tx, before, tx.now).stages.some(
    (one) => one.stage.id === stageId && one.state === 'sent back',
  );
  if (sentBack) returnToNew(tx, before);
  else settleApprovals(tx, before);
  return approvalsOf(tx, { kind: 'change', id }, tx.now);
}

/** "QA: approve", "CAB: send back, by A. Meier": what the entry says in the timeline. */
function reasonOf(db: ReadDb, who: Who, { subject, stageId, verdict, comment, decidedBy }: Given): string {
  const standing = approvalsOf(db, subject, 0);
  const name = standing.stages.find((one) => one.stage.id === stageId)?.stage.name ?? stageId;
  const person =
    decidedBy === undefined || decidedBy === who.actor
      ? undefined
      : db.row<{ name: string }>('SELECT name FROM person WHERE id = ?', decidedBy);
  const by = person ? `, by ${shortName(person.name)}` : '';
  return `${name}: ${verdict}${by}${comment?.trim() ? `. ${comment.trim()}` : ''}`;
}

/** Says that a condition is met. Throws NOT_FOUND, REFUSED. */
export function meetCondition(store: Store, who: Who, id: ConditionId, note: string): ApprovalStanding {
  return write(store, who, `Condition met${note.trim() ? `: ${note.trim()}` : ''}`, (tx) => {
    const row = conditionRow(tx, id);
    if (row.metAt !== null) throw refused('This condition is met already.');
    tx.patch(condition, id, { metAt: tx.now, metBy: who.actor, metNote: note.trim() });
    return approvalsOf(tx, { kind: 'change', id: row.changeId }, tx.now);
  });
}

/** Puts an open condition into other words. Throws NOT_FOUND, REFUSED. */
export function editCondition(store: Store, who: Who, id: ConditionId, words: string): ApprovalStanding {
  return write(store, who, `Condition edited: ${words.trim()}`, (tx) => {
    const row = conditionRow(tx, id);
    const { change, decisions } = judgedChange(tx, getChange(tx, row.changeId), tx.now);
    const verdict = mayEditCondition({ ...row, inForce: isInForce(row, decisions, change.round) }, change);
    if (!verdict.ok) throw refused(verdict.reason);
    if (words.trim() === '') throw refused('A condition says what has to be done.');
    tx.patch(condition, id, { text: words.trim() });
    return approvalsOf(tx, { kind: 'change', id: row.changeId }, tx.now);
  });
}

/** Takes back that a condition is met. Throws NOT_FOUND, REFUSED. */
export function reopenCondition(store: Store, who: Who, id: ConditionId, reason: string): ApprovalStanding {
  return write(store, who, `Condition open again: ${reason.trim()}`, (tx) => {
    const row = conditionRow(tx, id);
    if (row.metAt === null) throw refused('This condition is open.');
    if (reason.trim() === '') throw refused('Opening a condition again needs a reason.');
    const { state, ref } = getChange(tx, row.changeId);
    if (['Implement', 'Review', 'Closed', 'Cancelled'].includes(state))
      throw refused(`${ref} is in ${state}; its conditions stay as they were.`);
    tx.patch(condition, id, { metAt: null, metBy: null, metNote: '' });
    return approvalsOf(tx, { kind: 'change', id: row.changeId }, tx.now);
  });
}

function conditionRow(db: ReadDb, id: ConditionId) {
  const row = db
    .select()
    .from(condition)
    .where(and(eq(condition.id, id), isNull(condition.removedAt)))
    .get();
  if (!row) throw notFound('This condition');
  getChange(db, row.changeId);
  return row;
}

/** Approvals given of those needed for rows of the table; tickets that are not there are left out. */
export function approvalProgress(db: ReadDb, ids: readonly ChangeId[], now: number): ApprovalProgress[] {
  return judgedChanges(db, getChanges(db, ids), now).map(({ change, stages, decisions, conditions }) => {
    const asked = stages.filter(({ stage, state }) => stage.kind === 'approval' && state !== 'not asked');
    const given = asked.filter(({ state }) => state === 'approved').length;
    const is = (...states: readonly string[]) => asked.some(({ state }) => states.includes(state));
    return {
      id: change.id,
      given,
      needed: asked.length,
      state:
        asked.length === 0
          ? 'none'
          : is('rejected', 'sent back')
            ? 'rejected'
            : is('blocked')
              ? 'blocked'
              : given === asked.length
                ? 'approved'
                : 'open',
      stages: asked.map(({ stage, state }) => ({ name: stage.name, state })),
      stale: asked.flatMap((one) => one.decisions).filter((one) => one.stale && one.why.includes('amended'))
        .length,
      openConditions: openConditions(conditions, decisions, change.round).length,
    };
  });
}
