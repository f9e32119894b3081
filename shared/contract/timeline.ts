import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { deviceId, groupId, personId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { route, text } from './base.ts';
import { progress } from './workspace.ts';

/** One field operation of a log entry, with the value before it. */
export const timelineOp = z.object({
  entity: z.string(),
  id: z.string(),
  /** Name people know the thing by: a reference, a title, a name. */
  label: z.string(),
  /** `*` = the thing was made; otherwise the field that was changed. */
  field: z.string(),
  value: z.unknown(),
  before: z.unknown(),
});

export const timelineEntry = z.object({
  device: deviceId,
  seq: z.int(),
  at: instant,
  actor: z.string(),
  onBehalfOf: z.string().nullable(),
  reason: z.string(),
  group: groupId,
  ops: z.array(timelineOp),
  /** How many operations the entry holds; `ops` has at most 50 of them. */
  opCount: z.int(),
  undoable: z.boolean(),
  hash: z.string(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const timelineContract = {
  /** Newest first. `about` narrows to one thing (for a release: with its changes, runs, steps and notes), `field` to one field of it. */
  page: route
    .input(
      z.object({
        about: z.object({ entity: text(40), id: z.uuid() }).optional(),
        field: text(60).optional(),
        actorId: personId.optional(),
        before: z.object({ device: deviceId, seq: z.int() }).optional(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.object({ entries: z.array(timelineEntry), more: z.boolean() })),
  /** Puts the values back that the entry changed, by a new entry. Refused when somebody changed them since, and for everything that happened in a run. */
  undo: route.input(z.object({ device: deviceId, seq: z.int() })).output(z.object({ undone: z.int() })),
  /** Checks every hash and signature in a worker; ends with the verdict in words. */
  verify: route.output(
    eventIterator(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('progress'), progress }),
        z.object({ kind: z.literal('done'), entries: z.int(), sound: z.boolean(), verdict: z.string() }),
      ]),
    ),
  ),
};
