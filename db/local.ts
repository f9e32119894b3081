import { innerOf, prepared, type Store } from './store.ts';

type Param = string | number | null | Uint8Array;

/**
 * The door for tables of this device only (preferences, paths of clones, API tokens, counters): runs the statements
 * in one transaction and publishes the topics. Nothing reaches the log.
 */
export function writeLocal(
  store: Store,
  topics: readonly string[],
  change: (run: (sql: string, ...params: readonly Param[]) => void) => void,
): void {
  const inner = innerOf(store);
  inner.sqlite
    .transaction(() => {
      change((sql, ...params) => {
        prepared(inner, sql).run(...params);
      });
    })
    .immediate();
  inner.publish(topics);
}
