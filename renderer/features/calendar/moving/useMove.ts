import { useMutation } from '@tanstack/react-query';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { client, orpc, queryClient } from '#renderer/lib/client.ts';
import type { Booking } from '#shared/contract/calendar.ts';
import { movedToast } from './movedToast.tsx';
import { focusBooking, putBack, refuse } from './movingStore.ts';
import { subjectOf } from './subjectOf.ts';
import { minutesOf, planInput, type Span } from './target.ts';

/** What a move takes with it onto the record. */
export type OnRecord = {
  readonly reason?: string;
  readonly exception?: { readonly reason: string; readonly until: number };
};

const redraw = () => queryClient.refetchQueries({ queryKey: orpc.calendar.range.key(), type: 'active' });

/** Writes the move of a booking; once the calendar shows it, says so and offers to take it back. A refusal keeps the card. */
export function useMove(booking: Booking, byKeys: boolean) {
  const { zone: home, deviceId } = useWorkspace();
  const subject = subjectOf(booking);
  const move = (target: Span, onRecord: OnRecord) =>
    client.calendar.move({
      subject,
      start: planInput(target.startsAt, home),
      minutes: minutesOf(target),
      ...onRecord,
    });

  /** By the log where it lets the entry be undone; what is under assessment or scheduled moves back, which is on record too. */
  const wayBack = async () => {
    const about = { entity: subject.kind, id: subject.id };
    const { entries } = await client.timeline.page({ about, limit: 1 });
    const entry = entries.find(({ device, undoable }) => device === deviceId && undoable);
    return entry === undefined
      ? { word: 'Move back', act: () => move(booking, { reason: 'Taken back' }).then(redraw) }
      : {
          word: 'Undo',
          act: () => client.timeline.undo({ device: entry.device, seq: entry.seq }).then(redraw),
        };
  };
  return useMutation({
    mutationFn: async ({ target, onRecord }: { target: Span; onRecord: OnRecord }) => {
      const moved = await move(target, onRecord);
      // The mark has to stand in its new place before what was carried disappears. It is moved already, whatever fails now.
      const [back] = await Promise.all([wayBack().catch(() => null), redraw()]);
      return { moved, back };
    },
    onSuccess: ({ moved, back }) => {
      putBack();
      if (byKeys) focusBooking(booking.ref);
      movedToast(moved.booking, home, back);
    },
    onError: refuse,
  });
}
