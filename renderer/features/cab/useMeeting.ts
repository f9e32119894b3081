import { useMutation, useQuery } from '@tanstack/react-query';
import { useNames } from '#renderer/features/changes/names.ts';
import { orpc } from '#renderer/lib/client.ts';
import { toastError } from '#renderer/ui/toast.ts';
import type { CabMeeting, MeetingView } from '#shared/contract/cab.ts';
import { quorumOf } from '#shared/domain/approvals/cab.ts';

/** A meeting by id or reference with its agenda, read again when anything on it changes. */
export function useMeeting(key: string) {
  return useQuery(
    orpc.cab.get.queryOptions({
      input: { key },
      meta: { topics: ['cab', 'changes', 'releases', 'approvals', 'people', 'calendar'] },
    }),
  );
}

/** How many members are there, as the rule counts them. */
export function useQuorum(meeting: CabMeeting) {
  const { people } = useNames();
  return quorumOf(meeting, new Set(people.map(({ id }) => id)));
}

/** Runs an act of a button; what is refused is said in words that stay. `what` names it: `The item was not moved`. */
export function useAct(what: string) {
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onError: (error) => toastError(what, error),
  });
  return { run: act.mutate, busy: act.isPending };
}

/** The item that is being talked about, else the first that was not heard. */
export function currentOf({ lines }: MeetingView) {
  return (
    lines.find((line) => line.startedAt !== null && line.endedAt === null) ??
    lines.find((line) => line.outcome === null && !line.gone) ??
    lines[0]
  );
}
