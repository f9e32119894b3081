import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, SelectField, TextArea } from '#renderer/ui/Fields.tsx';
import type { RoomRole } from '#shared/contract/warroom.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { roleHolders, roomRoles } from '#shared/domain/room-roles.ts';
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
  const [note, setNote] = useState('');
  const log = useMutation(orpc.warroom.log.mutationOptions({ onSuccess: close }));
  const held = holders.find((holder) => holder.role === role);
  const before = view.people.find(({ id }) => id === held?.personId)?.name;
  const name = view.people.find(({ id }) => id === personId)?.name;
  const text = [`${capital(role)}: ${name}${before ? `, from ${before}` : ''}`, note.trim()]
    .filter(Boolean)
    .join('. ');
  return (
    <Dialog
      title="Hand over a role"
      opened
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={personId === null || log.isPending}
            onClick={() => log.mutate({ runId: view.run.id, kind: 'role', role, ownerId: personId, text })}
          >
            {log.isPending ? 'Writing' : 'Hand over'}
          </Button>
        </>
      }
    >
      <FieldStack>
        <SelectField
          label="Role"
          options={roomRoles.map((value) => ({ value, label: capital(value) }))}
          value={role}
          onChange={(value) => value && setRole(value)}
          allowDeselect={false}
          data-autofocus
        />
        {before && <p>{before} has it now.</p>}
        <SelectField
          label="Who takes it"
          withAsterisk
          placeholder="Choose a person"
          options={view.people.map(({ id, name: label }) => ({ value: id, label }))}
          value={personId}
          onChange={setPersonId}
        />
        <TextArea
          label="What was handed over"
          maxLength={1800}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autosize
          minRows={1}
          maxRows={6}
          error={log.isError ? `Not recorded. ${errorSentence(log.error)}` : null}
        />
      </FieldStack>
    </Dialog>
  );
}
