import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Release, ReleaseState } from '#shared/contract/releases.ts';
import type {
  EnvironmentId,
  PersonId,
  ReleaseId,
  RepositoryId,
  SlotId,
  TrainId,
  WindowId,
} from '#shared/domain/ids.ts';
import type { PlannedTime } from '#shared/domain/time.ts';
import { json, loggedColumns } from './columns.ts';

export const release = sqliteTable(
  'release',
  {
    ...loggedColumns<ReleaseId>(),
    ref: text('ref').notNull(),
    name: text('name').notNull(),
    version: text('version').notNull(),
    type: text('type').notNull().$type<Release['type']>(),
    state: text('state').notNull().$type<ReleaseState>(),
    objectives: text('objectives').notNull(),
    ownerId: text('owner_id').$type<PersonId>(),
    deliveryManagerId: text('delivery_manager_id').$type<PersonId>(),
    environmentId: text('environment_id').$type<EnvironmentId>(),
    strategy: text('strategy').notNull().$type<Release['strategy']>(),
    backOutPlan: text('back_out_plan').notNull(),
    repositoryId: text('repository_id').$type<RepositoryId>(),
    rangeFrom: text('range_from').notNull(),
    rangeTo: text('range_to').notNull(),
    outcome: text('outcome').$type<NonNullable<Release['outcome']>>(),
    closeNote: text('close_note').notNull(),
    actualStartAt: integer('actual_start_at'),
    actualEndAt: integer('actual_end_at'),
    createdAt: integer('created_at').notNull(),
    dependsOn: json<ReleaseId[]>('depends_on').notNull().default([]),
    trainId: text('train_id').$type<TrainId>(),
    departureNumber: integer('departure_number'),
  },
  (t) => [
    index('release_ref').on(t.ref),
    index('release_state').on(t.state),
    index('release_train').on(t.trainId, t.departureNumber),
  ],
);

/** A booking on one occurrence of a window, with the ends as they were when it was booked. */
export const slot = sqliteTable(
  'slot',
  {
    ...loggedColumns<SlotId>(),
    releaseId: text('release_id').notNull().$type<ReleaseId>(),
    windowId: text('window_id').$type<WindowId>(),
    start: json<PlannedTime>('start').notNull(),
    end: json<PlannedTime>('end').notNull(),
    windowStartsAt: integer('window_starts_at').notNull(),
    windowEndsAt: integer('window_ends_at').notNull(),
    protectionEndsAt: integer('protection_ends_at').notNull(),
  },
  (t) => [index('slot_release').on(t.releaseId), index('slot_window').on(t.windowEndsAt)],
);
