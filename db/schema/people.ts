import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role } from '#shared/contract/people.ts';
import type { PersonId, TeamId } from '#shared/domain/ids.ts';
import { json, loggedColumns } from './columns.ts';

export const person = sqliteTable('person', {
  ...loggedColumns<PersonId>(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  phone: text('phone').notNull(),
  initials: text('initials').notNull(),
  zone: text('zone'),
  teamId: text('team_id').$type<TeamId>(),
  roles: json<Role[]>('roles').notNull(),
});

export const team = sqliteTable('team', {
  ...loggedColumns<TeamId>(),
  name: text('name').notNull(),
});
