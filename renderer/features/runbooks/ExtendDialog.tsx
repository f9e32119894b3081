import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { Segmented, SelectField } from '#renderer/ui/Fields.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { PersonId } from '#shared/domain/ids.ts';
import type { RunModel } from './runModel.ts';

const LONGER = [
  { value: '15', label: '15 min' },
  { value: '30', label: '30 min' },
  { value: '60', label: '1 h' },
  { value: '120', label: '2 h' },
] as const;

/** Moves the end of the window and of its protection, with who approved it and why. */
export function ExtendDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { run, zone, people } = model.view;
  const [minutes, setMinutes] = useState<(typeof LONGER)[number]['value']>('30');
  const [approverId, setApproverId] = useState<PersonId | null>(null);
  if (run.windowEndsAt === null || run.protectionEndsAt === null) return null;
  const more = Number(minutes) * 60_000;
  const windowEndsAt = run.windowEndsAt + more;
  const protectionEndsAt = run.protectionEndsAt + more;
  return (
    <ReasonDialog
      title="Extend the window"
      confirm="Extend"
      label="Why"
      needed
      blocked={approverId === null}
      onClose={close}
      act={async (reason) => {
        if (approverId === null) return;
        await client.runbooks.extend({ id: run.id, windowEndsAt, protectionEndsAt, approverId, reason });
      }}
    >
      <Segmented label="Longer by" options={LONGER} value={minutes} onChange={setMinutes} />
      <p>
        The window ends at <b>{formatTime(windowEndsAt, zone)}</b> instead of{' '}
        {formatTime(run.windowEndsAt, zone)}, its protection at <b>{formatTime(protectionEndsAt, zone)}</b>.
        {run.kind === 'live' && ' The conflicts of the release are judged by it from then on.'}
      </p>
      <SelectField
        label="Approved by"
        withAsterisk
        placeholder="Who said yes"
        options={people.map((person) => ({ value: person.id, label: person.name }))}
        value={approverId}
        onChange={setApproverId}
      />
    </ReasonDialog>
  );
}
