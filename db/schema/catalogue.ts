import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Environment } from '#shared/contract/catalogue.ts';
import type { EnvironmentId, RepositoryId, ServiceId, TeamId } from '#shared/domain/ids.ts';
import { json, loggedColumns } from './columns.ts';

export const service = sqliteTable('service', {
  ...loggedColumns<ServiceId>(),
  name: text('name').notNull(),
  tier: integer('tier').notNull(),
  teamId: text('team_id').$type<TeamId>(),
  repositoryId: text('repository_id').$type<RepositoryId>(),
  path: text('path').notNull(),
  dependsOn: json<ServiceId[]>('depends_on').notNull(),
});

export const environment = sqliteTable('environment', {
  ...loggedColumns<EnvironmentId>(),
  name: text('name').notNull(),
  kind: text('kind').notNull().$type<Environment['kind']>(),
});
