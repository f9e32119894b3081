import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, ReasonField, TextField } from '#renderer/ui/Fields.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { HOUR, localTime, planTime, planTimeAt } from '#shared/domain/time.ts';

/** Records a change that was carried out without authorisation: an emergency ticket in Review, whose approval is then owed. */
export function UnauthorisedDialog({ onClose }: { readonly onClose: () => void }) {
  const form = useId();
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
  const ready = title.trim() !== '' && reason.trim() !== '' && whole && !record.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) record.mutate();
  };
  return (
    <Dialog
      title="Record an unauthorised change"
      opened
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} disabled={!ready}>
            Record and open
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <FieldStack>
          <p>
            It becomes an emergency change in Review with the times it really had. Its approval is owed from
            now on, and it is closed with it.
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
          <Refusal error={record.error} />
        </FieldStack>
      </form>
    </Dialog>
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
