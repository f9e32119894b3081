import { z } from 'zod';
import { cabMeetingId, changeId, conditionId, personId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { condition, decision, evidence, stage, verdict, votedOn } from './approvals.ts';
import { route, text } from './base.ts';
import { changeState } from './changes.ts';

export const stageState = z.enum([
  'not asked',
  'not due',
  'open',
  'approved',
  'rejected',
  'sent back',
  'blocked',
  'to do',
  'done',
]);
export type StageState = z.infer<typeof stageState>;

/** A decision as it counts now: `stale` = the content was amended since; `counts` = it stands; `why` says what is to know about that. */
export const judgedDecision = decision.extend({ stale: z.boolean(), counts: z.boolean(), why: z.string() });
export type JudgedDecision = z.infer<typeof judgedDecision>;

/** How a stage stands. `sentence` says it for the screen; `mayDecide` = those eligible and delegates of those away now. */
export const stageStanding = z.object({
  stage,
  state: stageState,
  sentence: z.string(),
  eligible: z.array(personId),
  mayDecide: z.array(personId),
  needed: z.int(),
  given: z.int(),
  /** Of the present round, oldest first. */
  decisions: z.array(judgedDecision),
});
export type StageStanding = z.infer<typeof stageStanding>;

/** What the next state asks for. `bars` false = listed, and the move is possible without it. */
export const missingLine = z.object({ field: z.string(), why: z.string(), bars: z.boolean() });
export type MissingLine = z.infer<typeof missingLine>;

/** `inForce` = it belongs to a decision that was not replaced, of the present round: while open it bars Implement. */
export const standingCondition = condition.extend({ inForce: z.boolean() });

export const approvalStanding = z.object({
  subject: votedOn,
  ref: z.string(),
  title: z.string(),
  state: z.string(),
  round: z.int(),
  /** SHA-256 of what is voted on, as it is now. */
  contentHash: z.string(),
  stages: z.array(stageStanding),
  conditions: z.array(standingCondition),
  /** Decisions of former rounds, oldest first. */
  earlier: z.array(decision),
  /** The state that comes next on the way of its type, and what is missing for it. */
  next: changeState.nullable(),
  missing: z.array(missingLine),
  /** Who authorised it by vote, in words; empty while nobody has. */
  authority: z.string(),
  approveBy: instant.nullable(),
});
export type ApprovalStanding = z.infer<typeof approvalStanding>;

/** Something that waits for a person. */
export const waitingItem = z.object({
  kind: z.enum(['approval', 'retrospective approval', 'task', 'condition']),
  subject: votedOn,
  ref: z.string(),
  title: z.string(),
  stageId: z.string().nullable(),
  stage: z.string(),
  conditionId: conditionId.nullable(),
  sentence: z.string(),
  /** When it is needed: the planned start, or the last moment of a retrospective approval. */
  dueAt: instant.nullable(),
  /** People it waits for. */
  people: z.array(personId),
});
export type WaitingItem = z.infer<typeof waitingItem>;

export const approvalProgress = z.object({
  id: changeId,
  /** Approval stages that are approved, of those that are asked. */
  given: z.int(),
  needed: z.int(),
  state: z.enum(['none', 'open', 'approved', 'rejected', 'blocked']),
  /** Each asked approval stage by name with how it stands, in order. */
  stages: z.array(z.object({ name: z.string(), state: stageState })),
  stale: z.int(),
  openConditions: z.int(),
});
export type ApprovalProgress = z.infer<typeof approvalProgress>;

export const decideInput = z.object({
  subject: votedOn,
  stageId: text(40).min(1),
  verdict,
  comment: text(10_000).default(''),
  /** Texts of conditions, with an approve on a change only. */
  conditions: z.array(text(2000).min(1)).max(50).default([]),
  /** Whose decision it is; the operator's own when left out. */
  decidedBy: personId.optional(),
  evidence: evidence.default({ kind: 'none', text: '' }),
  meetingId: cabMeetingId.nullable().default(null),
  /** When it was given; now when left out. */
  decidedAt: instant.optional(),
  /** Hash of what the decider saw; refused when the content has been amended since. */
  contentHash: text(64).optional(),
});
export type DecideInput = z.infer<typeof decideInput>;

export const approvalsContract = {
  /** How the approvals of a change or release stand. */
  of: route.input(votedOn).output(approvalStanding),
  /** Records a decision; answers with how things stand after it. A send back takes the change to New. */
  decide: route.input(decideInput).output(approvalStanding),
  /** Says that a condition is met, with a note how. */
  meetCondition: route
    .input(z.object({ id: conditionId, note: text(2000).default('') }))
    .output(approvalStanding),
  /** Puts an open condition into other words; the former ones stay in the log. */
  editCondition: route.input(z.object({ id: conditionId, text: text(2000).min(1) })).output(approvalStanding),
  /** Takes back that it was met, with a reason. */
  reopenCondition: route
    .input(z.object({ id: conditionId, reason: text(2000).min(1) }))
    .output(approvalStanding),
  /** What waits for a person, soonest first; for everybody without `personId`. */
  waiting: route
    .input(z.object({ personId: personId.optional(), limit: z.int().min(1).max(500).default(200) }))
    .output(z.object({ items: z.array(waitingItem), total: z.int() })),
  /** Approvals given of those needed, for rows of a table. */
  progress: route.input(z.object({ ids: z.array(changeId).max(500) })).output(z.array(approvalProgress)),
};
