import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { usePreferences, useSetPreferences } from '#renderer/features/preferences/usePreferences.ts';
import { openNewChange } from '#renderer/features/workspace/frameStore.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { useClock } from '#renderer/lib/clock.ts';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { Button, buttonClass } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { Segmented } from '#renderer/ui/Fields.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { ChangeRow, ChangeSort } from '#shared/contract/changes.ts';
import { useNames } from './names.ts';
import { ChangeGrid, type GridHandle } from './table/ChangeGrid.tsx';
import { FilterBar } from './table/FilterBar.tsx';
import { NoChangesYet, NoMatch } from './table/NoRows.tsx';
import { SaveView } from './table/SaveView.tsx';
import { SelectionBar } from './table/SelectionBar.tsx';
import { defaultSort, filterOf, isFiltered, queryOf } from './table/search.ts';
import { TableFoot } from './table/TableFoot.tsx';
import css from './table/table.module.css';
import { clearSelected, select, setCursor, useTableStore } from './table/tableStore.ts';
import { BLOCK, blockOf, useChangeRows } from './table/useChangeRows.ts';
import { useTableKeys } from './table/useTableKeys.ts';
import { useTableSearch } from './table/useTableSearch.ts';
import { ViewTabs } from './table/ViewTabs.tsx';
import { activeView, viewsOf } from './table/views.ts';

/** The table of changes: views, filters, order and selection over however many there are. */
export function ChangesScreen() {
  const [search, setSearch] = useTableSearch();
  const zone = useZone();
  const names = useNames();
  const navigate = useNavigate();
  const preferences = usePreferences();
  const setPreferences = useSetPreferences();
  const [filtering, setFiltering] = useState(false);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const box = useRef<HTMLInputElement>(null);
  const handle = useRef<GridHandle>(null);

  // Days are enough for a filter: the key of a query must not change with every second.
  const day = useClock((clock) => clock.now - (clock.now % 900_000));
  const sort = useMemo<readonly ChangeSort[]>(() => search.sort ?? defaultSort, [search.sort]);
  const filter = useMemo(() => filterOf(search, zone, day), [search, zone, day]);
  const query = queryOf(search);
  const rows = useChangeRows(filter, sort, range.first, range.last);
  const all = useQuery(
    orpc.changes.count.queryOptions({
      input: {},
      meta: { topics: ['changes'] },
      placeholderData: keepPreviousData,
    }),
  );
  const count = rows.total ?? countLoaded(rows.rowAt);

  // Told at every scrolled row, but only another block is news.
  const onRange = useCallback((first: number, last: number) => {
    const next = { first: blockOf(first - 30), last: blockOf(last + 30) };
    setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, []);
  const open = useCallback(
    (row: ChangeRow) => void navigate({ to: '/change/$key', params: { key: row.ref } }),
    [navigate],
  );

  // Other rows: the keyboard starts at the top again.
  const shownQuery = useRef(useTableStore.getState().scroll.query);
  useEffect(() => {
    if (shownQuery.current === query) return;
    shownQuery.current = query;
    setCursor(0);
    // A search is an address of its own: only after this frame has the router put back the place it knows.
    const frame = requestAnimationFrame(() => handle.current?.top());
    return () => cancelAnimationFrame(frame);
  }, [query]);

  const selectAll = async () => {
    if (useTableStore.getState().selected.size > 0) return clearSelected();
    try {
      const found = await client.changes.page({ filter, sort: [...sort], offset: 0, limit: 500 });
      select(found);
      if (count > found.length)
        toastDone(`The first ${found.length} of ${formatNumber(count)} changes are selected`);
    } catch (error) {
      toastError('The changes were not selected', error);
    }
  };

  useTableKeys({
    count,
    rowAt: rows.rowAt,
    handle,
    onOpen: open,
    onFilter: () => setFiltering(true),
    onSearch: () => box.current?.focus(),
  });

  const views = viewsOf(preferences);
  const active = activeView(views, search);
  const bare = all.data === 0;
  return (
    <div className={css.screen}>
      <div className={css.top}>
        <h1>Changes</h1>
        <ViewTabs views={views} active={active} zone={zone} day={day} onOpen={setSearch} />
        <div className={css.end}>
          <Link to="/templates" className={buttonClass({})}>
            Templates
          </Link>
          <Button variant="primary" icon="plus" keyCap="C" onClick={openNewChange}>
            Change
          </Button>
        </div>
      </div>
      <FilterBar
        search={search}
        onChange={setSearch}
        opened={filtering}
        onOpened={setFiltering}
        names={names}
        box={box}
        end={
          <>
            <SaveView search={search} active={active} own={preferences.changeViews} onChange={setSearch} />
            <Segmented
              label="Row height"
              options={[
                { value: 'roomy', label: 'Roomy' },
                { value: 'normal', label: 'Normal' },
                { value: 'tight', label: 'Tight' },
              ]}
              value={preferences.density}
              onChange={(density) => setPreferences.mutate({ density })}
            />
          </>
        }
      />
      {rows.error ? (
        <div className={css.empty}>
          <ErrorPanel
            what="The changes could not be read"
            means={errorSentence(rows.error)}
            detail={errorDetail(rows.error)}
            actions={<Button onClick={rows.retry}>Try again</Button>}
          />
        </div>
      ) : bare ? (
        <NoChangesYet onNew={openNewChange} />
      ) : rows.total === 0 && isFiltered(search) ? (
        <NoMatch
          search={search}
          names={names}
          onClear={() => setSearch(search.sort ? { sort: search.sort } : {})}
        />
      ) : (
        <ChangeGrid
          rows={rows}
          count={count}
          query={query}
          sort={sort}
          onSort={(next) => setSearch({ ...search, sort: next.length > 0 ? next : undefined })}
          onRange={onRange}
          onOpen={open}
          onSelectAll={() => void selectAll()}
          density={preferences.density}
          names={names}
          zone={zone}
          handle={handle}
        />
      )}
      <TableFoot total={rows.total} all={all.data ?? null} sort={sort} searched={!!filter.text} />
      <SelectionBar />
    </div>
  );
}

/** Until the first count has come, the rows of the first block stand for it. */
function countLoaded(rowAt: (index: number) => ChangeRow | undefined): number {
  let n = 0;
  while (n < BLOCK && rowAt(n)) n += 1;
  return n;
}
