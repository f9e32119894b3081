import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { SelectField } from '#renderer/ui/Fields.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { RoomRole } from '#shared/contract/warroom.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { roleHolders, roomRoles } from '#shared/domain/runs/room-roles.ts';
import { capital } from '#shared/domain/wording.ts';
import type { RunModel } from './runModel.ts';

/** Hands a role of the room over by name; what was agreed stands in the log. */
export function RoleDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { view } = model;
  const holders = roleHolders(view.notes);
  const [role, setRole] = useState<RoomRole>(
    roomRoles.find((one) => !holders.some((holder) => holder.role === one)) ?? 'commander',
  );
  const [personId, setPersonId] = useState<PersonId | null>(null);
  const held = holders.find((holder) => holder.role === role);
  const before = view.people.find(({ id }) => id === held?.personId)?.name;
  const name = view.people.find(({ id }) => id === personId)?.name;
  const words = `${capital(role)}: ${name}${before ? `, from ${before}` : ''}`;
  return (
    <ReasonDialog
      title="Hand over a role"
      confirm="Hand over"
      label="What was handed over"
      needed={false}
      maxLength={1700}
      blocked={personId === null}
      onClose={close}
      act={(note) =>
        client.warroom.log({
          runId: view.run.id,
          kind: 'role',
          role,
          ownerId: personId,
          text: note === '' ? words : `${words}. ${note}`,
        })
      }
    >
      <SelectField
        label="Role"
        options={roomRoles.map((value) => ({ value, label: capital(value) }))}
        value={role}
        onChange={(value) => value && setRole(value)}
        allowDeselect={false}
      />
      {before && <p>{before} has it now.</p>}
      <SelectField
        label="Who takes it"
        withAsterisk
        data-autofocus
        placeholder="Choose a person"
        options={view.people.map(({ id, name: label }) => ({ value: id, label }))}
        value={personId}
        onChange={setPersonId}
      />
    </ReasonDialog>
  );
}
