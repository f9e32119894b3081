import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ConflictRecord, Subject } from '#shared/contract/conflicts.ts';
import type { ConflictRecordId, PersonId } from '#shared/domain/ids.ts';
import { loggedColumns } from './columns.ts';

/** What people put on record about conflicts: acceptances and exceptions. */
export const conflictRecord = sqliteTable(
  'conflict_record',
  {
    ...loggedColumns<ConflictRecordId>(),
    kind: text('kind').notNull().$type<ConflictRecord['kind']>(),
    state: text('state').notNull().$type<ConflictRecord['state']>(),
    subjectKind: text('subject_kind').notNull().$type<Subject['kind']>(),
    subjectId: text('subject_id').notNull().$type<Subject['id']>(),
    conflictKey: text('conflict_key').notNull(),
    facts: text('facts').notNull(),
    what: text('what').notNull(),
    reason: text('reason').notNull(),
    requestedBy: text('requested_by').notNull().$type<PersonId>(),
    decidedBy: text('decided_by').$type<PersonId>(),
    recordedBy: text('recorded_by').$type<PersonId>(),
    decidedAt: integer('decided_at'),
    decisionNote: text('decision_note').notNull(),
    until: integer('until').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    index('conflict_record_subject').on(t.subjectId),
    index('conflict_record_waiting').on(t.createdAt).where(sql`removed_at IS NULL AND state = 'requested'`),
  ],
);
