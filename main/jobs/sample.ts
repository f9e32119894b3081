import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { applyStaged } from '#db/bulk.ts';
import type { Who } from '#db/log.ts';
import { writeSample } from '#db/queries/sample.ts';
import { rescoreOpen } from '#db/rescore.ts';
import type { Store } from '#db/store.ts';
import { streamed } from '#main/streamed.ts';
import { sampleWorld } from '#shared/domain/sample/sample.ts';
import { runWorker } from './run-worker.ts';
import { makeStaging } from './staging.ts';

const SEED = 20_270_211;
const worker = new URL('./stage-changes.worker.ts', import.meta.url);

/**
 * Loads the sample company, then generated changes up to the asked number: a worker stages them, the one writer applies
 * them in short chunks. Ending the iteration or aborting takes the generated ones back.
 */
export async function* loadSample(store: Store, who: Who, changes: number, signal: AbortSignal | undefined) {
  const world = writeSample(store, who, sampleWorld(SEED, store.now(), store.device.letters));
  const more = changes - world.changes.length;
  if (more > 0) yield* loadGenerated(store, who, { seed: SEED, count: more, world }, signal);
  // The generated ones were scored before there was a history of their services.
  await rescoreOpen(store, who, 'Sample changes scored with the history of their services', signal);
  yield { kind: 'done' as const, changes };
}

async function* loadGenerated(
  store: Store,
  who: Who,
  work: { seed: number; count: number; world: ReturnType<typeof sampleWorld> },
  signal: AbortSignal | undefined,
) {
  const folder = await makeStaging(dirname(store.file));
  const file = join(folder, 'changes.db');
  const progress = (done: number, what: string) => ({
    kind: 'progress' as const,
    progress: { done, total: work.count, what },
  });
  try {
    for await (const done of runWorker<number, number>(worker, { ...work, file }, signal))
      yield progress(done, 'Preparing changes');
    yield* streamed<ReturnType<typeof progress>, number>(
      (report, stop) =>
        applyStaged(store, who, 'Sample changes loaded', file, {
          signal: stop,
          onProgress: (done) => report(progress(done, 'Writing changes')),
        }),
      signal,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
