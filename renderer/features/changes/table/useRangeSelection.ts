import { useCallback, useRef } from 'react';
import { client } from '#renderer/lib/client.ts';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { ChangeFilter, ChangeRow, ChangeSort } from '#shared/contract/changes.ts';
import { blocksIn, type Section } from './sections.ts';
import { beginRange, selectRange } from './tableStore.ts';

/** Most rows that one selection takes in: as many as one bulk edit writes. */
export const SELECTED_AT_MOST = 500;

/**
 * Selects the rows between the cursor and a line, also those that are not loaded: they are read. Of a longer range the
 * first 500 are taken, and a sentence says so.
 */
export function useRangeSelection(
  filter: ChangeFilter,
  sort: readonly ChangeSort[],
  sections: readonly Section[],
): (line: number) => void {
  const latest = useRef({ filter, sort, sections });
  latest.current = { filter, sort, sections };
  return useCallback((line: number) => {
    const from = beginRange();
    const [first, last] = from <= line ? [from, line] : [line, from];
    rowsBetween(latest.current, first, Math.min(last, first + SELECTED_AT_MOST - 1)).then(
      (rows) => {
        selectRange(line, rows);
        if (last - first >= SELECTED_AT_MOST)
          toastDone(
            `A selection holds ${SELECTED_AT_MOST} changes at most; the first of this range are selected`,
          );
      },
      (error: unknown) => toastError('The changes were not selected', error),
    );
  }, []);
}

async function rowsBetween(
  asked: {
    readonly filter: ChangeFilter;
    readonly sort: readonly ChangeSort[];
    readonly sections: readonly Section[];
  },
  first: number,
  last: number,
): Promise<ChangeRow[]> {
  const touched = new Set(
    blocksIn(asked.sections, first, last, 1, 2 * SELECTED_AT_MOST).map((one) => one.section),
  );
  const pages = await Promise.all(
    [...touched].map((section) => {
      const start = section.start + (section.group ? 1 : 0);
      const offset = Math.max(0, first - start);
      const until = Math.min(section.rows - 1, last - start);
      const filter = section.group
        ? { ...asked.filter, group: { by: section.group.by, key: section.group.key } }
        : asked.filter;
      return client.changes.page({ filter, sort: [...asked.sort], offset, limit: until - offset + 1 });
    }),
  );
  return pages.flat();
}
