import type { QueryClient } from '@tanstack/react-query';
import type { Client } from '#shared/contract/index.ts';

declare module '@tanstack/react-query' {
  interface Register {
    /** Topics of `live.changes` after which the query is fetched again. */
    queryMeta: { readonly topics?: readonly string[] };
  }
}

/** Keeps one subscription open for the life of the window and fetches again what each commit touched. Everything is fetched again after a break, because events were missed. */
export async function followLive(client: Client, queries: QueryClient, signal: AbortSignal): Promise<void> {
  let broken = false;
  while (!signal.aborted) {
    try {
      for await (const { topics } of await client.live.changes(undefined, { signal })) {
        if (broken) {
          broken = false;
          void queries.invalidateQueries();
        }
        if (topics.length > 0)
          void queries.invalidateQueries({ predicate: (query) => touches(topics, query.meta?.topics ?? []) });
      }
    } catch {
      // The link is down or the file is not open; the next turn waits for it.
    }
    broken = true;
    await new Promise((wake) => setTimeout(wake, 250));
  }
}

/** Whether a commit with these topics concerns a query that watches those. `changes` hears of every ticket; `changes/<id>` hears of its own, and of commits that name no single ticket. */
export function touches(committed: readonly string[], watched: readonly string[]): boolean {
  return watched.some((topic) => {
    if (committed.some((c) => c === topic || c.startsWith(`${topic}/`))) return true;
    const slash = topic.indexOf('/');
    if (slash < 0) return false;
    const family = topic.slice(0, slash);
    return committed.includes(family) && !committed.some((c) => c.startsWith(`${family}/`));
  });
}
