import { useMutation } from '@tanstack/react-query';
import { useNameOf } from '#renderer/features/conflicts/useConflicts.ts';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Booking } from '#shared/contract/calendar.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import { putBackAndFocus } from './movingStore.ts';
import { askedAheadWords } from './movingWords.ts';
import { minutesOf, planInput, type Span } from './target.ts';

type Asked = {
  readonly target: Span;
  readonly conflicts: readonly Conflict[];
  readonly reason: string;
  readonly until: number;
};

/** Asks for the exceptions that a target needs, ahead of the move: the booking goes back to its place and waits there. */
export function useAskAhead(booking: Booking) {
  const { zone: home, operatorId } = useWorkspace();
  const nameOf = useNameOf();
  return useMutation({
    mutationFn: async ({ target, conflicts, reason, until }: Asked) => {
      const at = { start: planInput(target.startsAt, home), minutes: minutesOf(target) };
      for (const { subject, key } of conflicts) {
        await client.conflicts.requestException({ subject, key, reason, until, at });
      }
    },
    onSuccess: (_, { target }) => {
      putBackAndFocus();
      toastDone(askedAheadWords(booking.ref, target, nameOf(operatorId), home));
    },
  });
}
