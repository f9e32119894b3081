import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import type { ChangePolicies } from '#shared/contract/change-policies.ts';
import { builtInPolicies } from '#shared/domain/changes/change-policies.ts';

/** Every policy of changes, and which of them the workspace has set. */
export function usePolicyQuery() {
  return useQuery(orpc.changePolicies.get.queryOptions({ meta: { topics: ['changePolicies'] } }));
}

/** The policies in force; the built-in ones for the moment before they have arrived. */
export function useChangePolicies(): ChangePolicies {
  return usePolicyQuery().data?.policies ?? builtInPolicies;
}
