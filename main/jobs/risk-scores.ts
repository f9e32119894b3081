import { readPolicies } from '#db/queries/change-policies.ts';
import { operatorId } from '#db/queries/people.ts';
import { noteScoredWith, rescoreOpen, riskModelMark, scoredWith } from '#db/rescore.ts';
import type { Store } from '#db/store.ts';

/**
 * Scores open tickets anew whenever the risk model in force is another one than they were last scored with, whoever
 * changed it and however: set, given back, undone, or at the start after the program was stopped in the middle. Writes
 * as whoever operates the device. A model that changes meanwhile starts it again. Answers with the way to stop.
 */
export function watchRiskModel(store: Store): () => void {
  let running: AbortController | null = null;
  const look = () => {
    const actor = operatorId(store.db);
    if (!actor) return;
    const mark = riskModelMark(store);
    const known = scoredWith(store);
    // Nothing noted and nothing set: the tickets were scored as built in.
    if (known === null && !readPolicies(store.db).own.includes('riskModel')) return;
    running?.abort();
    running = null;
    if (known === mark) return;
    const own = new AbortController();
    running = own;
    rescoreOpen(store, { actor }, 'Scored anew by the risk model', own.signal)
      .then(() => noteScoredWith(store, mark))
      .catch((error: unknown) => {
        if (!own.signal.aborted) told(error);
      })
      .finally(() => {
        if (running === own) running = null;
      });
  };
  const told = (error: unknown) => {
    process.stderr.write(
      `Open changes were not scored anew: ${error instanceof Error ? error.message : error}\n`,
    );
  };
  const guarded = () => {
    try {
      look();
    } catch (error) {
      told(error);
    }
  };
  guarded();
  const leave = store.onCommit((topics) => {
    if (topics.includes('changePolicies')) guarded();
  });
  return () => {
    leave();
    running?.abort();
  };
}
