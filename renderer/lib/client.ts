import { createORPCClient } from '@orpc/client';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { notifyManager, QueryClient } from '@tanstack/react-query';
import type { Client } from '#shared/contract/index.ts';
import { ConnectionLost } from './errors.ts';
import { takeCode } from './session.ts';
import { createTransport } from './transport.ts';

takeCode();

/** Every route of the contract as an async function; the page cannot tell which shell answers. */
export const client: Client = createORPCClient(createTransport());

/** Query and mutation options for TanStack Query, one per route. */
export const orpc = createTanstackQueryUtils(client);

// By default what was fetched is told in a task of its own: whoever waited for the fetch then drew a frame before it.
notifyManager.setScheduler(queueMicrotask);

/** One cache per window. The main process is on this computer, so nothing depends on the network and nothing goes stale by age: `live.ts` says what changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (count, error) => error instanceof ConnectionLost && count < 20,
      retryDelay: 200,
    },
    mutations: { networkMode: 'always' },
  },
});
