import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { cabMeetingId, changeId, packId, personId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { madeFile, route, text } from './base.ts';
import { progress } from './workspace.ts';

export const packFormat = z.enum(['pdf', 'docx', 'html', 'md']);
export type PackFormat = z.infer<typeof packFormat>;

/** A frozen pack: `sha256` is the hash of its snapshot, `files` the hash and size of each document made from it. */
export const pack = z.object({
  id: packId,
  meetingId: cabMeetingId,
  /** Counts from 1 within its meeting. */
  number: z.int(),
  title: z.string(),
  frozenAt: instant,
  frozenBy: personId,
  sha256: z.string(),
  files: z.partialRecord(packFormat, z.object({ hash: z.string(), bytes: z.int() })),
});
export type Pack = z.infer<typeof pack>;

const made = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), progress }),
  z.object({ kind: z.literal('done'), pack }),
]);

export const packsContract = {
  /** Packs of a meeting, the newest first. */
  list: route.input(z.object({ meetingId: cabMeetingId })).output(z.array(pack)),
  /** What somebody should know before freezing, a sentence each. */
  warnings: route.input(z.object({ meetingId: cabMeetingId })).output(z.array(z.string())),
  /** Freezes what stands on the agenda and makes the documents; ending the stream before `done` leaves nothing. */
  freeze: route
    .input(z.object({ meetingId: cabMeetingId, title: text(120).default('') }))
    .output(eventIterator(made)),
  /** A document as it was made, its bytes as base64. Refused when they are not there or no longer have their hash. */
  file: route.input(z.object({ id: packId, format: packFormat })).output(madeFile),
  /** Writes a document into a folder of this computer; what stood there under its name is replaced only once it is whole. */
  save: route
    .input(z.object({ id: packId, format: packFormat, folder: text(2000).min(1) }))
    .output(z.object({ path: z.string() })),
  /** Makes the documents again from the snapshot and compares them byte for byte. */
  again: route.input(z.object({ id: packId })).output(
    eventIterator(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('progress'), progress }),
        z.object({
          kind: z.literal('done'),
          same: z.boolean(),
          differ: z.array(packFormat),
          verdict: z.string(),
        }),
      ]),
    ),
  ),
  /** Fields of a change that are not as they were in the newest pack it was approved in; null when there is none. */
  differences: route.input(z.object({ changeId })).output(
    z
      .object({
        meetingRef: z.string(),
        number: z.int(),
        frozenAt: instant,
        fields: z.array(
          z.object({ field: z.string(), name: z.string(), before: z.string(), now: z.string() }),
        ),
      })
      .nullable(),
  ),
};
