import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PersonTime, Role, WorkingHours } from '#shared/contract/people.ts';
import type { PersonId, PersonTimeId, TeamId } from '#shared/domain/ids.ts';
import type { PlannedTime } from '#shared/domain/time.ts';
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
  hours: json<WorkingHours>('hours'),
  delegateId: text('delegate_id').$type<PersonId>(),
});

/** Duty or absence of a person. */
export const personTime = sqliteTable(
  'person_time',
  {
    ...loggedColumns<PersonTimeId>(),
    personId: text('person_id').notNull().$type<PersonId>(),
    kind: text('kind').notNull().$type<PersonTime['kind']>(),
    start: json<PlannedTime>('start').notNull(),
    end: json<PlannedTime>('end').notNull(),
    note: text('note').notNull(),
  },
  (t) => [index('person_time_person').on(t.personId)],
);

export const team = sqliteTable('team', {
  ...loggedColumns<TeamId>(),
  name: text('name').notNull(),
});
