import { create } from 'zustand';
import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';

type TableState = {
  /** Line under the keyboard, counted from 0 in the present order. */
  readonly cursor: number;
  /** Column of the cell under the keyboard. */
  readonly column: TableColumn;
  /** The cell that is being edited in its place. */
  readonly editing: { readonly id: string; readonly column: TableColumn } | null;
  /** Where a range began, and what was selected before it. */
  readonly anchor: { readonly line: number; readonly before: ReadonlyMap<string, ChangeRow> } | null;
  /** Selected rows as they were when they were selected, by id. */
  readonly selected: ReadonlyMap<string, ChangeRow>;
  /** Groups whose rows are not shown, as `groupName` names them. */
  readonly folded: ReadonlySet<string>;
  /** Where the table stood when it was left, and for which rows. */
  readonly scroll: { readonly query: string; readonly offset: number };
};

/** What the table remembers while other screens are open. */
export const useTableStore = create<TableState>(() => ({
  cursor: 0,
  column: 'title',
  editing: null,
  anchor: null,
  selected: new Map(),
  folded: new Set(),
  scroll: { query: '', offset: 0 },
}));

/** Puts the keyboard on a line; a range that was begun ends. */
export function setCursor(cursor: number, column?: TableColumn): void {
  useTableStore.setState({ cursor, anchor: null, editing: null, ...(column ? { column } : {}) });
}

export function setColumn(column: TableColumn): void {
  useTableStore.setState({ column });
}

export function edit(editing: TableState['editing']): void {
  useTableStore.setState({ editing });
}

export function toggleSelected(row: ChangeRow): void {
  const selected = new Map(useTableStore.getState().selected);
  if (!selected.delete(row.id)) selected.set(row.id, row);
  useTableStore.setState({ selected, anchor: null });
}

export function select(rows: readonly ChangeRow[]): void {
  useTableStore.setState({ selected: new Map(rows.map((row) => [row.id, row])), anchor: null });
}

/** Begins a range at the cursor, or goes on with the one that was begun; answers with the line it began at. */
export function beginRange(): number {
  const { anchor, cursor, selected } = useTableStore.getState();
  if (anchor) return anchor.line;
  useTableStore.setState({ anchor: { line: cursor, before: selected } });
  return cursor;
}

/** Selects what a range holds beside what was selected before it. */
export function selectRange(cursor: number, rows: readonly ChangeRow[]): void {
  const before = useTableStore.getState().anchor?.before ?? new Map<string, ChangeRow>();
  useTableStore.setState({
    cursor,
    selected: new Map([...before, ...rows.map((row) => [row.id, row] as const)]),
  });
}

export function clearSelected(): void {
  useTableStore.setState({ selected: new Map(), anchor: null });
}

export function toggleFolded(name: string): void {
  const folded = new Set(useTableStore.getState().folded);
  if (!folded.delete(name)) folded.add(name);
  useTableStore.setState({ folded });
}

export function foldAll(names: readonly string[]): void {
  useTableStore.setState({ folded: new Set(names) });
}

export function rememberScroll(query: string, offset: number): void {
  useTableStore.setState({ scroll: { query, offset } });
}
