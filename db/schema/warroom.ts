import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Note } from '#shared/contract/warroom.ts';
import type { NoteId, PersonId, RunId } from '#shared/domain/ids.ts';
import { loggedColumns } from './columns.ts';

/** What the room said. Rows are only ever added. */
export const note = sqliteTable(
  'note',
  {
    ...loggedColumns<NoteId>(),
    runId: text('run_id').notNull().$type<RunId>(),
    kind: text('kind').notNull().$type<Note['kind']>(),
    text: text('text').notNull(),
    role: text('role').$type<NonNullable<Note['role']>>(),
    ownerId: text('owner_id').$type<PersonId>(),
    nextUpdateAt: integer('next_update_at'),
    aboutId: text('about_id').$type<NoteId>(),
    actorId: text('actor_id').notNull().$type<PersonId>(),
    occurredAt: integer('occurred_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [index('note_run').on(t.runId, t.occurredAt)],
);
