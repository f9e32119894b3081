import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { route } from './base.ts';
import { progress } from './workspace.ts';

export const sampleContract = {
  /** Loads the sample company into the workspace; `changes` above 40 adds generated ones. Ending the stream before `done` leaves no generated change visible. */
  load: route
    .input(z.object({ changes: z.int().min(40).max(100_000).default(40) }))
    .output(
      eventIterator(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('progress'), progress }),
          z.object({ kind: z.literal('done'), changes: z.int() }),
        ]),
      ),
    ),
};
