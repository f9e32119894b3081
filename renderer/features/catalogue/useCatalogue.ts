import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';

/** Services and environments of the workspace. */
export function useCatalogue() {
  return useQuery(orpc.catalogue.list.queryOptions({ meta: { topics: ['catalogue'] } }));
}
