import { useState } from 'react';
import { useSetPreferences } from '#renderer/features/preferences/usePreferences.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { TableColumn } from '#shared/contract/change-table.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { type ChangeSearch, queryOf } from './search.ts';
import { builtInViews, type View } from './views.ts';

/** What can be done with the present filter and order: keep it as a view, save it over its view, go back to the view, remove the view. */
export function SaveView(props: {
  readonly search: ChangeSearch;
  readonly active: View | undefined;
  readonly own: Preferences['changeViews'];
  /** Columns as they are shown; a view keeps them. */
  readonly columns: readonly TableColumn[];
  readonly onChange: (search: ChangeSearch) => void;
}) {
  const { search, active, own, columns } = props;
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const set = useSetPreferences();
  const keep = (changeViews: Preferences['changeViews']) =>
    set.mutateAsync({ changeViews }).then(
      () => true,
      (error: unknown) => {
        toastError('The view was not saved', error);
        return false;
      },
    );
  const query = queryOf(search);
  const kept = { ...search, cols: [...columns] };
  const keptQuery = queryOf(kept);
  const changed = active !== undefined && queryOf(active.search) !== query;
  const trimmed = name.trim();
  const taken = builtInViews.some((view) => view.name === trimmed);

  const saveAs = async () => {
    const others = own.filter((view) => view.name !== trimmed);
    if (!(await keep([...others, { name: trimmed, query: keptQuery }]))) return;
    setNaming(false);
    props.onChange({ ...kept, view: trimmed });
  };
  return (
    <>
      {changed && active.own && <span className="t2">Changed since saved</span>}
      {changed && active.own && (
        <Button
          variant="quiet"
          onClick={() => {
            void keep(own.map((v) => (v.name === active.name ? { name: v.name, query: keptQuery } : v)));
            props.onChange({ ...kept, view: active.name });
          }}
        >
          Save
        </Button>
      )}
      {(changed || !active) && (
        <Button
          variant="quiet"
          onClick={() => {
            setName('');
            setNaming(true);
          }}
        >
          Save as view
        </Button>
      )}
      {changed && (
        <Button variant="quiet" onClick={() => props.onChange({ ...active.search, view: active.name })}>
          Reset
        </Button>
      )}
      {active?.own && !changed && (
        <IconButton
          icon="trash"
          label={`Remove the view ${active.name}`}
          onClick={() => {
            void keep(own.filter((view) => view.name !== active.name));
            props.onChange({});
          }}
        />
      )}
      <FormDialog
        title="Save as view"
        opened={naming}
        confirm="Save view"
        ready={trimmed !== '' && !taken}
        busy={set.isPending}
        act={() => void saveAs()}
        onClose={() => setNaming(false)}
      >
        <TextField
          label="Name"
          value={name}
          maxLength={60}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
          error={taken ? 'A built-in view has this name' : undefined}
          description={
            own.some((view) => view.name === trimmed) ? 'The view of this name is replaced' : 'Shown as a tab'
          }
        />
      </FormDialog>
    </>
  );
}
