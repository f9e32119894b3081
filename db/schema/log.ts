import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { DeviceId, GroupId } from '#shared/domain/ids.ts';

/** The one log: an entry per transaction, chained by hash and signed by its device. Only db/log.ts writes here. */
export const logEntry = sqliteTable(
  'log_entry',
  {
    n: integer('n').primaryKey(),
    device: text('device').notNull().$type<DeviceId>(),
    seq: integer('seq').notNull(),
    hlc: text('hlc').notNull(),
    actor: text('actor').notNull(),
    onBehalfOf: text('on_behalf_of'),
    at: integer('at').notNull(),
    reason: text('reason').notNull(),
    groupId: text('group_id').notNull().$type<GroupId>(),
    schemaVersion: integer('schema_version').notNull(),
    opsJson: text('ops_json').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
    signature: text('signature').notNull(),
  },
  // Each further index is paid for by every tick. Filters by person or group walk the newest entries instead.
  (t) => [uniqueIndex('log_entry_device_seq').on(t.device, t.seq)],
);

/** Derived: which entries touched which field, so that history is a look-up. `field` is `*` where the row was made. */
export const logOp = sqliteTable(
  'log_op',
  {
    entityId: text('entity_id').notNull(),
    field: text('field').notNull(),
    entry: integer('entry').notNull(),
    position: integer('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.entityId, t.field, t.entry, t.position] })],
);

/** Device-local: bulk writes that are being applied; their rows stay hidden until `complete`. */
export const bulkGroup = sqliteTable('bulk_group', {
  id: text('id').primaryKey().$type<GroupId>(),
  state: text('state').notNull().$type<'applying' | 'complete' | 'undone'>(),
  startedAt: integer('started_at').notNull(),
});
