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

/** Writes the move of a booking; once the calendar shows it, says so and offers to take it back. A refusal keeps the card. */
export function useMove(booking: Booking, byKeys: boolean) {
  const { zone: home, deviceId } = useWorkspace();
  return useMutation({
    mutationFn: async ({ target, onRecord }: { target: Span; onRecord: OnRecord }) => {
      const subject = subjectOf(booking);
      const moved = await client.calendar.move({
        subject,
        start: planInput(target.startsAt, home),
        minutes: minutesOf(target),
        ...onRecord,
      });
      const { entries } = await client.timeline.page({
        about: { entity: subject.kind, id: subject.id },
        limit: 1,
      });
      const entry = entries.find(({ device, undoable }) => device === deviceId && undoable);
      // The mark has to stand in its new place before what was carried disappears.
      await queryClient.refetchQueries({ queryKey: orpc.calendar.range.key(), type: 'active' });
      return { moved, entry };
    },
    onSuccess: ({ moved, entry }) => {
      putBack();
      if (byKeys) focusBooking(booking.ref);
      movedToast(moved.booking, home, entry === undefined ? null : { device: entry.device, seq: entry.seq });
    },
    onError: refuse,
  });
}
