import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FieldStack, TextArea } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import type { FreeSlot } from '#shared/contract/calendar.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import { movedToast } from '../moving/movedToast.tsx';
import { minutesOf, planInput } from '../moving/target.ts';
import css from './FindSlot.module.css';

/** Books a free time at once; when that is refused, says why and takes a reason with it the next time. */
export function BookSlot(props: {
  readonly subject: Subject;
  readonly slot: FreeSlot;
  readonly onBooked: () => void;
}) {
  const { subject, slot } = props;
  const { zone: home } = useWorkspace();
  const [reason, setReason] = useState('');
  const book = useMutation({
    mutationFn: () => bookSlot(subject, slot, home, reason.trim()),
    onSuccess: (ref) => {
      movedToast({ ref, startsAt: slot.startsAt }, home, null);
      props.onBooked();
    },
  });
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    book.mutate();
  });
  if (book.error === null) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!book.isPending) book.mutate();
  };
  return (
    <form className={css.again} onSubmit={submit}>
      <FieldStack>
        <Refusal error={book.error} />
        <TextArea
          label="Reason"
          value={reason}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          dir="auto"
          autoFocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div>
          <Button variant="primary" type="submit" disabled={book.isPending || reason.trim() === ''}>
            Book with this reason
          </Button>
        </div>
      </FieldStack>
    </form>
  );
}

/** A release without a slot is booked, everything else is moved. Answers with its reference. */
async function bookSlot(subject: Subject, slot: FreeSlot, zone: string, reason: string): Promise<string> {
  const start = planInput(slot.startsAt, zone);
  const minutes = minutesOf(slot);
  if (subject.kind === 'release') {
    const release = await client.releases.get({ key: subject.id });
    if (release.slot === null) {
      await client.releases.book({ id: subject.id, windowId: slot.windowId, start, minutes });
      return release.ref;
    }
  }
  const { booking } = await client.calendar.move({
    subject,
    start,
    minutes,
    ...(reason === '' ? {} : { reason }),
  });
  return booking.ref;
}
