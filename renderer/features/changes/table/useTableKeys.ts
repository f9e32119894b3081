import type { RefObject } from 'react';
import { type KeyBinding, useKeys } from '#renderer/lib/keyboard.ts';
import { toastDone } from '#renderer/ui/toast.ts';
import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';
import type { GridHandle } from './ChangeGrid.tsx';
import { whyNotEdited } from './cellEditing.ts';
import { groupName } from './sections.ts';
import {
  edit,
  foldAll,
  setColumn,
  setCursor,
  toggleFolded,
  toggleSelected,
  useTableStore,
} from './tableStore.ts';
import type { ChangeRows } from './useChangeRows.ts';

/** The keys of the table. */
export function useTableKeys(props: {
  readonly rows: ChangeRows;
  readonly columns: readonly TableColumn[];
  readonly handle: RefObject<GridHandle | null>;
  /** False while something else than the table is shown. */
  readonly enabled: boolean;
  readonly onOpen: (row: ChangeRow) => void;
  readonly onFilter: () => void;
  readonly onSearch: () => void;
  readonly onSelectTo: (index: number) => void;
}): void {
  const { rows, columns, handle } = props;
  const { count } = rows;
  const within = (index: number) => Math.max(0, Math.min(count - 1, index));
  const show = (index: number) => {
    handle.current?.show(index);
    // Whoever moves by keys is in the table: a screen reader follows its active row.
    handle.current?.focus();
  };
  const goTo = (index: number) => {
    setCursor(within(index));
    show(within(index));
  };
  const cursor = () => useTableStore.getState().cursor;
  const move = (by: number) => () => goTo(cursor() + by);
  const page = (way: number) => () => goTo(cursor() + way * (handle.current?.page ?? 10));
  const extend = (by: number) => () => {
    const next = within(cursor() + by);
    props.onSelectTo(next);
    show(next);
  };
  const groupAt = () => {
    const line = rows.lineAt(cursor());
    return line?.kind === 'head' ? line : undefined;
  };
  /** On the head of a group sideways folds and unfolds it; on a row it goes to the next cell. */
  const sideways = (by: number) => () => {
    const head = groupAt();
    if (head) {
      if (head.open === by < 0) toggleFolded(groupName(head.group));
      return;
    }
    const at = columns.indexOf(useTableStore.getState().column);
    const next = columns[Math.max(0, Math.min(columns.length - 1, Math.max(at, 0) + by))];
    if (next) setColumn(next);
    show(cursor());
  };
  const onRow = (act: (row: ChangeRow) => void) => () => {
    const head = groupAt();
    if (head) return toggleFolded(groupName(head.group));
    const row = rows.rowAt(cursor());
    if (row) act(row);
  };
  const editCell = (row: ChangeRow) => {
    const { column } = useTableStore.getState();
    const shown = columns.includes(column) ? column : 'title';
    const why = whyNotEdited(row, shown);
    if (why !== null) return toastDone(why);
    show(cursor());
    edit({ id: row.id, column: shown });
  };
  const groups = rows.sections.flatMap(({ group }) => (group ? groupName(group) : []));
  const tableKeys: KeyBinding[] = [
    { keys: 'j', does: 'Next row', run: move(1) },
    { keys: 'k', does: 'Previous row', run: move(-1) },
    { keys: 'ArrowDown', does: 'Next row', run: move(1) },
    { keys: 'ArrowUp', does: 'Previous row', run: move(-1) },
    { keys: 'ArrowRight', does: 'Next cell; on a group: unfold', run: sideways(1) },
    { keys: 'ArrowLeft', does: 'Previous cell; on a group: fold', run: sideways(-1) },
    { keys: 'shift+ArrowDown', does: 'Select down to the next row', run: extend(1) },
    { keys: 'shift+ArrowUp', does: 'Select up to the previous row', run: extend(-1) },
    { keys: 'PageDown', does: 'A screen further', run: page(1) },
    { keys: 'PageUp', does: 'A screen back', run: page(-1) },
    { keys: 'Home', does: 'First row', run: () => goTo(0) },
    { keys: 'End', does: 'Last row', run: () => goTo(count - 1) },
    { keys: 'Enter', does: 'Open the change; on a group: fold or unfold', run: onRow(props.onOpen) },
    { keys: 'Space', does: 'Select the row', run: onRow(toggleSelected) },
    { keys: 'e', does: 'Edit the cell', run: onRow(editCell) },
    {
      keys: 'z',
      does: 'Fold or unfold all groups',
      enabled: groups.length > 0,
      run: () => foldAll(useTableStore.getState().folded.size > 0 ? [] : groups),
    },
  ];
  useKeys('Changes', [
    ...(props.enabled ? tableKeys : []),
    { keys: 'f', does: 'Filter', run: props.onFilter },
    { keys: '/', does: 'Search changes', run: props.onSearch },
  ]);
}
