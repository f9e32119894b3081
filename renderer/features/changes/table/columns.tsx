import {
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { ChangeRow } from '#shared/contract/changes.ts';
import { columnNames } from '#shared/domain/changes/change-columns.ts';
import css from './cells.module.css';
import { type CellWorld, cellOf } from './cells.tsx';
import { type ShownColumn, sortable } from './columnWidths.ts';
import type { RowExtras } from './useRowExtras.ts';

/** One line of the table; the row is undefined until its block has come. */
export type Line = {
  readonly index: number;
  readonly row: ChangeRow | undefined;
  readonly extras: RowExtras;
};

export const features = tableFeatures({ rowSortingFeature, rowSelectionFeature });
const helper = createColumnHelper<typeof features, Line>();
/** Columns that are read from their high end first. */
const highFirst = ['risk', 'updated'];

/** The columns that are shown, after the box that selects. */
export function columnsOf(shown: readonly ShownColumn[], world: CellWorld) {
  return helper.columns([
    helper.display({ id: 'select' }),
    ...shown.map(({ id }) => {
      const cell = ({ row }: { row: { original: Line } }) => {
        const { row: change, extras } = row.original;
        return change ? cellOf(id, change, extras, world) : <span className={css.skeleton} />;
      };
      const header = columnNames[id];
      if (!sortable.includes(id)) return helper.display({ id, header, cell });
      // Rows come in order: the value is only what makes a column one that can be sorted.
      return helper.accessor((line) => line.row?.id, {
        id,
        header,
        cell,
        sortDescFirst: highFirst.includes(id),
      });
    }),
  ]);
}
