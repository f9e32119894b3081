import { Popover } from '@mantine/core';
import { useState } from 'react';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { Checkbox } from '#renderer/ui/Fields.tsx';
import { type TableColumn, tableColumn } from '#shared/contract/change-table.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { columnNames, usualColumns } from '#shared/domain/changes/change-columns.ts';
import { NARROWEST, shownColumns, WIDEST } from './columnWidths.ts';
import css from './panels.module.css';

type Columns = Preferences['changeColumns'];
const STEP = 20;

/** Which columns the table shows, in which order and how wide; kept on this device or with the view. */
export function ColumnPanel(props: {
  readonly columns: Columns;
  readonly onChange: (columns: Columns) => void;
}) {
  const { columns, onChange } = props;
  const [opened, setOpened] = useState(false);
  const others = tableColumn.options.filter((id) => !columns.some((column) => column.id === id));
  const swap = (at: number, by: number) => {
    const next = [...columns];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    onChange(next);
  };
  const wider = (id: TableColumn, by: number) => {
    const now =
      shownColumns(columns, Number.POSITIVE_INFINITY).find((column) => column.id === id)?.width ?? 100;
    const width = Math.min(WIDEST, Math.max(NARROWEST, now + by));
    onChange(columns.map((column) => (column.id === id ? { id, width } : column)));
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      trapFocus
      returnFocus
      withinPortal
      position="bottom-end"
      width="min(340px, 94vw)"
      shadow="md"
    >
      <Popover.Target>
        <Button
          icon="columns"
          aria-label={`Columns, ${columns.length} of ${tableColumn.options.length}`}
          onClick={() => setOpened(!opened)}
        >
          {columns.length} of {tableColumn.options.length}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        {/* One list, so that a box keeps the focus when its column moves among the shown ones. */}
        <ul className={css.columns} aria-label="Columns, the shown ones first">
          {[...columns.map(({ id }) => id), ...others].map((id, at) => {
            const shown = at < columns.length;
            return (
              <li key={id}>
                <Checkbox
                  label={columnNames[id]}
                  checked={shown}
                  disabled={shown && columns.length === 1}
                  onChange={() =>
                    onChange(
                      shown
                        ? columns.filter((column) => column.id !== id)
                        : [...columns, { id, width: null }],
                    )
                  }
                />
                {shown && (
                  <>
                    <IconButton
                      icon="minus"
                      label={`${columnNames[id]} narrower`}
                      onClick={() => wider(id, -STEP)}
                    />
                    <IconButton
                      icon="plus"
                      label={`${columnNames[id]} wider`}
                      onClick={() => wider(id, STEP)}
                    />
                    <IconButton
                      icon="up"
                      label={`${columnNames[id]} further left`}
                      disabled={at === 0}
                      onClick={() => swap(at, -1)}
                    />
                    <IconButton
                      icon="down"
                      label={`${columnNames[id]} further right`}
                      disabled={at === columns.length - 1}
                      onClick={() => swap(at, 1)}
                    />
                  </>
                )}
              </li>
            );
          })}
        </ul>
        <div className={css.panelEnd}>
          <Button onClick={() => onChange(usualColumns)}>Usual columns</Button>
          <Button variant="primary" onClick={() => setOpened(false)}>
            Done
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
