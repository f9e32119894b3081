import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Names } from '#renderer/features/changes/names.ts';
import { orpc } from '#renderer/lib/client.ts';
import type { ChangeFilter, GroupBy } from '#shared/contract/changes.ts';
import { orderGroups } from './groups.ts';
import { topicsOf } from './search.ts';
import type { TableGroup } from './sections.ts';

/** The groups of a filter in reading order; null when nothing is grouped, undefined until they are counted. */
export function useChangeGroups(
  filter: ChangeFilter,
  by: GroupBy | undefined,
  names: Names,
): readonly TableGroup[] | null | undefined {
  const { data } = useQuery(
    orpc.changeTable.groups.queryOptions({
      input: { filter, by: by ?? 'state' },
      enabled: by !== undefined,
      meta: { topics: topicsOf(filter) },
      placeholderData: keepPreviousData,
    }),
  );
  return useMemo(() => (by === undefined ? null : data && orderGroups(by, data, names)), [by, data, names]);
}
