import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Scope } from '#shared/contract/base.ts';
import type { ExportLayer } from '#shared/contract/exchange.ts';
import { json } from './columns.ts';

/** Device-local: tokens of the local REST API; only the SHA-256 of each is kept. */
export const apiToken = sqliteTable('api_token', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  hash: text('hash').notNull().unique(),
  scopes: json<Scope[]>('scopes').notNull(),
  createdAt: integer('created_at').notNull(),
  usedAt: integer('used_at'),
  /** Layers of the calendar that a feed address shows; null for a token that is no feed. */
  feedLayers: json<ExportLayer[]>('feed_layers'),
});
