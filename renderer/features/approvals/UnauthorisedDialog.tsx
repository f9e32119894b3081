import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { ReasonField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import { HOUR, localTime, planTime, planTimeAt } from '#shared/domain/time.ts';

/** Records a change that was carried out without authorisation: an emergency ticket in Review, whose approval is then owed. */
export function UnauthorisedDialog({ onClose }: { readonly onClose: () => void }) {
  const zone = useZone();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState(() => partsOf(Date.now() - HOUR, zone));
  const [until, setUntil] = useState(() => partsOf(Date.now(), zone));
  const record = useMutation({
    mutationFn: () =>
      client.changes.recordUnauthorised({
        fields: { title: title.trim() },
        actualStartAt: instantOf(from, zone),
        actualEndAt: instantOf(until, zone),
        reason: reason.trim(),
      }),
    onSuccess: (change) => {
      onClose();
      void navigate({ to: '/change/$key', params: { key: change.ref } });
    },
  });
  const whole = isTime(from) && isTime(until);
  const ready = title.trim() !== '' && reason.trim() !== '' && whole;
  return (
    <FormDialog
      title="Record an unauthorised change"
      confirm="Record and open"
      ready={ready}
      busy={record.isPending}
      act={() => record.mutate()}
      error={record.error}
      onClose={onClose}
    >
      <p>
        It becomes an emergency change in Review with the times it really had. Its approval is owed from now
        on, and it is closed with it.
      </p>
      <TextField
        label="What was changed"
        value={title}
        maxLength={500}
        dir="auto"
        data-autofocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <LocalTimeField
        label="Began"
        date={from.date}
        time={from.time}
        error={isTime(from) ? undefined : 'Give a date and a time'}
        onChange={(date, time) => setFrom({ date, time })}
      />
      <LocalTimeField
        label="Ended"
        date={until.date}
        time={until.time}
        error={isTime(until) ? undefined : 'Give a date and a time'}
        onChange={(date, time) => setUntil({ date, time })}
      />
      <ReasonField label="How it came to light" value={reason} onChange={setReason} />
    </FormDialog>
  );
}

type Parts = { readonly date: string; readonly time: string };

function partsOf(at: number, zone: string): Parts {
  const [date = '', time = ''] = planTimeAt(at, zone).local.split('T');
  return { date, time };
}

function isTime({ date, time }: Parts): boolean {
  return localTime.safeParse(`${date}T${time}`).success;
}

function instantOf({ date, time }: Parts, zone: string): number {
  return planTime({ local: `${date}T${time}`, zone }).at;
}
