import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { Names } from '#renderer/features/changes/names.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import type { ChangeRow, ChangeSort } from '#shared/contract/changes.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { columnsOf, columnWidths, features, type Line } from './columns.tsx';
import { GridHead } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import css from './table.module.css';
import { rememberScroll, useTableStore } from './tableStore.ts';
import type { ChangeRows } from './useChangeRows.ts';

const ROW = { roomy: 38, normal: 30, tight: 26 } as const;
const HEAD = 30;

/** What the screen asks of the grid from outside: move the view to a row. */
export type GridHandle = {
  readonly show: (index: number) => void;
  /** Back to the first row; other rows have come. */
  readonly top: () => void;
  readonly focus: () => void;
  readonly page: number;
};

/** The rows on screen, and only those: a virtual grid whose order and content come from SQLite. */
export function ChangeGrid(props: {
  readonly rows: ChangeRows;
  readonly count: number;
  readonly query: string;
  readonly sort: readonly ChangeSort[];
  readonly onSort: (sort: ChangeSort[]) => void;
  readonly onRange: (first: number, last: number) => void;
  readonly onOpen: (row: ChangeRow) => void;
  readonly onSelectAll: () => void;
  readonly density: Preferences['density'];
  readonly names: Names;
  readonly zone: string;
  readonly handle: React.RefObject<GridHandle | null>;
}) {
  const { rows, count, query, names, zone, sort, onRange } = props;
  const rowHeight = ROW[props.density];
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize();
  const selected = useTableStore((s) => s.selected);
  const cursor = useTableStore((s) => s.cursor);
  const minute = useMinute();

  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    paddingEnd: selected.size > 0 ? 64 : 0,
    initialOffset: () => {
      const { scroll } = useTableStore.getState();
      return scroll.query === query ? scroll.offset : 0;
    },
    onChange: (instance) => rememberScroll(query, instance.scrollOffset ?? 0),
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useSettledRange(first, last, onRange);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer must forget its sizes when the density changes
  useEffect(() => virtual.measure(), [rowHeight]);

  const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 600) - HEAD) / rowHeight) - 1);
  props.handle.current = {
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    top: () => virtual.scrollToOffset(0),
    focus: () => scroller.current?.focus({ preventScroll: true }),
    page,
  };

  const visible = useMemo(() => columnWidths.filter((column) => column.from <= (width || 1200)), [width]);
  const columns = useMemo(() => {
    const all = columnsOf(names, zone, minute);
    return all.filter((column) => visible.some(({ id }) => id === column.id));
  }, [names, zone, minute, visible]);
  const data = items.map(({ index }): Line => ({ index, row: rows.rowAt(index) }));
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (line) => line.row?.id ?? `row-${line.index}`,
    manualSorting: true,
    maxMultiSortColCount: 3,
    state: {
      sorting: sort.map(({ by, descending }) => ({ id: by, desc: descending })),
      rowSelection: Object.fromEntries([...selected.keys()].map((id) => [id, true] as const)),
    },
    onSortingChange: (update) => {
      const before = sort.map(({ by, descending }) => ({ id: by, desc: descending }));
      const next = typeof update === 'function' ? update(before) : update;
      props.onSort(next.map(({ id, desc }) => ({ by: id as ChangeSort['by'], descending: desc })));
    },
  });

  const template = visible.map((column) => column.width).join(' ');
  const lines = table.getRowModel().rows;
  const cursorRow = rows.rowAt(cursor);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold rows that are placed by a virtualizer
    <div
      ref={useMergedRef(scroller, measured)}
      role="grid"
      tabIndex={0}
      className={classNames(css.grid, rows.stale && css.stale)}
      style={{ '--columns': template, '--row': `${rowHeight}px` } as React.CSSProperties}
      aria-label="Changes"
      aria-multiselectable="true"
      aria-busy={rows.stale}
      aria-rowcount={count + 1}
      aria-colcount={visible.length}
      aria-activedescendant={
        cursorRow && cursor >= first && cursor <= last ? `change-${cursorRow.id}` : undefined
      }
    >
      <GridHead
        headers={table.getHeaderGroups()[0]?.headers ?? []}
        table={table}
        onSelectAll={props.onSelectAll}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
        {items.map((item, i) => {
          const line = lines[i];
          return line ? (
            <GridRow
              key={item.index}
              line={line}
              table={table}
              top={item.start - HEAD}
              current={item.index === cursor}
              selected={line.getIsSelected()}
              columns={columns}
              onOpen={props.onOpen}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

/** Reports the range in view at once while it creeps, and only after 60 ms of rest when it leaps, as when the scroll bar is dragged through 100,000 rows. */
function useSettledRange(first: number, last: number, onRange: (first: number, last: number) => void): void {
  const settled = useRef(first);
  useEffect(() => {
    const report = () => {
      settled.current = first;
      onRange(first, last);
    };
    if (Math.abs(first - settled.current) <= 200) return report();
    const timer = setTimeout(report, 60);
    return () => clearTimeout(timer);
  }, [first, last, onRange]);
}
