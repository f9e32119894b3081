import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { WorkingHours } from '#shared/contract/people.ts';
import type { Policies } from '#shared/contract/workspace.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import { flag, json, loggedColumns } from './columns.ts';

/** Logged; one row. */
export const workspace = sqliteTable('workspace', {
  ...loggedColumns<string>(),
  name: text('name').notNull(),
  zone: text('zone').notNull(),
  hours: json<WorkingHours>('hours'),
  leadMinutes: json<Policies['leadMinutes']>('lead_minutes')
    .notNull()
    .default({ emergency: 0, normal: 0, standard: 0 }),
});

/** Device-local: the devices whose entries this file holds, and which of them writes here. */
export const device = sqliteTable('device', {
  id: text('id').primaryKey().$type<DeviceId>(),
  letters: text('letters').notNull().unique(),
  publicKey: text('public_key').notNull(),
  current: flag('current').notNull(),
  /** What tells this file from a copy of it: machine, file system and file number. */
  birthplace: text('birthplace').notNull(),
  createdAt: integer('created_at').notNull(),
});

/** Device-local: what this device remembers of its person's taste, and who operates it. */
export const preference = sqliteTable('preference', {
  key: text('key').primaryKey(),
  value: json<unknown>('value').notNull(),
});

/** Device-local: next number of each reference prefix. */
export const counter = sqliteTable('counter', {
  prefix: text('prefix').primaryKey(),
  next: integer('next').notNull(),
});
