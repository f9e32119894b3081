import type { Store } from '#db/store.ts';
import type { Verdict } from '#db/verify.ts';
import { runWorker } from './run-worker.ts';

const file = new URL('./verify.worker.ts', import.meta.url);

/** Checks the whole log in a worker thread; yields progress and ends with the verdict in words. */
export async function* verifyInWorker(store: Store, signal: AbortSignal | undefined) {
  const total = store.db.row<{ n: number }>('SELECT count(*) AS n FROM log_entry')?.n ?? 0;
  const work = runWorker<number, Verdict>(file, { file: store.file }, signal);
  for (;;) {
    const step = await work.next();
    if (step.done) {
      const { entries, fault } = step.value;
      const verdict = fault ?? `All ${entries} entries are sound: nothing was altered, nothing is missing.`;
      yield { kind: 'done' as const, entries, sound: fault === null, verdict };
      return;
    }
    yield { kind: 'progress' as const, progress: { done: step.value, total, what: 'Checking the record' } };
  }
}
