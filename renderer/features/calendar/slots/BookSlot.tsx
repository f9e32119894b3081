import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { movedToast } from '#renderer/features/calendar/moving/movedToast.tsx';
import { minutesOf, planInput } from '#renderer/features/calendar/moving/target.ts';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { expandDateTimes } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FieldStack, ReasonField } from '#renderer/ui/Fields.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import type { FreeSlot } from '#shared/contract/calendar.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import css from './FindSlot.module.css';

/** Books a chosen free time: at once where nothing is asked, with a reason where that is; or says why it cannot be moved. */
export function BookSlot(props: {
  readonly subject: Subject;
  readonly slot: FreeSlot;
  readonly zone: string;
  readonly onBooked: () => void;
}) {
  const { subject, slot } = props;
  const { zone: home } = useWorkspace();
  const at = { start: planInput(slot.startsAt, home), minutes: minutesOf(slot) };
  const check = useQuery(
    orpc.conflicts.check.queryOptions({ input: { subject, at }, meta: { topics: ['calendar'] } }),
  );
  return (
    <QueryState query={check} what="What the time asks for">
      {({ fixed, asks }) =>
        fixed === '' ? (
          <BookForm {...props} asksReason={asks !== 'nothing'} home={home} />
        ) : (
          <p className={css.again}>It keeps its time. {expandDateTimes(fixed, props.zone)}</p>
        )
      }
    </QueryState>
  );
}

function BookForm(props: {
  readonly subject: Subject;
  readonly slot: FreeSlot;
  readonly home: string;
  readonly asksReason: boolean;
  readonly onBooked: () => void;
}) {
  const { subject, slot, home, asksReason } = props;
  const [reason, setReason] = useState('');
  const book = useMutation({
    mutationFn: () => bookSlot(subject, slot, home, reason.trim()),
    onSuccess: (ref) => {
      movedToast({ ref, startsAt: slot.startsAt }, home, null);
      props.onBooked();
    },
  });
  const sent = useRef(false);
  useEffect(() => {
    if (asksReason || sent.current) return;
    sent.current = true;
    book.mutate();
  });
  if (!asksReason && book.error === null) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!book.isPending && reason.trim() !== '') book.mutate();
  };
  return (
    <form className={css.again} onSubmit={submit}>
      <FieldStack>
        <ReasonField
          description="Goes on the record with the new time."
          value={reason}
          autoFocus
          onChange={setReason}
        />
        <Refusal error={book.error} />
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
  const said = reason === '' ? {} : { reason };
  const { booking } = await client.calendar.move({ subject, start, minutes, ...said });
  return booking.ref;
}
