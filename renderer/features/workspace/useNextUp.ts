import { useQuery } from '@tanstack/react-query';
import { client } from '#renderer/lib/client.ts';

/** What Today knows, for the frame. Its own copy that ticks of a run do not refresh: the frame shows nothing of single steps. */
export function useNextUp() {
  return useQuery({
    queryKey: ['frame', 'today'],
    queryFn: ({ signal }) => client.today.view(undefined, { signal }),
    meta: { topics: ['changes', 'releases', 'calendar', 'people', 'workspace'] },
  });
}
