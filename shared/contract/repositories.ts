import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { draftedFields } from '#shared/domain/drafts/redraft.ts';
import { changeId, releaseId, repositoryId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { prose, route, text } from './base.ts';
import { change, drafted } from './changes.ts';
import { progress } from './workspace.ts';

export const repository = z.object({
  id: repositoryId,
  name: text(120).min(1),
  /** Folder on this computer; null when this device has not said where its clone lies. */
  path: z.string().nullable(),
});
export type Repository = z.infer<typeof repository>;

export const ref = z.object({
  name: z.string(),
  kind: z.enum(['tag', 'branch', 'remote']),
  sha: z.string(),
  at: instant.nullable(),
});
export type Ref = z.infer<typeof ref>;

/** Ways a Git range can fail; each carries the sentence for the screen in `reason`. */
const gitErrors = {
  GIT_MISSING: { status: 424, data: z.object({ reason: z.string() }) },
  NOT_A_REPOSITORY: { status: 422, data: z.object({ reason: z.string() }) },
  UNKNOWN_REF: { status: 422, data: z.object({ reason: z.string(), ref: z.string() }) },
  EMPTY_RANGE: { status: 422, data: z.object({ reason: z.string() }) },
  GIT_FAILED: { status: 502, data: z.object({ reason: z.string() }) },
} as const;

const range = z.object({
  repositoryId,
  from: text(500).min(1),
  to: text(500).min(1),
  /** What one ticket stands for. */
  groupBy: drafted.shape.groupBy.default('service'),
});

/** The group a ticket is drafted from; null = the first one. `changeId` null = a ticket that is not there yet. */
const oneTicket = range.extend({ key: text(200).nullable(), changeId: changeId.nullable() });

const draftedField = z.enum(draftedFields);

/** What drafting does to a field of a ticket: see {@link draftedFields}. Both values are whole. */
const redraftedField = z.object({
  field: draftedField,
  outcome: z.enum(['same', 'replaced', 'kept', 'amended', 'fixed']),
  present: z.unknown(),
  proposed: z.unknown(),
});
export type RedraftedField = z.infer<typeof redraftedField>;

export const draftedChange = z.object({
  key: z.string(),
  title: z.string(),
  description: z.string(),
  services: z.array(z.string()),
  commits: z.int(),
  workItems: z.array(z.string()),
  breaking: z.boolean(),
});

export const repositoriesContract = {
  list: route.output(z.array(repository)),
  /** Remembers a clone on disk; adding the same folder again answers with the one that is there. */
  add: route
    .errors(gitErrors)
    .input(z.object({ path: text(4096).min(1) }))
    .output(repository),
  /** Tags first, newest first, then branches. */
  refs: route
    .errors(gitErrors)
    .input(z.object({ id: repositoryId }))
    .output(z.array(ref)),
  /** Reads the range and shows what would be drafted; writes nothing. Ending the stream cancels Git. */
  preview: route
    .errors(gitErrors)
    .input(range)
    .output(
      eventIterator(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('progress'), progress }),
          z.object({
            kind: z.literal('done'),
            commits: z.int(),
            reverted: z.int(),
            authors: z.array(z.string()),
            changes: z.array(draftedChange),
          }),
        ]),
      ),
    ),
  /** Drafts a release and its change tickets from the range, in one log entry per 500 rows. Ending the stream before `done` leaves nothing behind. */
  draft: route
    .errors(gitErrors)
    .input(range.extend({ name: text(200).min(1), version: text(60), description: prose.optional() }))
    .output(
      eventIterator(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('progress'), progress }),
          z.object({ kind: z.literal('done'), releaseId, changes: z.int() }),
        ]),
      ),
    ),
  /** What drafting one ticket from the range would do to it, field by field; writes nothing. */
  proposal: route
    .errors(gitErrors)
    .input(oneTicket)
    .output(
      eventIterator(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('progress'), progress }),
          z.object({
            kind: z.literal('done'),
            /** Groups of the range, at most 500. */
            groups: z.array(z.object({ key: z.string(), name: z.string(), commits: z.int() })),
            key: z.string(),
            commits: z.int(),
            reverted: z.int(),
            fields: z.array(redraftedField),
          }),
        ]),
      ),
    ),
  /**
   * Drafts one ticket from the range, new or into one that is there, in one log entry. What a person wrote stays, but
   * for the fields named in `take`. What was voted on changes only with `amendReason`, by an amendment in the same
   * entry; see `changes.amendEffects` for the votes it makes stale. Ending the stream before `done` writes nothing.
   */
  draftChange: route
    .errors(gitErrors)
    .input(oneTicket.extend({ take: z.array(draftedField).max(20), amendReason: text(2000).optional() }))
    .output(
      eventIterator(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('progress'), progress }),
          z.object({
            kind: z.literal('done'),
            change,
            replaced: z.array(draftedField),
            kept: z.array(draftedField),
            amended: z.array(draftedField),
            fixed: z.array(draftedField),
          }),
        ]),
      ),
    ),
};
