import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import type { ChangeFilter, ChangeRow, ChangeSort } from '#shared/contract/changes.ts';

export const BLOCK = 100;
/** Number of the block a row (counted from 0) lies in. */
export const blockOf = (index: number) => Math.max(0, Math.floor(index / BLOCK));

export type ChangeRows = {
  /** How many rows match; null until the first count has come. */
  readonly total: number | null;
  readonly rowAt: (index: number) => ChangeRow | undefined;
  /** True while the rows on screen still belong to the filter or order before. */
  readonly stale: boolean;
  readonly error: unknown;
  readonly retry: () => void;
};

/**
 * The rows of one filter and order, fetched in blocks of 100 around what is in view: SQLite sorts and filters, the page
 * never holds more than the blocks just looked at. Until new blocks come the old ones stay on screen.
 * `firstBlock` and `lastBlock` are inclusive.
 */
export function useChangeRows(
  filter: ChangeFilter,
  sort: readonly ChangeSort[],
  firstBlock: number,
  lastBlock: number,
): ChangeRows {
  const blocks = useMemo(
    () => Array.from({ length: Math.min(lastBlock - firstBlock + 1, 5) }, (_, i) => firstBlock + i),
    [firstBlock, lastBlock],
  );

  const count = useQuery(
    orpc.changes.count.queryOptions({
      input: filter,
      meta: { topics: ['changes'] },
      placeholderData: keepPreviousData,
    }),
  );
  const pages = useQueries({
    queries: blocks.map((block) =>
      orpc.changes.page.queryOptions({
        input: { filter, sort: [...sort], offset: block * BLOCK, limit: BLOCK },
        meta: { topics: ['changes'] },
        gcTime: 30_000,
      }),
    ),
  });

  const key = JSON.stringify([filter, sort]);
  const before = useRef(new Map<number, readonly ChangeRow[]>());
  const beforeKey = useRef(key);
  const loaded = new Map<number, readonly ChangeRow[]>();
  blocks.forEach((block, i) => {
    const data = pages[i]?.data;
    if (data) loaded.set(block, data);
  });
  const stale = loaded.size === 0 && beforeKey.current !== key;

  // What was on screen is kept for the moment in which the next answer is under way.
  useEffect(() => {
    if (loaded.size === 0) return;
    beforeKey.current = key;
    before.current = loaded;
  });

  const failed = pages.find((page) => page.error)?.error ?? count.error;
  return {
    total: count.data ?? null,
    rowAt(index) {
      const block = Math.floor(index / BLOCK);
      const rows =
        loaded.get(block) ?? (stale || beforeKey.current === key ? before.current.get(block) : undefined);
      return rows?.[index - block * BLOCK];
    },
    stale,
    error: failed ?? null,
    retry() {
      for (const page of pages) if (page.error) void page.refetch();
      if (count.error) void count.refetch();
    },
  };
}
