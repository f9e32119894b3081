import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PolicyKey } from '#shared/contract/change-policies.ts';
import { json, loggedColumns } from './columns.ts';

/** What a workspace decided differently from what is built in: one row per policy; a policy without a row is as built in. */
export const changePolicy = sqliteTable('change_policy', {
  ...loggedColumns<string>(),
  key: text('key').notNull().unique().$type<PolicyKey>(),
  value: json<unknown>('value').notNull(),
});
