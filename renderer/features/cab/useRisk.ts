import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { useChangePolicies } from '#renderer/features/changes/usePolicies.ts';
import { orpc } from '#renderer/lib/client.ts';
import type { Change } from '#shared/contract/changes.ts';
import { riskOf, servicesWithHistory } from '#shared/domain/changes/risk.ts';

/** The risk of a change with its lines, by the policy in force; null until all of it is here. */
export function useRisk(change: Change): ReturnType<typeof riskOf> | null {
  const { services } = useNames();
  const model = useChangePolicies().riskModel;
  const input = useMemo(() => servicesWithHistory(change, services).map(({ id }) => id), [change, services]);
  const history = useQuery(
    orpc.changes.failRates.queryOptions({ input, meta: { topics: ['changes'] } }),
  ).data;
  return history ? riskOf(change, { model, services, history }) : null;
}
