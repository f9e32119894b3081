import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { RepositoryId } from '#shared/domain/ids.ts';
import { loggedColumns } from './columns.ts';

export const repository = sqliteTable('repository', {
  ...loggedColumns<RepositoryId>(),
  name: text('name').notNull(),
});

/** Device-local: where this computer keeps its clone. */
export const repositoryPath = sqliteTable('repository_path', {
  repositoryId: text('repository_id').primaryKey().$type<RepositoryId>(),
  path: text('path').notNull().unique(),
});
