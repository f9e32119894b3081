import type { Capacity, Decision, Evidence } from '#shared/contract/approvals.ts';
import type { StageStanding } from '#shared/contract/standing.ts';
import type { Verdict as Allowed } from '../changes/changes.ts';
import { CLOCK_SLACK } from '../time.ts';
import type { Voted } from './approvals.ts';
import { type ApprovalFacts, isBarredAsOwn, mayDecideAt, nameOf, shortName } from './deciders.ts';

/** A decision as it is about to be recorded. */
export type Deciding = Pick<Decision, 'verdict' | 'comment' | 'decidedBy' | 'recordedBy' | 'decidedAt'> & {
  readonly evidence: Evidence;
  readonly meetingId: Decision['meetingId'];
  readonly conditions: readonly string[];
};

/** In which capacity a decision is recorded: by the person, by somebody else for them, or in the place of one who is away. */
export function capacityOf(
  given: Pick<Deciding, 'decidedBy' | 'recordedBy'>,
  stage: Pick<StageStanding, 'eligible'>,
): Capacity {
  if (given.decidedBy !== given.recordedBy) return 'on behalf';
  return stage.eligible.includes(given.decidedBy) || stage.eligible.length === 0 ? 'self' : 'delegate';
}

/** Says whether a decision may be recorded in a stage, and if not, why. */
export function mayDecide(
  about: Voted,
  stage: StageStanding,
  given: Deciding,
  facts: ApprovalFacts,
): Allowed {
  const fault =
    dueFault(about, stage) ??
    wordingFault(about, stage, given) ??
    personFault(about, stage, given, facts) ??
    recordFault(given, facts);
  return fault === null ? { ok: true } : { ok: false, reason: fault };
}

function dueFault(
  { ref, kind, state }: Voted,
  { stage, state: standing, sentence }: StageStanding,
): string | null {
  if (standing === 'not asked') return `${stage.name} is not asked on ${ref}. ${sentence}`;
  if (kind === 'change' && (state === 'Cancelled' || (state === 'Closed' && stage.kind === 'approval')))
    return `${ref} is ${state}; nothing is decided on it any more.`;
  if (standing === 'not due')
    return `${stage.name} comes once ${ref} is in ${stage.state}; it is in ${state}.`;
  if (standing === 'blocked') return sentence;
  return null;
}

function wordingFault(about: Voted, { stage }: StageStanding, given: Deciding): string | null {
  const { verdict, comment, conditions } = given;
  if (stage.kind === 'task' && verdict !== 'done') return `${stage.name} is a task: it is marked as done.`;
  if (stage.kind === 'approval' && verdict === 'done') return `${stage.name} is an approval: it is voted on.`;
  if (['reject', 'send back', 'abstain'].includes(verdict) && comment.trim() === '')
    return `To ${verdict} needs a comment that says why.`;
  if (conditions.length > 0 && verdict !== 'approve') return 'Conditions go with an approval only.';
  if (conditions.length > 0 && about.kind === 'release')
    return 'Conditions are put on the changes of a release, not on the release.';
  if (conditions.some((text) => text.trim() === '')) return 'A condition says what has to be met.';
  if (verdict === 'send back' && about.kind === 'change' && ['Implement', 'Review'].includes(about.state))
    return `${about.ref} is in ${about.state} and cannot be sent back any more. Approve or reject it.`;
  return null;
}

function personFault(
  about: Voted,
  { stage, eligible }: StageStanding,
  { decidedBy, decidedAt }: Deciding,
  facts: ApprovalFacts,
): string | null {
  const person = facts.people.find((one) => one.id === decidedBy);
  if (!person) return `${nameOf(decidedBy, facts)} is not among the people of this workspace.`;
  if (stage.kind === 'approval' && isBarredAsOwn(about, decidedBy, facts))
    return `${person.name} asked for ${about.ref} or carries it out, and nobody decides on their own change.`;
  if (stage.kind === 'task' && eligible.length === 0) return null;
  if (mayDecideAt(facts, about, eligible, decidedAt).includes(decidedBy)) return null;
  const absentee = facts.people.find((one) => one.delegateId === decidedBy && eligible.includes(one.id));
  return absentee
    ? `${person.name} decides ${stage.name} only while ${shortName(absentee.name)} is away.`
    : `${person.name} is not among those who decide ${stage.name}.`;
}

function recordFault(given: Deciding, facts: ApprovalFacts): string | null {
  const { decidedBy, recordedBy, decidedAt, evidence, meetingId } = given;
  if (decidedAt > facts.now + CLOCK_SLACK) return 'A decision cannot be dated in the future.';
  if (decidedBy === recordedBy) return null;
  if (!facts.rules.onBehalf)
    return 'Each person records their own decisions here: recording for others is switched off in the policies.';
  if (evidence.kind === 'none' || (evidence.text.trim() === '' && meetingId === null))
    return 'Recording for somebody else needs the evidence: the meeting, mail or call in which it was given.';
  return null;
}
