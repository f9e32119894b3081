import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { WindowRule } from '#shared/contract/calendar.ts';
import type { EnvironmentId, ServiceId, TeamId, WindowId } from '#shared/domain/ids.ts';
import { flag, json, loggedColumns } from './columns.ts';

export const windowRule = sqliteTable(
  'window_rule',
  {
    ...loggedColumns<WindowId>(),
    name: text('name').notNull(),
    kind: text('kind').notNull().$type<WindowRule['kind']>(),
    hard: flag('hard').notNull(),
    zone: text('zone').notNull(),
    startLocal: text('start_local').notNull(),
    endLocal: text('end_local').notNull(),
    rrule: text('rrule').notNull(),
    allDay: flag('all_day').notNull().default(false),
    exDates: json<string[]>('ex_dates').notNull().default([]),
    rDates: json<string[]>('r_dates').notNull().default([]),
    traffic: text('traffic').notNull().$type<WindowRule['traffic']>().default('usual'),
    seriesId: text('series_id').$type<WindowId>(),
    recurrenceId: text('recurrence_id').notNull().default(''),
    uid: text('uid').notNull().default(''),
    source: text('source').notNull().default(''),
    protectionMinutes: integer('protection_minutes').notNull(),
    serviceIds: json<ServiceId[]>('service_ids').notNull(),
    environmentIds: json<EnvironmentId[]>('environment_ids').notNull(),
    teamIds: json<TeamId[]>('team_ids').notNull(),
  },
  (t) => [index('window_rule_uid').on(t.uid).where(sql`uid <> ''`)],
);
