import { Menu } from '@mantine/core';
import { useState } from 'react';
import { AddToAgendaDialog } from '#renderer/features/cab/AddToAgendaDialog.tsx';
import type { Names } from '#renderer/features/changes/names.ts';
import { TransitionDialog } from '#renderer/features/changes/TransitionDialog.tsx';
import { formatCount, formatNumber } from '#renderer/lib/format.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { ChangeState } from '#shared/contract/changes.ts';
import { allChangeStates, nextStates } from '#shared/domain/changes/changes.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { BulkDialog, type BulkKind } from './BulkDialog.tsx';
import css from './bulk.module.css';
import { clearSelected, select, useTableStore } from './tableStore.ts';

/** What can be done with the selected rows; floats over the table while there are any. */
export function SelectionBar(props: {
  readonly names: Names;
  readonly onExport: (ids: readonly ChangeId[]) => void;
}) {
  const selected = useTableStore((s) => s.selected);
  const [menu, setMenu] = useState(false);
  const [to, setTo] = useState<ChangeState | null>(null);
  const [bulk, setBulk] = useState<BulkKind | null>(null);
  const [toAgenda, setToAgenda] = useState(false);
  const changes = [...selected.values()];
  const some = changes.length > 0;
  const reachable = allChangeStates
    .map((state) => ({ state, able: changes.filter((c) => nextStates(c).includes(state)).length }))
    .filter(({ able }) => able > 0);
  useKeys('Changes', [
    { keys: 'a', does: 'Assign the selected changes', run: () => setBulk('assign'), enabled: some },
    {
      keys: 'm',
      does: 'Move the selected changes to a release',
      run: () => setBulk('release'),
      enabled: some,
    },
    { keys: 'r', does: 'Reschedule the selected changes', run: () => setBulk('reschedule'), enabled: some },
    { keys: 's', does: 'Move the selected changes to a state', run: () => setMenu(true), enabled: some },
    {
      keys: 'Escape',
      does: 'Clear the selection',
      run: clearSelected,
      enabled: some && !menu && !to && !bulk && !toAgenda,
    },
  ]);
  if (!some) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend
    <div className={css.bulk} role="group" aria-label="Selected changes">
      <b role="status">{formatNumber(changes.length)} selected</b>
      <span className={css.bar} />
      <Button keyCap="A" onClick={() => setBulk('assign')}>
        Assign
      </Button>
      <Button keyCap="M" onClick={() => setBulk('release')}>
        Move to release
      </Button>
      <Button keyCap="R" onClick={() => setBulk('reschedule')}>
        Reschedule
      </Button>
      <Menu opened={menu} onChange={setMenu} shadow="md" position="top">
        <Menu.Target>
          <Button keyCap="S">Move to state</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {reachable.length === 0 && <Menu.Label>Nothing can be moved from where it stands</Menu.Label>}
          {reachable.map(({ state, able }) => (
            <Menu.Item
              key={state}
              onClick={() => setTo(state)}
              rightSection={
                <span className="t3">{able < changes.length ? `${able} of ${changes.length}` : ''}</span>
              }
            >
              {state}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button onClick={() => setToAgenda(true)}>Add to CAB agenda</Button>
      <Button onClick={() => props.onExport(changes.map(({ id }) => id))}>Export</Button>
      <span className={css.bar} />
      <Button keyCap="Esc" onClick={clearSelected}>
        Clear
      </Button>
      {bulk && <BulkDialog kind={bulk} changes={changes} names={props.names} onClose={() => setBulk(null)} />}
      {toAgenda && <AddToAgendaDialog ids={changes.map(({ id }) => id)} onClose={() => setToAgenda(false)} />}
      {to && (
        <TransitionDialog
          changes={changes}
          to={to}
          onClose={() => setTo(null)}
          onMoved={(moved) => {
            const byId = new Map(moved.map((change) => [change.id as string, change]));
            select(changes.map((row) => byId.get(row.id) ?? row));
            toastDone(`${formatCount(moved.length, 'change')} moved to ${to}`);
          }}
        />
      )}
    </div>
  );
}
