import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Names } from '#renderer/features/changes/names.ts';
import { usePreferences, useSetPreferences } from '#renderer/features/preferences/usePreferences.ts';
import { openNewChange } from '#renderer/features/workspace/frameStore.ts';
import { client } from '#renderer/lib/client.ts';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { Segmented } from '#renderer/ui/Fields.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { ChangeFilter, ChangeRow } from '#shared/contract/changes.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { fieldsFor } from '#shared/domain/changes/change-columns.ts';
import { ChangeBoard } from './ChangeBoard.tsx';
import { ChangeGrid, type GridHandle } from './ChangeGrid.tsx';
import { ColumnPanel } from './ColumnPanel.tsx';
import type { CsvAsked } from './CsvDialog.tsx';
import { shownColumns } from './columnWidths.ts';
import { FilterBar } from './FilterBar.tsx';
import { GroupMenu } from './GroupMenu.tsx';
import { NoChangesYet, NoMatch } from './NoRows.tsx';
import { SaveView } from './SaveView.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { type ChangeSearch, defaultSort, isFiltered, queryOf, withoutFilters } from './search.ts';
import { TableFoot } from './TableFoot.tsx';
import css from './table.module.css';
import { clearSelected, select, setCursor, useTableStore } from './tableStore.ts';
import { useChangeGroups } from './useChangeGroups.ts';
import { useChangeRows } from './useChangeRows.ts';
import { SELECTED_AT_MOST, useRangeSelection } from './useRangeSelection.ts';
import { useTableKeys } from './useTableKeys.ts';
import type { View } from './views.ts';

const DENSITIES = [
  { value: 'roomy', label: 'Roomy' },
  { value: 'normal', label: 'Normal' },
  { value: 'tight', label: 'Tight' },
] as const;

/** One view of the changes: filters, order, groups, columns and selection over however many there are. */
export function ChangeTable(props: {
  readonly search: ChangeSearch;
  readonly onSearch: (search: ChangeSearch) => void;
  readonly filter: ChangeFilter;
  readonly columns: Preferences['changeColumns'];
  readonly onColumns: (columns: Preferences['changeColumns']) => void;
  readonly active: View | undefined;
  readonly names: Names;
  readonly zone: string;
  /** How many changes there are in all; null until they are counted. */
  readonly all: number | null;
  readonly onExport: (asked: CsvAsked) => void;
}) {
  const { search, onSearch, filter, columns, names, zone, all } = props;
  const navigate = useNavigate();
  const preferences = usePreferences();
  const setPreferences = useSetPreferences();
  const [filtering, setFiltering] = useState(false);
  const [range, setRange] = useState({ first: 0, last: 50 });
  const [width, setWidth] = useState(1200);
  const box = useRef<HTMLInputElement>(null);
  const handle = useRef<GridHandle>(null);

  const board = search.show === 'board';
  const sort = useMemo(() => search.sort ?? defaultSort, [search.sort]);
  const shown = useMemo(() => shownColumns(columns, width), [columns, width]);
  const query = queryOf(search);
  const groups = useChangeGroups(filter, search.group, names);
  const more = useMemo(() => fieldsFor(shown.map(({ id }) => id)), [shown]);
  const folded = useTableStore((s) => s.folded);
  const rows = useChangeRows({ filter, sort, more, groups, folded, ...range });
  const selectTo = useRangeSelection(filter, sort, rows.sections);

  // Told at every scrolled row, but only another stretch is news.
  const onRange = useCallback((first: number, last: number) => {
    const next = { first: Math.max(0, first - 30 - (first % 50)), last: last + 80 - (last % 50) };
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
      const found = await client.changes.page({
        filter,
        sort: [...sort],
        offset: 0,
        limit: SELECTED_AT_MOST,
      });
      select(found);
      if ((rows.total ?? 0) > found.length)
        toastDone(`The first ${found.length} of ${formatNumber(rows.total ?? 0)} changes are selected`);
    } catch (error) {
      toastError('The changes were not selected', error);
    }
  };

  useTableKeys({
    rows,
    columns: shown.map(({ id }) => id),
    handle,
    enabled: !board,
    onOpen: open,
    onFilter: () => setFiltering(true),
    onSearch: () => box.current?.focus(),
    onSelectTo: selectTo,
  });

  return (
    <>
      <FilterBar
        search={search}
        onChange={onSearch}
        opened={filtering}
        onOpened={setFiltering}
        names={names}
        box={box}
        end={
          <>
            <SaveView
              search={search}
              active={props.active}
              own={preferences.changeViews}
              columns={columns.map(({ id }) => id)}
              onChange={onSearch}
            />
            {!board && (
              <>
                <GroupMenu by={search.group} onChange={(group) => onSearch({ ...search, group })} />
                <ColumnPanel columns={columns} onChange={props.onColumns} />
                <Segmented
                  label="Row height"
                  options={DENSITIES}
                  value={preferences.density}
                  onChange={(density) => setPreferences.mutate({ density })}
                />
              </>
            )}
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
      ) : all === 0 ? (
        <NoChangesYet onNew={openNewChange} />
      ) : rows.total === 0 && isFiltered(search) ? (
        <NoMatch search={search} names={names} onClear={() => onSearch(withoutFilters(search))} />
      ) : board ? (
        <ChangeBoard filter={filter} names={names} zone={zone} onOpen={open} />
      ) : (
        <ChangeGrid
          rows={rows}
          query={query}
          text={filter.text ?? ''}
          sort={sort}
          onSort={(next) => onSearch({ ...search, sort: next.length > 0 ? next : undefined })}
          onRange={onRange}
          onOpen={open}
          onSelectAll={() => void selectAll()}
          onSelectTo={selectTo}
          onResize={(id, px) =>
            props.onColumns(columns.map((one) => (one.id === id ? { id: one.id, width: px } : one)))
          }
          onWidth={setWidth}
          columns={shown}
          density={preferences.density}
          names={names}
          zone={zone}
          handle={handle}
        />
      )}
      <TableFoot
        total={rows.total}
        all={all}
        sort={sort}
        group={board ? 'state' : search.group}
        searched={!!filter.text}
      />
      <SelectionBar
        names={names}
        onExport={(ids) =>
          props.onExport({ filter: { ids: [...ids] }, sort, columns: columns.map(({ id }) => id) })
        }
      />
    </>
  );
}
