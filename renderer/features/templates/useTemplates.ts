import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';

/** Templates and the catalogue of standard changes, as they are on disk now. */
export function useTemplates() {
  return useQuery(orpc.changeTemplates.list.queryOptions({ meta: { topics: ['changeTemplates'] } }));
}
