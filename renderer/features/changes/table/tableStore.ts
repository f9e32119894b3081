import { create } from 'zustand';
import type { ChangeRow } from '#shared/contract/changes.ts';

type TableState = {
  /** Row under the keyboard, counted from 0 in the present order. */
  readonly cursor: number;
  /** Selected rows as they were when they were selected, by id. */
  readonly selected: ReadonlyMap<string, ChangeRow>;
  /** Where the table stood when it was left, and for which rows. */
  readonly scroll: { readonly query: string; readonly offset: number };
};

/** What the table remembers while other screens are open. */
export const useTableStore = create<TableState>(() => ({
  cursor: 0,
  selected: new Map(),
  scroll: { query: '', offset: 0 },
}));

export function setCursor(cursor: number): void {
  useTableStore.setState({ cursor });
}

export function toggleSelected(row: ChangeRow): void {
  const selected = new Map(useTableStore.getState().selected);
  if (!selected.delete(row.id)) selected.set(row.id, row);
  useTableStore.setState({ selected });
}

export function select(rows: readonly ChangeRow[]): void {
  useTableStore.setState({ selected: new Map(rows.map((row) => [row.id, row])) });
}

export function clearSelected(): void {
  useTableStore.setState({ selected: new Map() });
}

export function rememberScroll(query: string, offset: number): void {
  useTableStore.setState({ scroll: { query, offset } });
}
