import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { Names } from '#renderer/features/changes/names.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import type { ChangeRow, ChangeSort } from '#shared/contract/changes.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { columnsOf, features, type Line } from './columns.tsx';
import { leastWidth, type ShownColumn, templateOf } from './columnWidths.ts';
import { GridHead } from './GridHead.tsx';
import { GridRow, rowId } from './GridRow.tsx';
import { GroupRow } from './GroupRow.tsx';
import { groupName } from './sections.ts';
import css from './table.module.css';
import { rememberScroll, useTableStore } from './tableStore.ts';
import type { ChangeRows } from './useChangeRows.ts';
import { useReleaseHeads } from './useReleaseHeads.ts';
import { useRowExtras } from './useRowExtras.ts';
import { useSettledRange } from './useSettledRange.ts';

const ROW = { roomy: 38, normal: 30, tight: 26 } as const;
/** A search shows a second line where the words stand elsewhere than in the title. */
const SNIPPET = 20;
const HEAD = 30;

/** What the screen asks of the grid from outside: move the view to a line. */
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
  readonly query: string;
  readonly text: string;
  readonly sort: readonly ChangeSort[];
  readonly onSort: (sort: ChangeSort[]) => void;
  readonly onRange: (first: number, last: number) => void;
  readonly onOpen: (row: ChangeRow) => void;
  readonly onSelectAll: () => void;
  readonly onSelectTo: (index: number) => void;
  readonly onResize: (column: string, width: number) => void;
  readonly onWidth: (px: number) => void;
  readonly columns: readonly ShownColumn[];
  readonly density: Preferences['density'];
  readonly names: Names;
  readonly zone: string;
  readonly handle: React.RefObject<GridHandle | null>;
}) {
  const { rows, query, names, zone, sort, text, columns: shown, onWidth } = props;
  const { count } = rows;
  const rowHeight = ROW[props.density] + (text === '' ? 0 : SNIPPET);
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize();
  const selected = useTableStore((s) => s.selected);
  const cursor = useTableStore((s) => s.cursor);
  const cursorColumn = useTableStore((s) => s.column);
  const editing = useTableStore((s) => s.editing);
  const minute = useMinute();
  useEffect(() => {
    if (width > 0) onWidth(width);
  }, [width, onWidth]);

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
  useSettledRange(first, last, props.onRange);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer must forget its sizes when the density changes
  useEffect(() => virtual.measure(), [rowHeight]);

  const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 600) - HEAD) / rowHeight) - 1);
  props.handle.current = {
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    top: () => virtual.scrollToOffset(0),
    focus: () => scroller.current?.focus({ preventScroll: true }),
    page,
  };

  const columns = useMemo(() => columnsOf(shown, { names, zone, now: minute }), [names, zone, minute, shown]);
  const lines = items.map(({ index }) => ({ index, line: rows.lineAt(index) }));
  const extrasOf = useRowExtras(
    lines.map(({ index, line }) => ({ index, id: line?.kind === 'row' ? line.row?.id : undefined })),
    {
      attention: shown.some(({ id }) => id === 'attention'),
      approvals: shown.some(({ id }) => id === 'approvals'),
      text,
    },
  );
  const heads = useReleaseHeads(
    lines.flatMap(({ line }) => (line?.kind === 'head' && line.group.by === 'release' ? line.group.key : [])),
  );
  const data = lines.map(({ index, line }): Line => {
    const row = line?.kind === 'row' ? line.row : undefined;
    return { index, row, extras: extrasOf(row?.id ?? '') };
  });
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (line) => (line.row ? rowId(line.index, line.row) : `row-${line.index}`),
    manualSorting: true,
    maxMultiSortColCount: 3,
    state: {
      sorting: sort.map(({ by, descending }) => ({ id: by, desc: descending })),
    },
    onSortingChange: (update) => {
      const before = sort.map(({ by, descending }) => ({ id: by, desc: descending }));
      const next = typeof update === 'function' ? update(before) : update;
      props.onSort(next.map(({ id, desc }) => ({ by: id as ChangeSort['by'], descending: desc })));
    },
  });

  // Only rows of a tree may fold.
  const grouped = rows.sections.some(({ group }) => group !== null);
  const tableRows = table.getRowModel().rows;
  const cursorLine = rows.lineAt(cursor);
  const cursorId =
    cursorLine?.kind === 'head'
      ? `group-${groupName(cursorLine.group)}`
      : cursorLine?.row && rowId(cursor, cursorLine.row);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles of the grid support them
    <div
      ref={useMergedRef(scroller, measured)}
      role={grouped ? 'treegrid' : 'grid'}
      tabIndex={0}
      className={classNames(css.grid, rows.stale && css.stale)}
      style={
        {
          '--columns': templateOf(shown),
          '--least': `${leastWidth(shown)}px`,
          '--row': `${rowHeight}px`,
          '--line': `${ROW[props.density]}px`,
        } as React.CSSProperties
      }
      aria-label="Changes"
      aria-multiselectable="true"
      aria-busy={rows.stale}
      aria-rowcount={count + 1}
      aria-colcount={shown.length + 1}
      aria-activedescendant={cursorId && cursor >= first && cursor <= last ? cursorId : undefined}
    >
      <GridHead
        headers={table.getHeaderGroups()[0]?.headers ?? []}
        table={table}
        onSelectAll={props.onSelectAll}
        onResize={props.onResize}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
        {items.map((item, i) => {
          const line = tableRows[i];
          const place = lines[i]?.line;
          const top = item.start - HEAD;
          if (place?.kind === 'head') {
            return (
              <GroupRow
                key={item.index}
                group={place.group}
                open={place.open}
                index={item.index}
                top={top}
                current={item.index === cursor}
                columns={shown.length + 1}
                release={names.releases.find(({ id }) => id === place.group.key)}
                head={heads.get(place.group.key)}
                zone={zone}
                now={minute}
              />
            );
          }
          const id = place?.row?.id;
          return line ? (
            <GridRow
              key={item.index}
              line={line}
              table={table}
              top={top}
              current={item.index === cursor ? cursorColumn : null}
              editing={editing && item.index === cursor && editing.id === id ? editing.column : null}
              selected={id !== undefined && selected.has(id)}
              level={grouped ? 2 : undefined}
              searched={text !== ''}
              columns={columns}
              onOpen={props.onOpen}
              onRange={props.onSelectTo}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}
