import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { Switch, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Change } from '#shared/contract/changes.ts';

/** Makes a template or a proposed catalogue entry from a ticket. */
export function MakeTemplateDialog(props: { readonly change: Change; readonly onClose: () => void }) {
  const { change } = props;
  const [name, setName] = useState(change.title.slice(0, 200));
  const [about, setAbout] = useState('');
  const [standard, setStandard] = useState(change.type === 'standard');
  const make = useMutation({
    mutationFn: () =>
      client.changeTemplates.makeFrom({ changeId: change.id, name: name.trim(), about, standard }),
    onSuccess: (made) => {
      toastDone(
        standard
          ? `${made.name} is proposed for the catalogue of standard changes`
          : `${made.name} is a template now`,
      );
      props.onClose();
    },
  });
  return (
    <FormDialog
      title={`Make a template of ${change.ref}`}
      confirm="Make the template"
      ready={name.trim() !== ''}
      busy={make.isPending}
      act={() => make.mutate()}
      error={make.error}
      onClose={props.onClose}
    >
      <p className="t2">
        It keeps the words, services and steps of {change.ref}; not its people, times, release, evidence and
        votes.
      </p>
      <TextField
        label="Name"
        value={name}
        maxLength={200}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextField
        label="When to use it"
        value={about}
        maxLength={10_000}
        onChange={(event) => setAbout(event.currentTarget.value)}
      />
      <Switch
        label="For the catalogue of standard changes"
        description="Somebody else approves it; its changes are then pre-authorised."
        checked={standard}
        onChange={(event) => setStandard(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
