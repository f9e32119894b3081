import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';

/** Everything the Today screen shows. */
export function useToday() {
  return useQuery(
    orpc.today.view.queryOptions({
      meta: { topics: ['changes', 'releases', 'calendar', 'runs', 'people', 'backups', 'workspace'] },
    }),
  );
}
