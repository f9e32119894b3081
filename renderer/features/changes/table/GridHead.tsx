import type { Header, ReactTable } from '@tanstack/react-table';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { features, Line } from './columns.tsx';
import { ResizeHandle } from './ResizeHandle.tsx';
import css from './table.module.css';
import { useTableStore } from './tableStore.ts';

type Features = typeof features;

/** Column heads: a click sorts, with Shift it adds to the order; the number says which sort comes first. */
export function GridHead(props: {
  readonly headers: readonly Header<Features, Line, unknown>[];
  readonly table: ReactTable<Features, Line>;
  readonly onSelectAll: () => void;
  readonly onResize: (column: string, width: number) => void;
}) {
  const some = useTableStore((s) => s.selected.size > 0);
  const several = props.table.state.sorting.length > 1;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div role="rowgroup" className={css.headGroup}>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus */}
      <div role="row" className={css.head} aria-rowindex={1}>
        {props.headers.map(({ id, column }, index) => {
          if (id === 'select') {
            return (
              // biome-ignore lint/a11y/useSemanticElements: see the grid
              // biome-ignore lint/a11y/useFocusableInteractive: its checkbox is
              <div key={id} role="columnheader" className={css.check} aria-colindex={index + 1}>
                <input
                  type="checkbox"
                  aria-label={some ? 'Clear the selection' : 'Select the changes of this list'}
                  checked={some}
                  ref={(box) => {
                    if (box) box.indeterminate = some;
                  }}
                  onChange={props.onSelectAll}
                />
              </div>
            );
          }
          const words = String(column.columnDef.header ?? '');
          const sorted = column.getIsSorted();
          return (
            // biome-ignore lint/a11y/useSemanticElements: see the grid
            // biome-ignore lint/a11y/useFocusableInteractive: its button is
            <div
              key={id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
            >
              {column.getCanSort() ? (
                <button
                  type="button"
                  className={css.sort}
                  data-sorted={sorted || undefined}
                  title="Sort; with Shift add to the order"
                  onClick={column.getToggleSortingHandler()}
                >
                  {words}
                  {sorted && several && <b>{column.getSortIndex() + 1}</b>}
                  {sorted && <Icon name={sorted === 'asc' ? 'up' : 'down'} size={12} />}
                </button>
              ) : (
                words
              )}
              <ResizeHandle onResize={(width) => props.onResize(id, width)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
