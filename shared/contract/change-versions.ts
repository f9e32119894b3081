import { z } from 'zod';
import { changeId, deviceId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { route } from './base.ts';
import { change } from './changes.ts';

/** The log entry after which a version stood. */
const place = z.object({ device: deviceId, seq: z.int() });

/** A ticket as one log entry left it. */
export const changeVersion = place.extend({
  /** Counted from 1, oldest first. */
  number: z.int(),
  at: instant,
  actor: z.string(),
  onBehalfOf: z.string().nullable(),
  reason: z.string(),
  /** Fields the entry changed, without those that follow from others; `*` when it made the ticket. */
  fields: z.array(z.string()),
});
export type ChangeVersion = z.infer<typeof changeVersion>;

export const changeVersionsContract = {
  /** Versions of a ticket, newest first; `total` counts all of them. */
  list: route
    .input(z.object({ id: changeId, offset: z.int().min(0).max(1_000_000), limit: z.int().min(1).max(200) }))
    .output(z.object({ versions: z.array(changeVersion), total: z.int() })),
  /** The ticket as it stood after an entry, rebuilt from the log. */
  get: route.input(place.extend({ id: changeId })).output(z.object({ version: changeVersion, change })),
};
