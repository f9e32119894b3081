import type { Decision, Stage, Verdict } from '#shared/contract/approvals.ts';
import type { PersonId } from '../ids.ts';
import { shortList } from '../wording.ts';
import {
  type ApprovalFacts,
  absentFor,
  isBarredAsOwn,
  namedPeople,
  nameOf,
  type Owned,
  shortName,
} from './deciders.ts';

/** The parts of a decision that a stage counts. */
export type Vote = Pick<
  Decision,
  'id' | 'stageId' | 'round' | 'contentHash' | 'verdict' | 'decidedBy' | 'decidedAt' | 'recordedAt'
>;

export type Outcome = 'approved' | 'rejected' | 'sent back' | 'open';

/** What a stage has been told so far. `given` of `needed` approvals; `counting` are the votes that stand. */
export type Tally = {
  readonly outcome: Outcome;
  readonly needed: number;
  readonly given: number;
  readonly counting: readonly Vote[];
  /** Places that nobody has voted for yet. */
  readonly left: readonly PersonId[];
  readonly tie: boolean;
};

/** The latest decision of each person in a stage and round, in the order in which they were recorded. */
export function latestVotes<V extends Vote>(
  votes: readonly V[],
  stageId: string,
  round: number,
): readonly V[] {
  const latest = new Map<PersonId, V>();
  for (const vote of inOrder(votes)) {
    if (vote.stageId === stageId && vote.round === round) latest.set(vote.decidedBy, vote);
  }
  return inOrder([...latest.values()]);
}

/** Votes that stand: the latest of each person, about the content as it is now. Who may vote was asked when it was recorded. */
export function standingVotes<V extends Vote>(
  votes: readonly V[],
  stageId: string,
  about: { readonly round: number; readonly contentHash: string },
): readonly V[] {
  return latestVotes(votes, stageId, about.round).filter((vote) => vote.contentHash === about.contentHash);
}

/** People who may be asked now: named by the stage, still there, and not deciding on their own change. */
export function eligibleFor(stage: Stage, owned: Owned, facts: ApprovalFacts): readonly PersonId[] {
  const named = namedPeople(stage.who, facts);
  return stage.kind === 'task' ? named : named.filter((id) => !isBarredAsOwn(owned, id, facts));
}

/**
 * Counts the votes of an approval by its rule. any: the first approve, reject or send back decides. everyone: one
 * reject ends it, all have to approve. majority: over half of those eligible who do not abstain; a tie is undecided.
 */
export function tallyOf(
  stage: Stage,
  votes: readonly Vote[],
  about: Owned & { readonly round: number; readonly contentHash: string },
  facts: ApprovalFacts,
): Tally {
  const counting = standingVotes(votes, stage.id, about);
  const seats = seatsOf(eligibleFor(stage, about, facts), counting, facts);
  const cast = [...seats.values()];
  const count = (verdict: Verdict) => cast.filter((vote) => vote?.verdict === verdict).length;
  const left = [...seats].filter(([, vote]) => vote === null).map(([id]) => id);
  const approvals = count('approve');
  const sentBack = count('send back') > 0;
  const tally = (outcome: Outcome, needed: number, given: number, tie = false): Tally => ({
    outcome,
    needed,
    given,
    counting,
    left,
    tie,
  });
  switch (stage.rule) {
    case 'any': {
      const first = counting.find((vote) => vote.verdict !== 'abstain')?.verdict ?? null;
      return tally(outcomeOf(first), 1, first === 'approve' ? 1 : 0);
    }
    case 'everyone': {
      const needed = Math.max(1, seats.size);
      if (count('reject') > 0) return tally('rejected', needed, approvals);
      if (sentBack) return tally('sent back', needed, approvals);
      return tally(approvals >= needed ? 'approved' : 'open', needed, approvals);
    }
    case 'majority': {
      const voting = seats.size - count('abstain');
      const needed = Math.floor(voting / 2) + 1;
      if (approvals >= needed) return tally('approved', needed, approvals);
      if (count('reject') >= needed) return tally('rejected', needed, approvals);
      if (sentBack) return tally('sent back', needed, approvals);
      const tie = left.length === 0 && approvals > 0 && approvals === count('reject');
      return tally('open', needed, approvals, tie);
    }
  }
}

/**
 * Who counts in a stage, each with their vote or null. A delegate's vote also stands in the place of those who were
 * away when it was given; a vote of somebody who was entitled then and is not any more keeps a place of its own.
 */
function seatsOf(
  eligible: readonly PersonId[],
  votes: readonly Vote[],
  facts: ApprovalFacts,
): ReadonlyMap<PersonId, Vote | null> {
  const seats = new Map<PersonId, Vote | null>(eligible.map((id) => [id, null]));
  for (const vote of votes) if (seats.has(vote.decidedBy)) seats.set(vote.decidedBy, vote);
  for (const vote of votes) {
    const places = absentFor(facts, eligible, vote.decidedBy, vote.decidedAt).filter(
      (id) => seats.get(id) === null,
    );
    for (const id of places) seats.set(id, vote);
    if (places.length === 0 && !seats.has(vote.decidedBy)) seats.set(vote.decidedBy, vote);
  }
  return seats;
}

/** "A. Meier, B. Ruiz and 2 more". */
export function shortNames(ids: readonly PersonId[], facts: ApprovalFacts, most = 3): string {
  return shortList(
    ids.map((id) => shortName(nameOf(id, facts))),
    most,
  );
}

function outcomeOf(verdict: Verdict | null): Outcome {
  switch (verdict) {
    case 'approve':
      return 'approved';
    case 'reject':
      return 'rejected';
    case 'send back':
      return 'sent back';
    case 'abstain':
    case 'done':
    case null:
      return 'open';
  }
}

function inOrder<V extends Vote>(votes: readonly V[]): readonly V[] {
  return votes.toSorted((a, b) => a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1));
}
