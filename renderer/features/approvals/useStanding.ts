import { useQuery } from '@tanstack/react-query';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import type { VotedOn } from '#shared/contract/approvals.ts';
import type { ApprovalStanding } from '#shared/contract/standing.ts';

/** How the approvals of a change or release stand, kept up to date. */
export function useStanding(subject: VotedOn, enabled = true) {
  return useQuery(
    orpc.approvals.of.queryOptions({
      input: subject,
      enabled,
      meta: {
        topics: ['approvals', `${subject.kind}s/${subject.id}`, 'people', 'changePolicies', 'cab'],
      },
    }),
  );
}

/** Shows at once what an answer says, before the commit is heard of. */
export function takeStanding(standing: ApprovalStanding): void {
  queryClient.setQueryData(orpc.approvals.of.queryKey({ input: standing.subject }), standing);
}
