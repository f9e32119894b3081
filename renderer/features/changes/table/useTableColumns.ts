import { useMemo } from 'react';
import { usePreferences, useSetPreferences } from '#renderer/features/preferences/usePreferences.ts';
import { toastError } from '#renderer/ui/toast.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import type { ChangeSearch } from './search.ts';

type Columns = Preferences['changeColumns'];

/**
 * The columns of the table: those that the view brings along, else those of this device. Widths belong to the device.
 */
export function useTableColumns(
  search: ChangeSearch,
  onSearch: (search: ChangeSearch) => void,
): readonly [Columns, (columns: Columns) => void] {
  const { changeColumns: own } = usePreferences();
  const set = useSetPreferences();
  const { cols } = search;
  const columns = useMemo(
    () => (cols ? cols.map((id) => ({ id, width: own.find((one) => one.id === id)?.width ?? null })) : own),
    [cols, own],
  );
  const change = (next: Columns) => {
    if (cols) onSearch({ ...search, cols: next.map(({ id }) => id) });
    // The columns of a view are not those of the device; only their widths are.
    const kept = cols
      ? own.map((one) => ({ ...one, width: next.find(({ id }) => id === one.id)?.width ?? one.width }))
      : next;
    set.mutate(
      { changeColumns: kept },
      { onError: (error) => toastError('The columns were not kept', error) },
    );
  };
  return [columns, change];
}
