import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import type { Release } from '#shared/contract/releases.ts';
import { RELEASE_TYPES } from './releaseWords.ts';

/** Makes a release from a name and a version and opens it; what was typed stays when it could not be saved. */
export function NewReleaseDialog(props: { readonly opened: boolean; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [version, setVersion] = useState('');
  const [type, setType] = useState<Release['type']>('minor');
  const navigate = useNavigate();
  const form = useId();
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate({ name: name.trim(), version: version.trim(), type });
  };
  return (
    <Dialog
      title="New release"
      opened={props.opened}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={form}
            disabled={name.trim() === '' || create.isPending}
          >
            Create release
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <FieldStack>
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
        </FieldStack>
      </form>
    </Dialog>
  );
}
