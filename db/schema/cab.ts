import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AgendaItem, AgendaRule } from '#shared/contract/cab.ts';
import type { AgendaItemId, CabMeetingId, ChangeId, PersonId, ReleaseId } from '#shared/domain/ids.ts';
import type { PlannedTime } from '#shared/domain/time.ts';
import { flag, json, loggedColumns } from './columns.ts';

/** Meetings of the change advisory board. */
export const cabMeeting = sqliteTable(
  'cab_meeting',
  {
    ...loggedColumns<CabMeetingId>(),
    ref: text('ref').notNull(),
    name: text('name').notNull(),
    start: json<PlannedTime>('start').notNull(),
    minutes: integer('minutes').notNull(),
    chairId: text('chair_id').$type<PersonId>(),
    place: text('place').notNull(),
    memberIds: json<PersonId[]>('member_ids').notNull().default([]),
    /** Members who must be present; 0 = none stated. */
    quorum: integer('quorum').notNull().default(0),
    presentIds: json<PersonId[]>('present_ids').notNull().default([]),
    agendaRule: json<AgendaRule>('agenda_rule'),
    startedAt: integer('started_at'),
    endedAt: integer('ended_at'),
    /** What was said, as it goes. */
    record: text('record').notNull().default(''),
    startAt: integer('start_at').generatedAlwaysAs(sql`json_extract("start", '$.at')`, { mode: 'virtual' }),
  },
  (t) => [index('cab_meeting_start').on(t.startAt)],
);

/** What a meeting talks about, in its order. Decisions lie in `decision`; the outcome here is the board's advice. */
export const agendaItem = sqliteTable(
  'agenda_item',
  {
    ...loggedColumns<AgendaItemId>(),
    meetingId: text('meeting_id').notNull().$type<CabMeetingId>(),
    subjectKind: text('subject_kind').notNull().$type<AgendaItem['subjectKind']>(),
    subjectId: text('subject_id').notNull().$type<ChangeId | ReleaseId>(),
    position: text('position').notNull(),
    minutes: integer('minutes').notNull(),
    /** Came after the agenda was closed; heard if time is left. */
    late: flag('late').notNull(),
    outcome: text('outcome').$type<NonNullable<AgendaItem['outcome']>>(),
    outcomeAt: integer('outcome_at'),
    note: text('note').notNull(),
    startedAt: integer('started_at'),
    endedAt: integer('ended_at'),
  },
  (t) => [
    index('agenda_item_meeting').on(t.meetingId, t.position),
    index('agenda_item_subject').on(t.subjectId),
  ],
);
