import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Train } from '#shared/contract/trains.ts';
import type { EnvironmentId, PersonId, ServiceId, TeamId, TrainId } from '#shared/domain/ids.ts';
import { json, loggedColumns } from './columns.ts';

/** Release trains; their departures follow from the cadence and are not stored. */
export const train = sqliteTable('train', {
  ...loggedColumns<TrainId>(),
  ref: text('ref').notNull(),
  name: text('name').notNull(),
  code: text('code').notNull(),
  zone: text('zone').notNull(),
  startLocal: text('start_local').notNull(),
  firstNumber: integer('first_number').notNull(),
  rrule: text('rrule').notNull(),
  minutes: integer('minutes').notNull(),
  cutOff: json<Train['cutOff']>('cut_off').notNull(),
  demo: json<NonNullable<Train['demo']>>('demo'),
  deliveryManagerId: text('delivery_manager_id').$type<PersonId>(),
  environmentId: text('environment_id').$type<EnvironmentId>(),
  serviceIds: json<ServiceId[]>('service_ids').notNull(),
  teamIds: json<TeamId[]>('team_ids').notNull(),
});
