import { useQueries } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import { releaseId } from '#shared/domain/ids.ts';
import type { ReleaseHead } from './GroupRow.tsx';

/** Readiness and conflicts of the releases whose heads are in view, by id. */
export function useReleaseHeads(keys: readonly string[]): ReadonlyMap<string, ReleaseHead> {
  const ids = keys.flatMap((key) => releaseId.safeParse(key).data ?? []);
  const asked = useQueries({
    queries: ids.map((id) =>
      orpc.changeTable.releaseHeads.queryOptions({
        input: { ids: [id] },
        meta: { topics: ['changes', 'releases', 'calendar'] },
        gcTime: 60_000,
      }),
    ),
  });
  return new Map(asked.flatMap(({ data }) => (data ?? []).map((head) => [head.id as string, head] as const)));
}
