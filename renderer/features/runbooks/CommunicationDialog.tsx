import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { formatTime, formatZone } from '#renderer/lib/format.ts';
import { SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { PersonId } from '#shared/domain/ids.ts';
import { communicationText } from '#shared/domain/runs/communications.ts';
import { roleHolders } from '#shared/domain/runs/room-roles.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import { recentTime } from './recentTime.ts';
import type { RunModel } from './runModel.ts';

/** Plans a communication: to whom, what it says, when it is due and who sends it. */
export function CommunicationDialog({
  model,
  close,
}: {
  readonly model: RunModel;
  readonly close: () => void;
}) {
  const { view, now } = model;
  const [audience, setAudience] = useState('');
  const [text, setText] = useState('');
  const [time, setTime] = useState(() => formatTime(now + 15 * MINUTE, view.zone));
  const [ownerId, setOwnerId] = useState<PersonId | null>(
    roleHolders(view.notes).find(({ role }) => role === 'communications')?.personId ?? null,
  );
  const log = useMutation(orpc.warroom.log.mutationOptions({ onSuccess: close }));
  const dueAt = comingTime(time, view.zone, now);
  const ready = audience.trim() !== '' && text.trim() !== '' && dueAt !== null;
  return (
    <FormDialog
      title="Plan a communication"
      confirm="Plan it"
      ready={ready}
      busy={log.isPending}
      act={() =>
        log.mutate({
          runId: view.run.id,
          kind: 'communication',
          text: communicationText(audience, text),
          ownerId,
          nextUpdateAt: dueAt,
        })
      }
      error={log.error}
      onClose={close}
    >
      <TextField
        label="To whom"
        placeholder="Customers, the service desk, the board"
        required
        maxLength={200}
        data-autofocus
        value={audience}
        onChange={(event) => setAudience(event.currentTarget.value)}
      />
      <TextField
        label="What it says"
        required
        maxLength={1700}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextField
        label={`Due at (${formatZone(view.zone, now)})`}
        description="The next time the clock shows it"
        required
        inputMode="numeric"
        maxLength={5}
        w={220}
        value={time}
        onChange={(event) => setTime(event.currentTarget.value)}
        error={dueAt === null ? 'Write the time as 02:10' : null}
      />
      <SelectField
        label="Who sends it"
        placeholder="The operator"
        clearable
        options={view.people.map(({ id, name }) => ({ value: id, label: name }))}
        value={ownerId}
        onChange={setOwnerId}
      />
    </FormDialog>
  );
}

/** The instant (ms UTC) at which clocks of the zone show `hh:mm` next, the running minute included; null when the text is no time. */
function comingTime(hhmm: string, zone: string, now: number): number | null {
  return recentTime(hhmm, zone, now + DAY - MINUTE - 1);
}
