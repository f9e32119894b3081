import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import type { ChangeFilter, ChangeRow, ChangeSort, RowMore } from '#shared/contract/changes.ts';
import { topicsOf } from './search.ts';
import type { TableGroup } from './sections.ts';
import {
  type Block,
  blocksIn,
  lineCount,
  type Place,
  placeOf,
  type Section,
  sectionsOf,
} from './sections.ts';

const BLOCK = 100;
/** Blocks that are asked for at once: a screen full of small groups needs one for each. */
const MOST = 24;

/** What stands on a line; the row is undefined until its block has come. */
export type TableLine =
  | Extract<Place, { kind: 'head' }>
  | { readonly kind: 'row'; readonly row: ChangeRow | undefined; readonly group: string };

export type ChangeRows = {
  /** How many rows match; null until the first count has come. */
  readonly total: number | null;
  /** How many lines the table has, heads of groups included. */
  readonly count: number;
  readonly sections: readonly Section[];
  readonly lineAt: (index: number) => TableLine | undefined;
  /** The ticket on a line, when it is one and is loaded. */
  readonly rowAt: (index: number) => ChangeRow | undefined;
  /** True while the rows on screen still belong to the filter or order before. */
  readonly stale: boolean;
  readonly error: unknown;
  readonly retry: () => void;
};

type Asked = {
  readonly filter: ChangeFilter;
  readonly sort: readonly ChangeSort[];
  readonly more: readonly (keyof RowMore)[];
  /** Groups in their order; null = not grouped. Undefined while they are counted. */
  readonly groups: readonly TableGroup[] | null | undefined;
  readonly folded: ReadonlySet<string>;
  /** Lines in view, inclusive. */
  readonly first: number;
  readonly last: number;
};

/**
 * The rows of one filter and order, fetched in blocks of 100 around what is in view: SQLite sorts, filters and groups,
 * the page never holds more than the blocks just looked at. Until new blocks come the old ones stay on screen.
 */
export function useChangeRows({ filter, sort, more, groups, folded, first, last }: Asked): ChangeRows {
  const count = useQuery(
    orpc.changes.count.queryOptions({
      input: filter,
      meta: { topics: topicsOf(filter) },
      placeholderData: keepPreviousData,
    }),
  );
  const grouped = groups !== null;
  const total = count.data ?? null;
  const sections = useMemo(
    // Until the first count has come one block stands for it.
    () => (grouped && !groups ? [] : sectionsOf(total ?? BLOCK, groups ?? null, folded)),
    [grouped, groups, total, folded],
  );
  const blocks = useMemo(() => blocksIn(sections, first, last, BLOCK, MOST), [sections, first, last]);
  const pages = useQueries({
    queries: blocks.map(({ section, block }) =>
      orpc.changes.page.queryOptions({
        input: {
          filter: section.group
            ? { ...filter, group: { by: section.group.by, key: section.group.key } }
            : filter,
          sort: [...sort],
          offset: block * BLOCK,
          limit: section.group ? Math.min(BLOCK, section.rows - block * BLOCK) : BLOCK,
          ...(more.length > 0 ? { more: [...more] } : {}),
        },
        meta: { topics: topicsOf(filter) },
        gcTime: 30_000,
      }),
    ),
  });

  const key = JSON.stringify([filter, sort]);
  const before = useRef(new Map<string, readonly ChangeRow[]>());
  const beforeKey = useRef(key);
  const loaded = new Map<string, readonly ChangeRow[]>();
  blocks.forEach((block, i) => {
    const data = pages[i]?.data;
    if (data) loaded.set(nameOf(block), data);
  });
  const stale = blocks.length > 0 && loaded.size === 0 && beforeKey.current !== key;

  // What was on screen is kept for the moment in which the next answer is under way.
  useEffect(() => {
    if (loaded.size === 0) return;
    beforeKey.current = key;
    before.current = loaded;
  });

  const lineAt = (index: number): TableLine | undefined => {
    const place = placeOf(sections, index);
    if (place?.kind !== 'row') return place;
    const name = nameOf({ section: place.section, block: Math.floor(place.offset / BLOCK) });
    const rows =
      loaded.get(name) ?? (stale || beforeKey.current === key ? before.current.get(name) : undefined);
    return { kind: 'row', row: rows?.[place.offset % BLOCK], group: place.section.group?.key ?? '' };
  };
  const latest = useRef(lineAt);
  latest.current = lineAt;
  const failed = pages.find((page) => page.error)?.error ?? count.error;
  return {
    total,
    count: total === null && !grouped ? (loaded.get('0')?.length ?? 0) : lineCount(sections),
    sections,
    lineAt,
    rowAt: useCallback((index: number) => {
      const line = latest.current(index);
      return line?.kind === 'row' ? line.row : undefined;
    }, []),
    stale,
    error: failed ?? null,
    retry() {
      for (const page of pages) if (page.error) void page.refetch();
      if (count.error) void count.refetch();
    },
  };
}

function nameOf({ section, block }: Block): string {
  return section.group ? `${section.group.by}:${section.group.key}:${block}` : `${block}`;
}
