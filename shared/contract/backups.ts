import { z } from 'zod';
import { instant } from '#shared/domain/time.ts';
import { route, text } from './base.ts';

export const backup = z.object({
  name: z.string(),
  at: instant,
  bytes: z.int(),
  cause: z.enum(['daily', 'migration', 'asked', 'restore']),
});
export type Backup = z.infer<typeof backup>;

export const backupsContract = {
  list: route.output(z.array(backup)),
  /** Copies the file while it is in use, then opens and checks the copy. */
  create: route.output(backup),
  /** Puts a backup in place of the workspace; the present file is kept as a backup first. The restored file is a new device. */
  restore: route.input(z.object({ name: text(200) })).output(z.object({ restored: z.string() })),
};
