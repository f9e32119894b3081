import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import type { Environment, Service } from '#shared/contract/catalogue.ts';
import type { Person, Team } from '#shared/contract/people.ts';
import type { Release } from '#shared/contract/releases.ts';
import { releaseName } from '#shared/domain/releases.ts';

/** What tickets point at, by id, so that rows and fields can say names. Lists are empty until they have arrived. */
export type Names = {
  readonly services: readonly Service[];
  readonly environments: readonly Environment[];
  readonly people: readonly Person[];
  readonly teams: readonly Team[];
  readonly releases: readonly Release[];
  /** Of whichever of them has the id. */
  readonly nameOf: (id: string) => string;
  readonly serviceName: (id: string) => string;
  readonly environmentName: (id: string) => string;
  readonly personName: (id: string | null) => string;
  readonly teamName: (id: string) => string;
  readonly releaseName: (id: string | null) => string;
};

const none: readonly never[] = [];

export function useNames(): Names {
  const catalogue = useQuery(orpc.catalogue.list.queryOptions({ meta: { topics: ['catalogue'] } }));
  const people = useQuery(orpc.people.list.queryOptions({ meta: { topics: ['people'] } }));
  const releases = useQuery(orpc.releases.list.queryOptions({ meta: { topics: ['releases'] } }));
  return useMemo(
    () =>
      namesOf(
        catalogue.data?.services ?? none,
        catalogue.data?.environments ?? none,
        people.data?.people ?? none,
        people.data?.teams ?? none,
        releases.data ?? none,
      ),
    [catalogue.data, people.data, releases.data],
  );
}

function namesOf(
  services: readonly Service[],
  environments: readonly Environment[],
  people: readonly Person[],
  teams: readonly Team[],
  releases: readonly Release[],
): Names {
  const nameById = new Map<string, string>();
  for (const thing of [...services, ...environments, ...people, ...teams]) nameById.set(thing.id, thing.name);
  for (const release of releases) nameById.set(release.id, releaseName(release));
  const name = (id: string | null) => (id ? (nameById.get(id) ?? '') : '');
  return {
    services,
    environments,
    people,
    teams,
    releases,
    nameOf: name,
    serviceName: name,
    environmentName: name,
    personName: name,
    teamName: name,
    releaseName: name,
  };
}
