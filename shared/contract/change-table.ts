import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { changeId, deviceId, personId, releaseId } from '#shared/domain/ids.ts';
import { plannedTimeInput } from '#shared/domain/time.ts';
import { route, text } from './base.ts';
import { changeFilter, changeSort, groupBy } from './changes.ts';
import { progress } from './workspace.ts';

/** Columns a table of changes can show, in the order they are offered. */
export const tableColumn = z.enum([
  'ref',
  'title',
  'state',
  'type',
  'risk',
  'services',
  'plannedStart',
  'approvals',
  'attention',
  'release',
  'assignee',
  'validator',
  'requester',
  'environments',
  'category',
  'origin',
  'strategy',
  'build',
  'plannedEnd',
  'outage',
  'actualStart',
  'actualEnd',
  'authority',
  'closeCode',
  'onHold',
  'unauthorised',
  'workItems',
  'externalRef',
  'created',
  'updated',
]);
export type TableColumn = z.infer<typeof tableColumn>;

/** A stretch of text; `hit` where it is what was searched for. */
export const piece = z.object({ text: z.string(), hit: z.boolean() });
export type Piece = z.infer<typeof piece>;

/** Where the words of a search stand in a ticket: in its title, and in which other field first. */
export const found = z.object({
  id: changeId,
  title: z.array(piece),
  field: z.enum(['ref', 'description', 'justification', 'work items']).nullable(),
  snippet: z.array(piece),
});
export type Found = z.infer<typeof found>;

/** The one thing about a ticket that should not be overlooked; `why` says it in a sentence. */
export const attention = z.object({
  id: changeId,
  glyph: z.enum(['running', 'blocked', 'failed', 'workaround', 'late']),
  words: z.string(),
  why: z.string(),
});
export type Attention = z.infer<typeof attention>;

/** One edit for many tickets. */
export const bulkEdit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign'), assigneeId: personId.nullable() }),
  z.object({ kind: z.literal('release'), releaseId: releaseId.nullable() }),
  /** All begin then, each as long as it was. */
  z.object({ kind: z.literal('reschedule'), start: plannedTimeInput }),
  /** Each so many days later, or earlier, at the same time of day. */
  z.object({ kind: z.literal('shift'), days: z.int().min(-400).max(400) }),
]);
export type BulkEdit = z.infer<typeof bulkEdit>;

/** What a bulk edit did. With anything refused nothing was written. */
export const bulkResult = z.object({
  changed: z.array(changeId),
  refused: z.array(z.object({ id: changeId, ref: z.string(), why: z.string() })),
  /** The log entry by which it can be undone. */
  entry: z.object({ device: deviceId, seq: z.int() }).nullable(),
});
export type BulkResult = z.infer<typeof bulkResult>;

export const changeTableContract = {
  /** The groups that rows of a filter fall into, each with its number of rows; a ticket of several services is in each of theirs. */
  groups: route
    .input(z.object({ filter: changeFilter, by: groupBy }))
    .output(z.array(z.object({ key: z.string(), count: z.int() }))),
  /** Readiness and open conflicts of releases, for the heads of their groups. */
  releaseHeads: route.input(z.object({ ids: z.array(releaseId).max(40) })).output(
    z.array(
      z.object({
        id: releaseId,
        points: z.number(),
        of: z.number(),
        conflicts: z.int(),
      }),
    ),
  ),
  /** Where the words of a search stand in these tickets. */
  found: route.input(z.object({ ids: z.array(changeId).max(100), text: text(500) })).output(z.array(found)),
  /** What needs attention in these tickets; those without are left out. */
  attention: route.input(z.object({ ids: z.array(changeId).max(100) })).output(z.array(attention)),
  /** Edits many tickets in one entry, all or none. `check` only says what would be refused. */
  bulk: route
    .input(z.object({ ids: z.array(changeId).min(1).max(500), edit: bulkEdit, check: z.boolean() }))
    .output(bulkResult),
  /** All that a filter shows, as CSV in pieces; formulas neutralised, names instead of ids. */
  exportCsv: route
    .input(
      z.object({
        filter: changeFilter,
        sort: z.array(changeSort).max(3),
        columns: z.array(tableColumn).min(1).max(40),
      }),
    )
    .output(
      eventIterator(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('progress'), progress }),
          z.object({ kind: z.literal('piece'), text: z.string() }),
          z.object({ kind: z.literal('done'), name: z.string(), rows: z.int() }),
        ]),
      ),
    ),
};
