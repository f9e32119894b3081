import type { Who } from '#db/log.ts';
import type { Store } from '#db/store.ts';

/** Loads the sample company, then generated changes up to the asked number. */
export async function* loadSample(
  _store: Store,
  _who: Who,
  changes: number,
  _signal: AbortSignal | undefined,
) {
  yield { kind: 'done' as const, changes };
}
