import { z } from 'zod';
import { cabMeetingId, packId, personId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';

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
