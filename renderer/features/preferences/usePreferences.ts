import { useMutation, useQuery } from '@tanstack/react-query';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { usualColumns } from '#shared/domain/changes/change-columns.ts';

const DEFAULTS: Preferences = {
  theme: 'system',
  wallTheme: 'dark',
  density: 'normal',
  changeViews: [],
  changeColumns: usualColumns,
  localApi: false,
  notices: { sound: false, system: false, rehearsals: false },
  presenter: { on: false, host: '127.0.0.1', port: null },
};

/** What this device remembers of its person's taste; the defaults until they are read or when no file is open. */
export function usePreferences(): Preferences {
  const { data } = useQuery(
    orpc.preferences.get.queryOptions({ meta: { topics: ['preferences'] }, retry: false }),
  );
  return data ?? DEFAULTS;
}

/** Changes some preferences of this device. */
export function useSetPreferences() {
  return useMutation(
    orpc.preferences.set.mutationOptions({
      onSuccess: (saved) => queryClient.setQueryData(orpc.preferences.get.queryKey(), saved),
    }),
  );
}
