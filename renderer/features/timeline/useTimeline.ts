import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { usePeople } from '#renderer/features/people/usePeople.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import type { Client } from '#shared/contract/index.ts';
import type { TimelineEntry } from '#shared/contract/timeline.ts';
import { releaseName } from '#shared/domain/releases.ts';
import type { Reader } from './values.ts';
import { type Story, storyOf } from './wording.ts';

type Page = Parameters<Client['timeline']['page']>[0];
export type TimelineFilter = Pick<Page, 'about' | 'actorId'>;

export type ToldEntry = { readonly entry: TimelineEntry; readonly story: Story };

/** The timeline, newest first, told in words; a late entry stands at the time it happened. `aboutId`: the thing on whose page it stands. */
export function useTimeline(filter: TimelineFilter, limit: number, aboutId: string | null = null) {
  const reader = useReader();
  const query = useInfiniteQuery(
    orpc.timeline.page.infiniteOptions({
      input: (before: Page['before'] | null) => ({ ...filter, limit, ...(before ? { before } : {}) }),
      initialPageParam: null as Page['before'] | null,
      getNextPageParam: (last) => {
        const oldest = last.entries.at(-1);
        return last.more && oldest ? { device: oldest.device, seq: oldest.seq } : null;
      },
      meta: { topics: ['timeline'] },
    }),
  );
  const told = useMemo((): readonly ToldEntry[] | undefined => {
    const entries = query.data?.pages.flatMap((page) => page.entries);
    return entries
      ?.map((entry) => ({ entry, story: storyOf(entry, reader, aboutId) }))
      .filter(({ story }) => story.sentences.length > 0)
      .toSorted((a, b) => b.story.at - a.story.at);
  }, [query.data, reader, aboutId]);
  return { query, told };
}

/** Names and times for the wording, from what the page knows already. */
export function useReader(): Reader {
  const names = useNames();
  const people = usePeople();
  const zone = useZone();
  return useMemo(() => {
    const nameById = new Map<string, string>();
    for (const { id, name } of [...names.services, ...names.environments, ...names.people])
      nameById.set(id, name);
    for (const { id, name } of people.data?.teams ?? []) nameById.set(id, name);
    for (const release of names.releases) nameById.set(release.id, `${release.ref} ${releaseName(release)}`);
    return {
      nameOf: (id) => nameById.get(id) ?? null,
      moment: (at) => formatDateTime(at, zone),
    };
  }, [names, people.data, zone]);
}
