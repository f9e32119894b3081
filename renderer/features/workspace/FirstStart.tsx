import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { FieldStack, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { WorkspaceStatus } from '#shared/contract/workspace.ts';
import css from './FirstStart.module.css';
import { PlainPage } from './PlainPage.tsx';
import { SampleLoader } from './SampleLoader.tsx';
import { useWorkspaceStatus } from './useWorkspace.ts';
import { markWarningsRead } from './Warnings.tsx';
import { zoneOptions } from './zones.ts';

/** First start: name the workspace, its zone and who operates; then take the sample company or start empty. */
export function FirstStart(props: { readonly onNamed: () => void; readonly onDone: () => void }) {
  const [name, setName] = useState('');
  const [operator, setOperator] = useState('');
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
  const create = useMutation(
    orpc.workspace.create.mutationOptions({
      onSuccess: (workspace) => {
        props.onNamed();
        const status: WorkspaceStatus = { state: 'ready', workspace };
        queryClient.setQueryData(orpc.workspace.status.queryKey(), status);
        void queryClient.invalidateQueries();
      },
    }),
  );

  if (create.isSuccess) return <SampleOrEmpty onDone={props.onDone} />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name: name.trim(), operator: operator.trim(), zone });
  };
  return (
    <PlainPage title="Start a workspace">
      <p className={css.lead}>
        A workspace is one file on this computer. It holds releases, changes, windows and the record of
        everything that happens to them.
      </p>
      <form onSubmit={submit} className={css.form}>
        <FieldStack>
          <TextField
            label="Name of the workspace"
            placeholder="Harbour Bank"
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <SelectField
            label="Home time zone"
            description="Windows and plans are written in this zone unless told otherwise."
            options={zoneOptions()}
            value={zone}
            onChange={(chosen) => setZone(chosen ?? 'UTC')}
            searchable
            required
          />
          <TextField
            label="Who operates"
            description="Your name. Every entry carries the name of the person who made it."
            placeholder="R. Ruiz"
            required
            maxLength={120}
            value={operator}
            onChange={(event) => setOperator(event.currentTarget.value)}
          />
        </FieldStack>
        {create.error && (
          <ErrorPanel
            what="The workspace was not made"
            means={errorSentence(create.error)}
            detail={errorDetail(create.error)}
          />
        )}
        <div>
          <Button type="submit" variant="primary" size="large" disabled={create.isPending}>
            Make the workspace
          </Button>
        </div>
      </form>
    </PlainPage>
  );
}

function SampleOrEmpty(props: { readonly onDone: () => void }) {
  const status = useWorkspaceStatus().data;
  const warnings = status?.state === 'ready' ? status.workspace.warnings : [];
  const onDone = () => {
    markWarningsRead(warnings);
    props.onDone();
  };
  return (
    <PlainPage title="Begin with something to look at?">
      <p className={css.lead}>
        The sample workspace is a made-up company: twelve services, four teams, windows, freezes, releases and
        40 changes in every state. It can be taken later too.
      </p>
      <SampleLoader onDone={onDone} large>
        <Button size="large" onClick={onDone}>
          Start empty
        </Button>
      </SampleLoader>
      {warnings.map((warning) => (
        <p key={warning} className={css.notice}>
          <Icon name="device" size={14} /> {warning}
        </p>
      ))}
    </PlainPage>
  );
}
