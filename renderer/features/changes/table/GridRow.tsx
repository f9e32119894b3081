import type { ReactTable, Row } from '@tanstack/react-table';
import { memo } from 'react';
import { classNames } from '#renderer/ui/classNames.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';
import type { features, Line } from './columns.tsx';
import css from './table.module.css';
import { setCursor, toggleSelected } from './tableStore.ts';

type Features = typeof features;

type RowProps = {
  readonly line: Row<Features, Line>;
  readonly table: ReactTable<Features, Line>;
  readonly columns: unknown;
  readonly top: number;
  readonly current: boolean;
  readonly selected: boolean;
  readonly onOpen: (row: ChangeRow) => void;
};

/** One line of the grid; skeleton until its block has come. A click puts the cursor there, a double click opens. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { line, table, selected } = props;
  const { index, row } = line.original;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the screen do the same
    <div
      role="row"
      id={row ? `change-${row.id}` : undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classNames(css.row, selected && css.selected, props.current && css.current)}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => setCursor(index)}
      onDoubleClick={() => row && props.onOpen(row)}
    >
      {line.getAllCells().map((cell, at) => (
        // biome-ignore lint/a11y/useSemanticElements: see the grid
        // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
        <div
          key={cell.id}
          role="gridcell"
          aria-colindex={at + 1}
          className={cell.column.id === 'select' ? css.check : undefined}
        >
          {cell.column.id === 'select' ? (
            <input
              type="checkbox"
              tabIndex={-1}
              disabled={!row}
              checked={selected}
              aria-label={`Select ${row?.ref ?? 'this change'}`}
              onChange={() => row && toggleSelected(row)}
            />
          ) : (
            <table.FlexRender cell={cell} />
          )}
        </div>
      ))}
    </div>
  );
}, isSame);

/** Table makes its rows anew at each scrolled line; what is shown is the same while its data are. */
function isSame(a: RowProps, b: RowProps): boolean {
  return (
    a.line.original.row === b.line.original.row &&
    a.line.original.index === b.line.original.index &&
    a.columns === b.columns &&
    a.top === b.top &&
    a.current === b.current &&
    a.selected === b.selected &&
    a.onOpen === b.onOpen
  );
}
