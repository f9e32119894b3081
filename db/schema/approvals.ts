import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Capacity, Decision, Verdict } from '#shared/contract/approvals.ts';
import type {
  CabMeetingId,
  ChangeId,
  ConditionId,
  DecisionId,
  PersonId,
  ReleaseId,
} from '#shared/domain/ids.ts';
import { json, loggedColumns } from './columns.ts';

/** Votes and finished tasks, as they were given; which of them count is computed. */
export const decision = sqliteTable(
  'decision',
  {
    ...loggedColumns<DecisionId>(),
    subjectKind: text('subject_kind').notNull().$type<Decision['subjectKind']>(),
    subjectId: text('subject_id').notNull().$type<ChangeId | ReleaseId>(),
    stageId: text('stage_id').notNull(),
    round: integer('round').notNull(),
    contentHash: text('content_hash').notNull(),
    verdict: text('verdict').notNull().$type<Verdict>(),
    comment: text('comment').notNull(),
    decidedBy: text('decided_by').notNull().$type<PersonId>(),
    recordedBy: text('recorded_by').notNull().$type<PersonId>(),
    capacity: text('capacity').notNull().$type<Capacity>(),
    evidence: json<Decision['evidence']>('evidence').notNull(),
    meetingId: text('meeting_id').$type<CabMeetingId>(),
    decidedAt: integer('decided_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [
    index('decision_subject').on(t.subjectId),
    index('decision_decider').on(t.decidedBy),
    index('decision_meeting').on(t.meetingId),
  ],
);

/** What an approval depends on. */
export const condition = sqliteTable(
  'condition',
  {
    ...loggedColumns<ConditionId>(),
    changeId: text('change_id').notNull().$type<ChangeId>(),
    decisionId: text('decision_id').notNull().$type<DecisionId>(),
    text: text('text').notNull(),
    metAt: integer('met_at'),
    metBy: text('met_by').$type<PersonId>(),
    metNote: text('met_note').notNull(),
  },
  (t) => [index('condition_change').on(t.changeId)],
);
