import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Note } from '#shared/contract/warroom.ts';
import type { NoteId, PersonId, PresenterLinkId, RunId, StepId } from '#shared/domain/ids.ts';
import { flag, loggedColumns } from './columns.ts';

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
    stepId: text('step_id').$type<StepId>(),
    actorId: text('actor_id').notNull().$type<PersonId>(),
    occurredAt: integer('occurred_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [index('note_run').on(t.runId, t.occurredAt)],
);

/** Device-local: addresses of the wall for browsers on the network; only the SHA-256 of each secret is kept. */
export const presenterLink = sqliteTable('presenter_link', {
  id: text('id').primaryKey().$type<PresenterLinkId>(),
  runId: text('run_id').notNull().$type<RunId>(),
  hash: text('hash').notNull().unique(),
  showsNames: flag('shows_names').notNull(),
  createdAt: integer('created_at').notNull(),
  revokedAt: integer('revoked_at'),
});
