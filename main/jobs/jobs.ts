import { dirname } from 'node:path';
import { backUp, listBackups } from '#db/backup.ts';
import type { Store } from '#db/store.ts';
import { dropOldUploads } from '#main/services/files/uploads.ts';
import { DAY } from '#shared/domain/time.ts';
import { type Clocks, watchClock } from './clock-watch.ts';
import { watchCutOffs } from './cut-offs.ts';
import { watchRiskModel } from './risk-scores.ts';

const CHECK_EVERY = 15 * 60_000;
/** Leaves the first minute to the person who just opened the app. */
const FIRST_CHECK = 60_000;

/** What happens by itself while a file is open: the daily backup, the cut-offs of trains, scores after the risk model, jumps of the clock. Answers with the way to stop. */
export function startJobs(store: Store, clocks: Clocks | null): () => void {
  const daily = () => {
    const now = store.now();
    // One dated ahead was made while the clock was wrong: it must not put off the next.
    const isRecent = (at: number) => at <= now && now - at < DAY;
    if (listBackups(dirname(store.file)).some((one) => one.cause === 'daily' && isRecent(one.at))) return;
    backUp(store, 'daily').catch((error: unknown) => {
      process.stderr.write(`The daily backup failed: ${error instanceof Error ? error.message : error}\n`);
    });
  };
  const first = setTimeout(daily, FIRST_CHECK);
  const later = setInterval(() => {
    daily();
    // Only what was sent to be read in: what cannot be removed now is removed at the next start.
    dropOldUploads(dirname(store.file), store.now()).catch(() => undefined);
  }, CHECK_EVERY);
  first.unref();
  later.unref();
  const leaveCutOffs = watchCutOffs(store);
  const leaveRiskModel = watchRiskModel(store);
  const clock = watchClock(store, clocks);
  return () => {
    clock.stop();
    leaveCutOffs();
    leaveRiskModel();
    clearTimeout(first);
    clearInterval(later);
  };
}
