import { z } from 'zod';
import {
  cabMeetingId,
  changeId,
  conditionId,
  decisionId,
  personId,
  releaseId,
  teamId,
} from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { text } from './base.ts';
import { role } from './people.ts';

/** Who may decide in a stage: holders of a role, a person, or the members of a team. */
export const decider = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('role'), role }),
  z.object({ kind: z.literal('person'), id: personId }),
  z.object({ kind: z.literal('team'), id: teamId }),
]);
export type Decider = z.infer<typeof decider>;

/**
 * One stage of an approval flow. `rule`: any = the first approve or reject decides; everyone = one reject ends it;
 * majority = over half of those eligible. `authority` marks the stage whose outcome is the change authority's.
 */
export const stage = z.object({
  id: text(40).min(1),
  name: text(120).min(1),
  state: z.enum(['Assess', 'Authorize', 'Scheduled', 'Review']),
  kind: z.enum(['approval', 'task']),
  who: z.array(decider).min(1).max(50),
  rule: z.enum(['any', 'everyone', 'majority']),
  authority: z.boolean(),
});
export type Stage = z.infer<typeof stage>;

/** `done` finishes a task; the others are votes. A CAB's "defer" is `send back`. */
export const verdict = z.enum(['approve', 'reject', 'send back', 'abstain', 'done']);
export type Verdict = z.infer<typeof verdict>;

export const capacity = z.enum(['self', 'on behalf', 'delegate']);
export type Capacity = z.infer<typeof capacity>;

/** Where the word of somebody who did not type it themselves was given. */
export const evidence = z.object({ kind: z.enum(['meeting', 'mail', 'call', 'none']), text: text(2000) });
export type Evidence = z.infer<typeof evidence>;

/** What is voted on. */
export const votedOn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('change'), id: changeId }),
  z.object({ kind: z.literal('release'), id: releaseId }),
]);
export type VotedOn = z.infer<typeof votedOn>;

/** One decision of one person in one stage, about what `contentHash` stands for; a later one of the same person and round replaces it. */
export const decision = z.object({
  id: decisionId,
  subjectKind: z.enum(['change', 'release']),
  subjectId: z.union([changeId, releaseId]),
  stageId: z.string(),
  round: z.int(),
  /** SHA-256 of the material fields as they stood. */
  contentHash: z.string(),
  verdict,
  comment: z.string(),
  decidedBy: personId,
  recordedBy: personId,
  capacity,
  evidence,
  meetingId: cabMeetingId.nullable(),
  decidedAt: instant,
  recordedAt: instant,
});
export type Decision = z.infer<typeof decision>;

/** Something an approval depends on; while it is open the change cannot be carried out. */
export const condition = z.object({
  id: conditionId,
  changeId,
  decisionId,
  text: text(2000).min(1),
  metAt: instant.nullable(),
  metBy: personId.nullable(),
  metNote: text(2000),
});
export type Condition = z.infer<typeof condition>;
