import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { Segmented, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { PersonId } from '#shared/domain/ids.ts';
import { roleHolders } from '#shared/domain/runs/room-roles.ts';
import type { RunModel } from './runModel.ts';

const CALLS = [
  { value: 'Go', label: 'Go' },
  { value: 'No-go', label: 'No-go' },
] as const;

/** Calls go or no-go outside a gate: on what, by whom and why, recorded as a decision. */
export function CallDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { view } = model;
  const [call, setCall] = useState<(typeof CALLS)[number]['value']>('Go');
  const [what, setWhat] = useState('');
  const [ownerId, setOwnerId] = useState<PersonId | null>(
    roleHolders(view.notes).find(({ role }) => role === 'commander')?.personId ?? null,
  );
  return (
    <ReasonDialog
      title="Call go or no-go"
      confirm={`Record the ${call.toLowerCase()}`}
      label="Why"
      needed={call === 'No-go'}
      maxLength={1500}
      blocked={what.trim() === ''}
      onClose={close}
      act={(reason) =>
        client.warroom.log({
          runId: view.run.id,
          kind: 'decision',
          ownerId,
          text: `${call}: ${what.trim()}${reason === '' ? '' : `. ${reason}`}`,
        })
      }
    >
      <Segmented label="The call" options={CALLS} value={call} onChange={setCall} />
      <TextField
        label="On what"
        placeholder="Going on to the second region"
        required
        maxLength={300}
        data-autofocus
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <SelectField
        label="Who called it"
        placeholder="The operator"
        clearable
        options={view.people.map(({ id, name }) => ({ value: id, label: name }))}
        value={ownerId}
        onChange={setOwnerId}
      />
    </ReasonDialog>
  );
}
