import type { RefObject } from 'react';
import { useKeys } from '#renderer/lib/keyboard.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';
import type { GridHandle } from './ChangeGrid.tsx';
import { setCursor, toggleSelected, useTableStore } from './tableStore.ts';

/** The keys of the table. */
export function useTableKeys(props: {
  readonly count: number;
  readonly rowAt: (index: number) => ChangeRow | undefined;
  readonly handle: RefObject<GridHandle | null>;
  readonly onOpen: (row: ChangeRow) => void;
  readonly onFilter: () => void;
  readonly onSearch: () => void;
}): void {
  const { count, rowAt, handle } = props;
  const goTo = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index));
    setCursor(next);
    handle.current?.show(next);
    // Whoever moves by keys is in the table: a screen reader follows its active row.
    handle.current?.focus();
  };
  const cursor = () => useTableStore.getState().cursor;
  const move = (by: number) => () => goTo(cursor() + by);
  const page = (way: number) => () => goTo(cursor() + way * (handle.current?.page ?? 10));
  const onRow = (act: (row: ChangeRow) => void) => () => {
    const row = rowAt(cursor());
    if (row) act(row);
  };
  useKeys('Changes', [
    { keys: 'j', does: 'Next row', run: move(1) },
    { keys: 'k', does: 'Previous row', run: move(-1) },
    { keys: 'ArrowDown', does: 'Next row', run: move(1) },
    { keys: 'ArrowUp', does: 'Previous row', run: move(-1) },
    { keys: 'PageDown', does: 'A screen further', run: page(1) },
    { keys: 'PageUp', does: 'A screen back', run: page(-1) },
    { keys: 'Home', does: 'First row', run: () => goTo(0) },
    { keys: 'End', does: 'Last row', run: () => goTo(count - 1) },
    { keys: 'Enter', does: 'Open the change', run: onRow(props.onOpen) },
    { keys: 'Space', does: 'Select the row', run: onRow(toggleSelected) },
    { keys: 'f', does: 'Filter', run: props.onFilter },
    { keys: '/', does: 'Search changes', run: props.onSearch },
  ]);
}
