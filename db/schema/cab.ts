import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CabMeetingId, PersonId } from '#shared/domain/ids.ts';
import type { PlannedTime } from '#shared/domain/time.ts';
import { json, loggedColumns } from './columns.ts';

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
    startAt: integer('start_at').generatedAlwaysAs(sql`json_extract("start", '$.at')`, { mode: 'virtual' }),
  },
  (t) => [index('cab_meeting_start').on(t.startAt)],
);
