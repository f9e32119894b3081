import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Pack } from '#shared/contract/packs.ts';
import type { CabMeetingId, PackId, PersonId } from '#shared/domain/ids.ts';
import { json, loggedColumns } from './columns.ts';

/** What a board was shown: number, author and time of a frozen snapshot; its bytes lie in `content` under their hashes. */
export const pack = sqliteTable(
  'pack',
  {
    ...loggedColumns<PackId>(),
    meetingId: text('meeting_id').notNull().$type<CabMeetingId>(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    frozenAt: integer('frozen_at').notNull(),
    frozenBy: text('frozen_by').notNull().$type<PersonId>(),
    /** SHA-256 of the canonical snapshot; the key of its bytes in `content`. */
    sha256: text('sha256').notNull(),
    files: json<Pack['files']>('files').notNull(),
  },
  (t) => [index('pack_meeting').on(t.meetingId, t.number)],
);

/** Bytes under their SHA-256. Not logged: the hash in a logged row is. */
export const content = sqliteTable('content', {
  hash: text('hash').primaryKey(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  storedAt: integer('stored_at').notNull(),
});
