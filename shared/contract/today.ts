import { z } from 'zod';
import { instant } from '#shared/domain/time.ts';
import { route } from './base.ts';
import { booking, occurrence } from './calendar.ts';
import { changeRow } from './changes.ts';
import { readinessLine, release } from './releases.ts';
import { run } from './runbooks.ts';

const waiting = z.object({
  group: z.enum(['Approve', 'Do', 'Run', 'Write', 'Review and learn', 'Remind others']),
  kind: z.enum(['change', 'release', 'run', 'meeting']),
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  due: z.string(),
  dueAt: instant.nullable(),
  action: z.string(),
});

/** What opens first: what runs, what starts next, what waits, what lies ahead in 14 days. */
export const today = z.object({
  running: z.array(
    run.extend({
      releaseName: z.string(),
      releaseRef: z.string(),
      done: z.int(),
      total: z.int(),
      forecastEndAt: instant,
    }),
  ),
  next: release.extend({ readiness: z.array(readinessLine) }).nullable(),
  waiting: z.array(waiting),
  finished: z.array(changeRow),
  occurrences: z.array(occurrence),
  /** Without their conflicts, which the calendar counts. */
  bookings: z.array(booking),
  /** Bookings that lie in a freeze in the next four weeks and that nobody lifted. */
  inFreeze: z.array(
    z.object({ ref: z.string(), title: z.string(), freeze: z.string(), minutes: z.int(), hard: z.boolean() }),
  ),
  lastBackup: z.object({ at: instant, bytes: z.int() }).nullable(),
  /** True when the workspace holds no release and no change yet. */
  bare: z.boolean(),
});
export type Today = z.infer<typeof today>;

export const todayContract = { view: route.output(today) };
