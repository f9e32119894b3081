import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { MultiSelectField, Segmented, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { Service } from '#shared/contract/catalogue.ts';
import type { Team } from '#shared/contract/people.ts';
import type { Repository } from '#shared/contract/repositories.ts';

const TIERS = ['1', '2', '3', '4'].map((tier) => ({ value: tier, label: tier }));

/** Adds or edits a service; `service` null adds one. */
export function ServiceDialog(props: {
  readonly service: Service | null;
  readonly services: readonly Service[];
  readonly teams: readonly Team[];
  readonly repositories: readonly Repository[];
  readonly onClose: () => void;
}) {
  const { service, services, teams, repositories, onClose } = props;
  const [fields, setFields] = useState<Omit<Service, 'id'>>(
    service ?? { name: '', tier: 3, teamId: null, repositoryId: null, path: '', dependsOn: [] },
  );
  const put = (some: Partial<typeof fields>) => setFields((before) => ({ ...before, ...some }));
  const done = () => {
    onClose();
    return queryClient.invalidateQueries({ queryKey: orpc.catalogue.key() });
  };
  const add = useMutation(orpc.catalogue.addService.mutationOptions({ onSuccess: done }));
  const patch = useMutation(orpc.catalogue.patchService.mutationOptions({ onSuccess: done }));
  const error = add.error ?? patch.error;
  const submit = () => {
    const { name, tier, teamId, repositoryId, path, dependsOn } = fields;
    const clean = { name: name.trim(), tier, teamId, repositoryId, path: path.trim(), dependsOn };
    if (clean.name === '') return;
    if (service) patch.mutate({ id: service.id, fields: clean });
    else add.mutate(clean);
  };
  return (
    <FormDialog
      title={service ? service.name : 'New service'}
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
      <div>
        <p className="t2">Tier, 1 is the most critical</p>
        <Segmented
          label="Tier"
          options={TIERS}
          value={String(fields.tier)}
          onChange={(tier) => put({ tier: Number(tier) })}
        />
      </div>
      <SelectField
        label="Team"
        placeholder="None"
        clearable
        options={teams.map((team) => ({ value: team.id, label: team.name }))}
        value={fields.teamId}
        onChange={(teamId) => put({ teamId })}
      />
      <SelectField
        label="Repository"
        placeholder="None"
        clearable
        options={repositories.map((one) => ({ value: one.id, label: one.name }))}
        value={fields.repositoryId}
        onChange={(repositoryId) => put({ repositoryId })}
      />
      <TextField
        label="Folder in the repository"
        description="Commits that touch it touch this service. Empty means the whole repository."
        maxLength={500}
        value={fields.path}
        onChange={(event) => put({ path: event.currentTarget.value })}
      />
      <MultiSelectField
        label="Depends on"
        options={services
          .filter((one) => one.id !== service?.id)
          .map((one) => ({ value: one.id, label: one.name }))}
        value={fields.dependsOn}
        onChange={(dependsOn) => put({ dependsOn })}
      />
    </FormDialog>
  );
}
