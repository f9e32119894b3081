import { moveMissed } from '#db/queries/cut-offs.ts';
import { operatorId } from '#db/queries/people.ts';
import type { Store } from '#db/store.ts';

const LOOK_EVERY = 30_000;

/**
 * Looks after the cut-offs of trains while a file is open: at once, for those that passed meanwhile, and then again and
 * again. Writes as whoever operates the device; without an operator nothing is moved. Answers with the way to stop.
 */
export function watchCutOffs(store: Store): () => void {
  const look = () => {
    try {
      const actor = operatorId(store.db);
      if (actor) moveMissed(store, { actor });
    } catch (error) {
      process.stderr.write(
        `Cut-offs of trains were not looked at: ${error instanceof Error ? error.message : error}\n`,
      );
    }
  };
  look();
  const timer = setInterval(look, LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
