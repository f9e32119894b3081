import type { Attention } from '#shared/contract/change-table.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { Conflict, ConflictKind } from '#shared/contract/conflicts.ts';
import { isSettled } from './conflicts/records.ts';
import { DAY } from './time.ts';
import { capital } from './wording.ts';

/** What is looked at to say what needs attention in a ticket. */
export type AttentionFacts = {
  readonly change: Pick<
    Change,
    | 'state'
    | 'onHold'
    | 'holdReason'
    | 'closeCode'
    | 'approveBy'
    | 'plannedStart'
    | 'plannedEnd'
    | 'awaitingReplanning'
  >;
  readonly conflicts: readonly Pick<Conflict, 'kind' | 'hard' | 'sentence' | 'standing'>[];
  /** The meeting whose agenda it stands on without an outcome. */
  readonly meeting: { readonly ref: string; readonly name: string } | null;
  /** True when its approvals were given. */
  readonly approved: boolean;
  readonly now: number;
};

type Said = Omit<Attention, 'id'>;

/** Days before the planned start from which an open authorisation is a matter of now. */
const VOTE_DUE = 7;

const conflictWords: Readonly<Record<ConflictKind, string>> = {
  freeze: 'In freeze',
  'outside window': 'Outside window',
  'window overrun': 'Overruns window',
  'window changed': 'Window changed',
  'service booked': 'Same service',
  'dependency booked': 'Dependency booked',
  'person booked twice': 'Booked twice',
  'outside working hours': 'Outside hours',
  'person absent': 'Person absent',
  'release dependency': 'Release not done',
  'lead time': 'Short notice',
  'train order': 'Train order',
};

/** The one thing about a ticket that should not be overlooked, the most pressing first; null when there is none. */
export function attentionOf(facts: AttentionFacts): Said | null {
  const { change } = facts;
  if (change.state === 'Closed') return replan(facts) ?? ofClosed(change.closeCode) ?? owed(facts);
  if (change.state === 'Cancelled') return null;
  return (
    owed(facts) ??
    replan(facts) ??
    held(facts) ??
    ofConflict(facts) ??
    late(facts) ??
    running(facts) ??
    vote(facts)
  );
}

function owed({ change, approved, now }: AttentionFacts): Said | null {
  if (change.approveBy === null || approved) return null;
  return change.approveBy <= now
    ? { glyph: 'failed', words: 'Approval overdue', why: `Its approval was owed by {${change.approveBy}}.` }
    : { glyph: 'late', words: 'Approval owed', why: `Its approval is owed by {${change.approveBy}}.` };
}

function replan({ change: { awaitingReplanning } }: AttentionFacts): Said | null {
  return awaitingReplanning === null
    ? null
    : {
        glyph: 'blocked',
        words: 'Re-plan',
        why: `${capital(awaitingReplanning.outcome ?? 'backed out')}: ${awaitingReplanning.reason}`,
      };
}

function held({ change }: AttentionFacts): Said | null {
  return change.onHold ? { glyph: 'blocked', words: 'On hold', why: change.holdReason } : null;
}

/** A freeze before other hard rules, those before soft ones. */
function ofConflict({ change, conflicts }: AttentionFacts): Said | null {
  if (change.state === 'Review') return null;
  const open = conflicts.filter((one) => !isSettled(one));
  const first =
    open.find((one) => one.kind === 'freeze') ?? open.find((one) => one.hard) ?? open[0] ?? undefined;
  if (!first) return null;
  const glyph = first.kind === 'freeze' ? 'failed' : first.hard ? 'blocked' : 'workaround';
  return { glyph, words: conflictWords[first.kind], why: first.sentence };
}

function late({ change, now }: AttentionFacts): Said | null {
  const { state, plannedStart, plannedEnd } = change;
  if (state === 'Implement' && plannedEnd && plannedEnd.at < now)
    return { glyph: 'late', words: 'Late', why: `It was planned to end at {${plannedEnd.at}}.` };
  if (state !== 'Implement' && state !== 'Review' && plannedStart && plannedStart.at < now)
    return { glyph: 'late', words: 'Start passed', why: `It was planned to start at {${plannedStart.at}}.` };
  return null;
}

function running({ change }: AttentionFacts): Said | null {
  return change.state === 'Implement'
    ? { glyph: 'running', words: 'Deploying', why: 'It is being carried out.' }
    : null;
}

function vote({ change, meeting, approved, now }: AttentionFacts): Said | null {
  if (change.state !== 'Authorize' || approved) return null;
  const soon = change.plannedStart !== null && change.plannedStart.at - now < VOTE_DUE * DAY;
  if (!meeting && !soon) return null;
  return {
    glyph: 'late',
    words: 'CAB vote due',
    why: meeting
      ? `It stands on the agenda of ${meeting.ref} ${meeting.name}.`
      : `It starts at {${change.plannedStart?.at}} and is not authorised.`,
  };
}

function ofClosed(code: Change['closeCode']): Said | null {
  if (code === null || code === 'successful') return null;
  const words = code === 'successful with issues' ? 'With issues' : capital(code);
  return {
    glyph: code === 'successful with issues' || code === 'not implemented' ? 'workaround' : 'failed',
    words,
    why: `It was closed as ${code}.`,
  };
}
