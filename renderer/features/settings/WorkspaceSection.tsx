import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { zoneOptions } from '#renderer/features/workspace/zones.ts';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { formatBytes } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import css from './Settings.module.css';

/** Name and home zone of the workspace, and where its file lies. */
export function WorkspaceSection() {
  const workspace = useWorkspace();
  const [name, setName] = useState(workspace.name);
  const [zone, setZone] = useState(workspace.zone);
  const rename = useMutation(
    orpc.workspace.rename.mutationOptions({
      onSuccess: () => {
        toastDone('The workspace was saved');
        return queryClient.invalidateQueries({ queryKey: orpc.workspace.key() });
      },
    }),
  );
  const changed = name.trim() !== workspace.name || zone !== workspace.zone;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed && name.trim() !== '') rename.mutate({ name: name.trim(), zone });
  };
  return (
    <>
      <form className={css.form} onSubmit={submit}>
        <TextField
          label="Name"
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={rename.error ? errorSentence(rename.error) : undefined}
        />
        <SelectField
          label="Home time zone"
          options={zoneOptions()}
          value={zone}
          onChange={(chosen) => setZone(chosen ?? zone)}
          allowDeselect={false}
        />
        <div>
          <Button type="submit" disabled={!changed || rename.isPending}>
            Save
          </Button>
        </div>
      </form>
      <dl className={css.pair} style={{ marginTop: 16 }}>
        <dt>Data folder</dt>
        <dd className="mono">{workspace.folder}</dd>
        <dt>Size of the file</dt>
        <dd>{formatBytes(workspace.bytes)}</dd>
        <dt>Version of Slipway</dt>
        <dd>
          {workspace.version}, {workspace.shell === 'electron' ? 'desktop window' : 'browser window'}
        </dd>
        {workspace.warnings.length > 0 && (
          <>
            <dt>About the place of the file</dt>
            <dd>{workspace.warnings.join(' ')}</dd>
          </>
        )}
      </dl>
    </>
  );
}
