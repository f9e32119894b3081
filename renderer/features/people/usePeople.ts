import { useMutation, useQuery } from '@tanstack/react-query';
import { orpc, queryClient } from '#renderer/lib/client.ts';

/** People and teams of the workspace. */
export function usePeople() {
  return useQuery(orpc.people.list.queryOptions({ meta: { topics: ['people'] } }));
}

/** Names who operates this device from now on. */
export function useSetOperator() {
  return useMutation(
    orpc.people.setOperator.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.workspace.key() }),
    }),
  );
}
