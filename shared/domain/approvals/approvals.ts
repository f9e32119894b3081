import type { Decision, Stage } from '#shared/contract/approvals.ts';
import type { Change, ChangeState, ChangeType } from '#shared/contract/changes.ts';
import type { JudgedDecision, StageStanding, StageState } from '#shared/contract/standing.ts';
import { statesByType } from '../changes/changes.ts';
import { capital } from '../wording.ts';
import {
  type ApprovalFacts,
  isBarredAsOwn,
  mayDecideAt,
  namedPeople,
  nameOf,
  type Owned,
  shortName,
  whoWords,
} from './deciders.ts';
import { eligibleFor, latestVotes, shortNames, type Tally, tallyOf } from './stages.ts';

/** What is voted on, as the rules see it. A release has one stage and no way of states. */
export type Voted = Owned & {
  readonly ref: string;
  readonly kind: 'change' | 'release';
  readonly type: ChangeType;
  readonly state: ChangeState;
  readonly round: number;
  readonly contentHash: string;
  /** Stages as they were asked; null before it was submitted and for tickets that never were. */
  readonly flow: readonly Stage[] | null;
};

const order = statesByType.normal;
const rankOf = (state: ChangeState) => order.indexOf(state);

/** Splits the stages of a policy into those that are asked now and those that are not, each with the reason. */
export function flowAtSubmission(
  stages: readonly Stage[],
  type: ChangeType,
  facts: ApprovalFacts,
): { readonly asked: readonly Stage[]; readonly notAsked: readonly { stage: Stage; why: string }[] } {
  const why = (stage: Stage): string | null => {
    if (!statesByType[type].includes(stage.state)) {
      return `a ${type} change does not pass ${stage.state}`;
    }
    if (stage.kind === 'approval' && namedPeople(stage.who, facts).length === 0) {
      return `nobody has ${whoWords(stage.who, facts)}`;
    }
    return null;
  };
  const judged = stages.map((stage) => ({ stage, why: why(stage) }));
  return {
    asked: judged.filter((one) => one.why === null).map((one) => one.stage),
    notAsked: judged.flatMap(({ stage, why: reason }) => (reason === null ? [] : [{ stage, why: reason }])),
  };
}

/**
 * How every stage stands, in the order of the flow. Before submission the stages of the policy stand there as they
 * would be asked; after it, those of the policy that were not asked say so.
 */
export function stageStandings(
  about: Voted,
  policy: readonly Stage[],
  decisions: readonly Decision[],
  facts: ApprovalFacts,
): readonly StageStanding[] {
  const { asked, notAsked } = flowAtSubmission(policy, about.type, facts);
  if (about.flow === null) {
    if (about.state !== 'New') return [];
    const whyNot = new Map(notAsked.map(({ stage, why }) => [stage.id, why]));
    return policy.map((stage) => {
      const why = whyNot.get(stage.id);
      if (why !== undefined) return notAskedStage(stage, `Not asked: ${why}.`);
      return standingOf(about, stage, decisions, facts);
    });
  }
  const submitted = new Set(about.flow.map((stage) => stage.id));
  const reasons = new Map(notAsked.map(({ stage, why }) => [stage.id, why]));
  const others = [...notAsked.map(({ stage }) => stage), ...asked].filter(
    (stage) => !submitted.has(stage.id),
  );
  const rows = [
    ...about.flow.map((stage) => standingOf(about, stage, decisions, facts)),
    ...others.map((stage) => {
      const why = reasons.get(stage.id);
      return notAskedStage(
        stage,
        why === undefined ? `Not asked when ${about.ref} was submitted.` : `Not asked: ${why}.`,
      );
    }),
  ];
  const places = policy.map((stage) => stage.id);
  const place = ({ id }: Stage) => (places.includes(id) ? places.indexOf(id) : places.length);
  return rows.toSorted(
    (a, b) => rankOf(a.stage.state) - rankOf(b.stage.state) || place(a.stage) - place(b.stage),
  );
}

function notAskedStage(stage: Stage, sentence: string): StageStanding {
  return {
    stage,
    state: 'not asked',
    sentence,
    eligible: [],
    mayDecide: [],
    needed: 0,
    given: 0,
    decisions: [],
  };
}

function standingOf(
  about: Voted,
  stage: Stage,
  decisions: readonly Decision[],
  facts: ApprovalFacts,
): StageStanding {
  const eligible = [...eligibleFor(stage, about, facts)];
  const own = decisions.filter((one) => one.stageId === stage.id && one.round === about.round);
  const tally = tallyOf(stage, own, about, facts);
  const state = stateOf(about, stage, tally, own, eligible);
  return {
    stage,
    state,
    sentence: sentenceOf(about, stage, state, tally, own, eligible, facts),
    eligible,
    mayDecide: [...mayDecideAt(facts, about, eligible, facts.now)],
    needed: stage.kind === 'task' ? 1 : tally.needed,
    given: stage.kind === 'task' ? Number(state === 'done') : tally.given,
    decisions: own.map((one) => judgedDecision(about, one, own, tally)),
  };
}

function stateOf(
  about: Voted,
  stage: Stage,
  tally: Tally,
  own: readonly Decision[],
  eligible: readonly string[],
): StageState {
  const due =
    about.kind === 'release' ||
    (about.flow !== null && about.state !== 'Cancelled' && rankOf(about.state) >= rankOf(stage.state));
  if (stage.kind === 'task') {
    if (own.some((one) => one.verdict === 'done')) return 'done';
    return due ? 'to do' : 'not due';
  }
  if (tally.outcome !== 'open') return tally.outcome;
  if (!due || about.state === 'Closed') return 'not due';
  return eligible.length === 0 ? 'blocked' : 'open';
}

function sentenceOf(
  about: Voted,
  stage: Stage,
  state: StageState,
  tally: Tally,
  own: readonly Decision[],
  eligible: Tally['left'],
  facts: ApprovalFacts,
): string {
  const by = (verdict: Decision['verdict']) =>
    tally.counting
      .filter((vote) => vote.verdict === verdict)
      .flatMap((vote) => own.filter((one) => one.id === vote.id));
  const named = (verdict: Decision['verdict']) =>
    by(verdict)
      .map((one) => deciderText(one, facts))
      .join('; ');
  switch (state) {
    case 'approved':
      return `Approved by ${named('approve')}.`;
    case 'rejected':
      return `Rejected by ${named('reject')}.`;
    case 'sent back':
      return `Sent back by ${named('send back')}.`;
    case 'done': {
      const done = own.filter((one) => one.verdict === 'done').map((one) => deciderText(one, facts));
      return `Done by ${done.join('; ')}.`;
    }
    case 'to do':
      return eligible.length === 0
        ? `To do: nobody has ${whoWords(stage.who, facts)}, so anybody can mark it as done.`
        : `To do by ${shortNames(eligible, facts)}.`;
    case 'blocked':
      return blockedSentence(about, stage, facts);
    case 'open':
      return openSentence(stage, tally, own, about, eligible, facts);
    case 'not due':
      return notDueSentence(about, stage, eligible, facts);
    case 'not asked':
      return 'Not asked.';
  }
}

function blockedSentence(about: Voted, stage: Stage, facts: ApprovalFacts): string {
  const barred = namedPeople(stage.who, facts).filter((id) => isBarredAsOwn(about, id, facts));
  const asked = whoWords(stage.who, facts);
  return barred.length > 0
    ? `Nobody can decide ${stage.name}: of ${asked} there is only ${shortNames(barred, facts)}, and nobody decides on their own change. Give ${asked} to somebody else.`
    : `Nobody can decide ${stage.name} any more: ${asked} is nobody who is still here. Name somebody in Settings, People.`;
}

function openSentence(
  stage: Stage,
  tally: Tally,
  own: readonly Decision[],
  about: Voted,
  eligible: Tally['left'],
  facts: ApprovalFacts,
): string {
  const stale = latestVotes(own, stage.id, about.round).filter(
    (one) => one.contentHash !== about.contentHash,
  ).length;
  const again = stale > 0 ? ' What was decided before the amendment does not count any more.' : '';
  if (tally.tie) {
    return `${tally.given} for and ${tally.given} against: a tie is undecided until somebody changes their vote.${again}`;
  }
  if (stage.rule === 'any') {
    const all = tally.left.length === 0 ? ' All of them abstained so far.' : '';
    return `Waits for ${eligible.length > 1 ? 'one of ' : ''}${shortNames(eligible, facts)}.${all}${again}`;
  }
  const rest =
    tally.left.length > 0 ? `; waits for ${shortNames(tally.left, facts)}` : '; the others abstained';
  return `${tally.given} of ${tally.needed} approved${rest}.${again}`;
}

function notDueSentence(about: Voted, stage: Stage, eligible: Tally['left'], facts: ApprovalFacts): string {
  if (about.state === 'Cancelled' || about.state === 'Closed') {
    return `Not decided when ${about.ref} was ${about.state === 'Closed' ? 'closed' : 'cancelled'}.`;
  }
  const who = eligible.length === 0 ? whoWords(stage.who, facts) : shortNames(eligible, facts);
  return `${capital(ruleWords(stage, eligible.length))}${who}, once it is in ${stage.state}.`;
}

function ruleWords(stage: Stage, count: number): string {
  if (count < 2) return '';
  switch (stage.rule) {
    case 'any':
      return 'one of ';
    case 'everyone':
      return 'all of ';
    case 'majority':
      return 'over half of ';
  }
}

function judgedDecision(about: Voted, one: Decision, own: readonly Decision[], tally: Tally): JudgedDecision {
  const isVote = one.verdict !== 'done';
  const replaced = !latestVotes(own, one.stageId, one.round).some((latest) => latest.id === one.id);
  const stale = isVote && one.contentHash !== about.contentHash;
  const counts = isVote ? tally.counting.some((vote) => vote.id === one.id) : !replaced;
  const owns = isVote && [about.requesterId, about.assigneeId].includes(one.decidedBy);
  const why = replaced
    ? 'Replaced by a later decision of the same person.'
    : stale
      ? `${about.ref} was amended after it.`
      : owns
        ? `Asks for ${about.ref} or carries it out.`
        : '';
  return { ...one, stale, counts, why };
}

/** "A. Meier", "A. Meier, recorded by R. Ruiz at CAB-A4", "A. Meier, by mail, recorded by R. Ruiz". */
export function deciderText(one: Decision, facts: ApprovalFacts): string {
  const who = shortName(nameOf(one.decidedBy, facts));
  const meeting = one.meetingId === null ? undefined : facts.meetings.get(one.meetingId);
  const recorder =
    one.recordedBy === one.decidedBy ? '' : `, recorded by ${shortName(nameOf(one.recordedBy, facts))}`;
  if (meeting !== undefined) return `${who}${recorder} at ${meeting}`;
  return one.recordedBy === one.decidedBy || one.evidence.kind === 'none'
    ? `${who}${recorder}`
    : `${who} ${evidenceWords[one.evidence.kind]}${recorder}`;
}

const evidenceWords = { meeting: 'in a meeting', mail: 'by mail', call: 'by call' } as const;

/** Who authorised it by vote: those who approved in the stage marked as the authority's; empty while it has not. */
export function authorityText(stages: readonly StageStanding[], facts: ApprovalFacts): string {
  const found = stages.find((one) => one.stage.authority && one.state === 'approved');
  return (found?.decisions ?? [])
    .filter((one) => one.counts && one.verdict === 'approve')
    .map((one) => deciderText(one, facts))
    .join('; ')
    .slice(0, 200);
}

/** True when the outcome of one of its stages is the authority's word; otherwise the authority is written by hand. */
export function votesAuthority(flow: Change['flow']): boolean {
  return flow?.some((stage) => stage.kind === 'approval' && stage.authority) ?? false;
}
