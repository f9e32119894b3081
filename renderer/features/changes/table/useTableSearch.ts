import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type ChangeSearch, parseSearch, writeSearch } from './search.ts';

/** Filter, order and view of the table as the address says them, and the way to change the address. */
export function useTableSearch(): readonly [ChangeSearch, (next: ChangeSearch) => void] {
  const raw: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const line = JSON.stringify(raw);
  const search = useMemo(() => parseSearch(JSON.parse(line)), [line]);
  const setSearch = useCallback(
    (next: ChangeSearch) => {
      const words: Record<string, string | number> = writeSearch(next);
      if (next.next) words.next = next.next;
      if (next.changed) words.changed = next.changed;
      void navigate({ to: '/changes', search: words as never, replace: true });
    },
    [navigate],
  );
  return [search, setSearch];
}
