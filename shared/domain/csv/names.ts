import type { Environment, Service } from '#shared/contract/catalogue.ts';
import type { Person } from '#shared/contract/people.ts';
import type { EnvironmentId, PersonId, ServiceId } from '../ids.ts';

export type KnownPerson = Pick<Person, 'id' | 'name' | 'email'>;
export type KnownService = Pick<Service, 'id' | 'name' | 'tier' | 'dependsOn'>;

/** Finds things by the names a table gives them. Null = not known, or several bear the name. */
export type Names = {
  person(name: string): PersonId | null;
  service(name: string): ServiceId | null;
  environment(name: string): EnvironmentId | null;
};

/**
 * Names of people (also `Last, First`, an e-mail address, `Name <address>`), services and environments (also by kind,
 * where only one is of it). Capitals do not count.
 */
export function createNames(known: {
  readonly people: readonly KnownPerson[];
  readonly services: readonly KnownService[];
  readonly environments: readonly Environment[];
}): Names {
  const people = indexed(known.people, ({ name, email }) => [name, email, lastFirst(name)]);
  const services = indexed(known.services, ({ name }) => [name]);
  const environments = indexed(known.environments, ({ name, kind }) => [
    name,
    ...(known.environments.filter((one) => one.kind === kind).length === 1 ? [kind, shortKind[kind]] : []),
  ]);
  return {
    person: (name) => {
      const address = /<([^<>]+@[^<>]+)>\s*$/.exec(name)?.[1];
      return (
        (address && people(address)) || people(name) || people(name.replace(/\s*[(<][^()<>]*[)>]\s*$/, ''))
      );
    },
    service: services,
    environment: environments,
  };
}

/** The text by which {@link createNames} finds a person again. */
export function writePerson(person: KnownPerson, all: readonly KnownPerson[]): string {
  const same = all.filter((one) => plain(one.name) === plain(person.name)).length > 1;
  return same && person.email !== '' ? `${person.name} <${person.email}>` : person.name;
}

const shortKind = { dev: 'development', test: 'testing', staging: 'stage', production: 'prod', other: '' };

function indexed<T extends { readonly id: string }>(
  all: readonly T[],
  namesOf: (one: T) => readonly string[],
) {
  const found = new Map<string, T['id'] | null>();
  for (const one of all) {
    for (const name of new Set(namesOf(one).map(plain))) {
      if (name !== '') found.set(name, found.has(name) ? null : one.id);
    }
  }
  return (name: string): T['id'] | null => found.get(plain(name)) ?? null;
}

function lastFirst(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.length < 2 ? '' : `${words.at(-1)}, ${words.slice(0, -1).join(' ')}`;
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
