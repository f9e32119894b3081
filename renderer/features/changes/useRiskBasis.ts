import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import type { Change } from '#shared/contract/changes.ts';
import { type RiskBasis, servicesWithHistory } from '#shared/domain/changes/risk.ts';
import { useForm } from './form.ts';
import { useChangePolicies } from './usePolicies.ts';

/** What the ticket on screen is judged by: the policy in force, the services, and how their last changes went. Null until all of it is here. */
export function useRiskBasis(change: Pick<Change, 'serviceIds'>): RiskBasis | null {
  const { services } = useForm().names;
  const model = useChangePolicies().riskModel;
  const input = useMemo(() => servicesWithHistory(change, services).map(({ id }) => id), [change, services]);
  const history = useQuery(
    orpc.changes.failRates.queryOptions({
      input,
      placeholderData: keepPreviousData,
      meta: { topics: ['changes'] },
    }),
  ).data;
  return useMemo(() => (history ? { model, services, history } : null), [model, services, history]);
}
