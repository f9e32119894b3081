import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest that reading holds the event loop before others get their turn, in ms. */
const HELD = 8;

/** Reading that may take long asks this between its steps: it waits for a turn of the event loop once it has held it long enough. */
export function createTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < HELD) return;
    await nextTurn();
    since = performance.now();
  };
}
