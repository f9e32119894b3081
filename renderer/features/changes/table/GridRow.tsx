import type { ReactTable, Row } from '@tanstack/react-table';
import { memo } from 'react';
import { classNames } from '#renderer/ui/classNames.ts';
import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';
import { CellEditor } from './CellEditor.tsx';
import type { features, Line } from './columns.tsx';
import { SnippetLine } from './SnippetLine.tsx';
import css from './table.module.css';
import { edit, setCursor, toggleSelected } from './tableStore.ts';

type Features = typeof features;

type RowProps = {
  readonly line: Row<Features, Line>;
  readonly table: ReactTable<Features, Line>;
  readonly columns: unknown;
  readonly top: number;
  /** Column of the cell under the keyboard; null on all other rows. */
  readonly current: TableColumn | null;
  readonly editing: TableColumn | null;
  readonly selected: boolean;
  /** Depth under the heads of groups; undefined where nothing is grouped. */
  readonly level: number | undefined;
  readonly searched: boolean;
  readonly onOpen: (row: ChangeRow) => void;
  /** A click with Shift: everything from the cursor to here. */
  readonly onRange: (index: number) => void;
};

/** One line of the grid; skeleton until its block has come. A click puts the cursor there, a double click opens. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { line, table, selected } = props;
  const { index, row, extras } = line.original;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the screen do the same
    <div
      role="row"
      id={row ? rowId(index, row) : undefined}
      aria-rowindex={index + 2}
      aria-level={props.level}
      aria-selected={selected}
      className={classNames(css.row, selected && css.selected, props.current !== null && css.current)}
      style={{ transform: `translateY(${props.top}px)` }}
      onMouseDown={(event) => {
        // The browser would select text up to here.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => {
        if (event.shiftKey) props.onRange(index);
        else if (props.editing === null) setCursor(index, columnAt(event.target));
      }}
      onDoubleClick={() => row && props.editing === null && props.onOpen(row)}
    >
      {line.getAllCells().map((cell, at) => {
        const column = cell.column.id as TableColumn | 'select';
        return (
          // biome-ignore lint/a11y/useSemanticElements: see the grid
          // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
          <div
            key={cell.id}
            role="gridcell"
            aria-colindex={at + 1}
            data-column={column}
            data-cursor={column === props.current || undefined}
            className={column === 'select' ? css.check : undefined}
          >
            {column === 'select' ? (
              <input
                type="checkbox"
                tabIndex={-1}
                disabled={!row}
                checked={selected}
                aria-label={`Select ${row?.ref ?? 'this change'}`}
                onClick={(event) => event.stopPropagation()}
                onChange={(event) => {
                  if ((event.nativeEvent as MouseEvent).shiftKey) props.onRange(index);
                  else if (row) toggleSelected(row);
                }}
              />
            ) : row && column === props.editing ? (
              <CellEditor row={row} column={column} onClose={() => edit(null)} />
            ) : (
              <table.FlexRender cell={cell} />
            )}
          </div>
        );
      })}
      {props.searched && row && <SnippetLine found={extras.found} />}
    </div>
  );
}, isSame);

/** A ticket may stand in several groups, so its line is part of its name. */
export function rowId(index: number, row: ChangeRow): string {
  return `change-${row.id}-${index}`;
}

function columnAt(target: EventTarget): TableColumn | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const column = cell?.dataset.column;
  return column && column !== 'select' ? (column as TableColumn) : undefined;
}

/** Table makes its rows anew at each scrolled line; what is shown is the same while its data are. */
function isSame(a: RowProps, b: RowProps): boolean {
  const [before, after] = [a.line.original, b.line.original];
  return (
    before.row === after.row &&
    before.index === after.index &&
    before.extras.attention === after.extras.attention &&
    before.extras.approvals === after.extras.approvals &&
    before.extras.found === after.extras.found &&
    a.columns === b.columns &&
    a.top === b.top &&
    a.current === b.current &&
    a.editing === b.editing &&
    a.selected === b.selected &&
    a.level === b.level &&
    a.searched === b.searched &&
    a.onOpen === b.onOpen &&
    a.onRange === b.onRange
  );
}
