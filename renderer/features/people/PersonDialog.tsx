import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { zoneOptions } from '#renderer/features/workspace/zones.ts';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { MultiSelectField, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { type Person, role, type Team } from '#shared/contract/people.ts';
import { initialsOf } from '#shared/domain/redaction.ts';
import { HoursFields } from './HoursFields.tsx';

/** Adds or edits a person; `person` null adds one. */
export function PersonDialog(props: {
  readonly person: Person | null;
  readonly people: readonly Person[];
  readonly teams: readonly Team[];
  readonly onClose: () => void;
}) {
  const { person, people, teams, onClose } = props;
  const [fields, setFields] = useState<Omit<Person, 'id'>>(
    person ?? {
      name: '',
      email: '',
      phone: '',
      initials: '',
      zone: null,
      teamId: null,
      roles: [],
      hours: null,
      delegateId: null,
    },
  );
  const put = (some: Partial<typeof fields>) => setFields((before) => ({ ...before, ...some }));
  const done = () => {
    onClose();
    return queryClient.invalidateQueries({ queryKey: orpc.people.key() });
  };
  const add = useMutation(orpc.people.add.mutationOptions({ onSuccess: done }));
  const patch = useMutation(orpc.people.patch.mutationOptions({ onSuccess: done }));
  const error = add.error ?? patch.error;
  const submit = () => {
    const { name, email, phone, initials, zone, teamId, roles, hours, delegateId } = fields;
    const clean = {
      name: name.trim(),
      email: email.trim(),
      phone: phone.trim(),
      initials: initials.trim() || initialsOf(name),
      zone,
      teamId,
      roles,
      hours,
      delegateId,
    };
    if (clean.name === '') return;
    if (person) patch.mutate({ id: person.id, fields: clean });
    else add.mutate(clean);
  };
  return (
    <FormDialog
      title={person ? person.name : 'New person'}
      confirm="Save"
      busy={add.isPending || patch.isPending}
      act={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        required
        maxLength={120}
        value={fields.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
        error={error ? errorSentence(error) : undefined}
        data-autofocus
      />
      <TextField
        label="Initials"
        placeholder={initialsOf(fields.name)}
        maxLength={4}
        value={fields.initials}
        onChange={(event) => put({ initials: event.currentTarget.value })}
      />
      <SelectField
        label="Team"
        placeholder="None"
        clearable
        options={teams.map((team) => ({ value: team.id, label: team.name }))}
        value={fields.teamId}
        onChange={(teamId) => put({ teamId })}
      />
      <MultiSelectField
        label="Roles"
        options={role.options.map((name) => ({ value: name, label: name }))}
        value={fields.roles}
        onChange={(roles) => put({ roles })}
      />
      <SelectField
        label="Delegate"
        description="Decides on changes in their place while they are away."
        placeholder="Nobody"
        clearable
        options={people
          .filter(({ id }) => id !== person?.id)
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={fields.delegateId}
        onChange={(delegateId) => put({ delegateId })}
      />
      <TextField
        label="Phone"
        maxLength={40}
        value={fields.phone}
        onChange={(event) => put({ phone: event.currentTarget.value })}
      />
      <TextField
        label="E-mail"
        type="email"
        maxLength={254}
        value={fields.email}
        onChange={(event) => put({ email: event.currentTarget.value })}
      />
      <SelectField
        label="Time zone"
        placeholder="As the workspace"
        clearable
        options={zoneOptions()}
        value={fields.zone}
        onChange={(zone) => put({ zone })}
      />
      <HoursFields
        label="Working hours of their own"
        none="As the workspace"
        value={fields.hours}
        onChange={(hours) => put({ hours })}
      />
    </FormDialog>
  );
}
