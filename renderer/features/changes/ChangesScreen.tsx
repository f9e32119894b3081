import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { usePreferences } from '#renderer/features/preferences/usePreferences.ts';
import { openNewChange } from '#renderer/features/workspace/frameStore.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { useClock } from '#renderer/lib/clock.ts';
import { Button, buttonClass } from '#renderer/ui/Button.tsx';
import { Segmented } from '#renderer/ui/Fields.tsx';
import { useNames } from './names.ts';
import { ChangeTable } from './table/ChangeTable.tsx';
import { type CsvAsked, CsvDialog } from './table/CsvDialog.tsx';
import { defaultSort, filterOf } from './table/search.ts';
import css from './table/table.module.css';
import { useTableColumns } from './table/useTableColumns.ts';
import { useTableSearch } from './table/useTableSearch.ts';
import { ViewTabs } from './table/ViewTabs.tsx';
import { activeView, viewsOf } from './table/views.ts';

const SHOWS = [
  { value: 'table', label: 'Table' },
  { value: 'board', label: 'Board' },
] as const;

/** Changes: the views over them, as a table or as a board by state. */
export function ChangesScreen() {
  const [search, setSearch] = useTableSearch();
  const zone = useZone();
  const names = useNames();
  const preferences = usePreferences();
  const [csv, setCsv] = useState<CsvAsked | null>(null);
  // Days are enough for a filter: the key of a query must not change with every second.
  const day = useClock((clock) => clock.now - (clock.now % 900_000));
  const all = useQuery(
    orpc.changes.count.queryOptions({
      input: {},
      meta: { topics: ['changes'] },
      placeholderData: keepPreviousData,
    }),
  );
  const filter = useMemo(() => filterOf(search, zone, day), [search, zone, day]);
  const [columns, setColumns] = useTableColumns(search, setSearch);
  const views = viewsOf(preferences);
  const active = activeView(views, search);
  return (
    <div className={css.screen}>
      <div className={css.top}>
        <h1>Changes</h1>
        <ViewTabs views={views} active={active} zone={zone} day={day} onOpen={setSearch} />
        <div className={css.end}>
          <Segmented
            label="Show as"
            options={SHOWS}
            value={search.show ?? 'table'}
            onChange={(show) => setSearch({ ...search, show: show === 'board' ? 'board' : undefined })}
          />
          <Button
            icon="download"
            onClick={() =>
              setCsv({ filter, sort: search.sort ?? defaultSort, columns: columns.map(({ id }) => id) })
            }
            disabled={all.data === 0}
          >
            CSV
          </Button>
          <Link to="/templates" className={buttonClass({})}>
            Templates
          </Link>
          <Button variant="primary" icon="plus" keyCap="C" onClick={openNewChange}>
            Change
          </Button>
        </div>
      </div>
      <ChangeTable
        search={search}
        onSearch={setSearch}
        active={active}
        names={names}
        zone={zone}
        filter={filter}
        columns={columns}
        onColumns={setColumns}
        all={all.data ?? null}
        onExport={setCsv}
      />
      {csv && <CsvDialog asked={csv} onClose={() => setCsv(null)} />}
    </div>
  );
}
