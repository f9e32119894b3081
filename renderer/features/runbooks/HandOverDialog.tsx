import { useState } from 'react';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { Checkbox, SelectField } from '#renderer/ui/Fields.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { PersonId } from '#shared/domain/ids.ts';
import { openStepsOf } from '#shared/domain/runs/hand-over.ts';
import { roleHolders } from '#shared/domain/runs/room-roles.ts';
import { capital, counted, shortList } from '#shared/domain/wording.ts';
import { type RunModel, shortTitle } from './runModel.ts';

/** Gives all open steps of one person to another in one go, with the roles of the room they hold. */
export function HandOverDialog(props: {
  readonly model: RunModel;
  /** Whose steps are proposed; null = the operator's if they have any. */
  readonly from: PersonId | null;
  readonly close: () => void;
}) {
  const { model, close } = props;
  const { people, steps, events, notes, run } = model.view;
  const { operatorId } = useWorkspace();
  const openOf = (id: PersonId) => openStepsOf(steps, events, id);
  const rolesOf = (id: PersonId) =>
    roleHolders(notes).flatMap(({ personId, role }) => (personId === id ? [role] : []));
  const givers = people.filter(({ id }) => openOf(id).length > 0 || rolesOf(id).length > 0);
  const [fromId, setFromId] = useState<PersonId | null>(
    givers.find(({ id }) => id === (props.from ?? operatorId))?.id ?? givers[0]?.id ?? null,
  );
  const [toId, setToId] = useState<PersonId | null>(null);
  const [withRoles, setWithRoles] = useState(true);
  const open = fromId === null ? [] : openOf(fromId);
  const roles = fromId === null ? [] : rolesOf(fromId);
  const nothing = open.length === 0 && (roles.length === 0 || !withRoles);
  return (
    <ReasonDialog
      title="Hand over steps"
      confirm={open.length === 0 ? 'Hand over' : `Hand over ${counted(open.length, 'step')}`}
      label="Note, if there is one to record"
      needed={false}
      maxLength={1500}
      blocked={fromId === null || toId === null || toId === fromId || nothing}
      onClose={close}
      act={async (note) => {
        if (fromId === null || toId === null) return;
        await client.runbooks.handOver({
          id: run.id,
          fromId,
          toId,
          roles: withRoles && roles.length > 0,
          note,
        });
      }}
    >
      {givers.length === 0 && <p>Nobody owns an open step of this run or holds a role of the room.</p>}
      <SelectField
        label="From"
        description={
          open.length === 0
            ? undefined
            : shortList(
                open.map((step) => `${step.number} ${shortTitle(step)}`),
                6,
              )
        }
        placeholder="Choose a person"
        options={givers.map(({ id, name }) => ({ value: id, label: name }))}
        value={fromId}
        onChange={(id) => id && setFromId(id)}
        allowDeselect={false}
      />
      <SelectField
        label="To"
        withAsterisk
        data-autofocus
        placeholder="Choose a person"
        options={people.filter(({ id }) => id !== fromId).map(({ id, name }) => ({ value: id, label: name }))}
        value={toId === fromId ? null : toId}
        onChange={setToId}
      />
      {roles.length > 0 && (
        <Checkbox
          label={`Also ${roles.length === 1 ? 'the role' : 'the roles'}: ${roles.map(capital).join(', ')}`}
          checked={withRoles}
          onChange={(event) => setWithRoles(event.currentTarget.checked)}
        />
      )}
    </ReasonDialog>
  );
}
