import type { Release } from '#shared/contract/releases.ts';

export type ReleaseGroup = { readonly title: string; readonly releases: readonly Release[] };

/** Releases by what they ask of a person now; inside a group by time, those without a slot last, finished ones newest first. */
export function releaseGroups(releases: readonly Release[]): readonly ReleaseGroup[] {
  const groups: readonly { readonly title: string; readonly has: (release: Release) => boolean }[] = [
    { title: 'Running', has: ({ state }) => state === 'Deployment' },
    { title: 'To review and close', has: ({ state }) => ['Review', 'Failed', 'Backed out'].includes(state) },
    { title: 'Scheduled', has: ({ state }) => state === 'Scheduled' },
    {
      title: 'In preparation',
      has: ({ state }) => ['Planning', 'Build', 'Testing', 'Awaiting approval'].includes(state),
    },
    { title: 'Finished', has: ({ state }) => ['Closed', 'Cancelled'].includes(state) },
  ];
  return groups
    .map(({ title, has }) => ({
      title,
      releases: releases.filter(has).toSorted(title === 'Finished' ? newestFirst : soonestFirst),
    }))
    .filter((group) => group.releases.length > 0);
}

function soonestFirst(a: Release, b: Release): number {
  return (a.slot?.start.at ?? Number.MAX_SAFE_INTEGER) - (b.slot?.start.at ?? Number.MAX_SAFE_INTEGER);
}

function newestFirst(a: Release, b: Release): number {
  return finishedAt(b) - finishedAt(a);
}

function finishedAt(release: Release): number {
  return release.actualEndAt ?? release.slot?.end.at ?? release.createdAt;
}
