import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { Release } from '#shared/contract/releases.ts';
import { RELEASE_TYPES } from './releaseWords.ts';

/** Makes a release from a name and a version and opens it; what was typed stays when it could not be saved. */
export function NewReleaseDialog(props: { readonly opened: boolean; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [version, setVersion] = useState('');
  const [type, setType] = useState<Release['type']>('minor');
  const navigate = useNavigate();
  const create = useMutation(
    orpc.releases.create.mutationOptions({
      onSuccess: (release) => {
        setName('');
        setVersion('');
        props.onClose();
        void navigate({ to: '/release/$key', params: { key: release.ref } });
      },
    }),
  );
  return (
    <FormDialog
      title="New release"
      opened={props.opened}
      confirm="Create release"
      ready={name.trim() !== ''}
      busy={create.isPending}
      act={() => create.mutate({ name: name.trim(), version: version.trim(), type })}
      onClose={props.onClose}
    >
      <TextField
        label="Name"
        placeholder="Payments"
        data-autofocus
        maxLength={200}
        value={name}
        error={create.error ? errorSentence(create.error) : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextField
        label="Version"
        description="SemVer, such as 4.8.0; may be filled in later."
        maxLength={60}
        value={version}
        onChange={(event) => setVersion(event.currentTarget.value)}
      />
      <SelectField
        label="Type"
        allowDeselect={false}
        options={RELEASE_TYPES}
        value={type}
        onChange={(value) => value && setType(value)}
      />
    </FormDialog>
  );
}
