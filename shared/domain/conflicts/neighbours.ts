import type { Subject } from '#shared/contract/conflicts.ts';
import { overlapMinutes } from '#shared/domain/calendar/calendar.ts';
import { overlaps } from '#shared/domain/calendar/spans.ts';
import type { PersonId, ServiceId } from '#shared/domain/ids.ts';
import { shortList } from '#shared/domain/wording.ts';
import type { Bookable, Surroundings } from './facts.ts';
import { bookingParty, type Finding, idsFact, softly, spoken, timeFact } from './finding.ts';

type ServiceOf = (id: ServiceId) => Surroundings['services'][number] | undefined;
type NameOf = (id: PersonId) => string;

/** Bookings that want the same service, one it depends on or that depends on it, or the same people at the same time. */
export function neighbourFindings(
  one: Bookable,
  others: readonly Bookable[],
  serviceOf: ServiceOf,
  nameOf: NameOf,
): Finding[] {
  const mine = new Set(one.serviceIds);
  const needed = new Set(one.serviceIds.flatMap((id) => serviceOf(id)?.dependsOn ?? []));
  // Most neighbours share nothing, so they are told apart before anything is made of them.
  const isNear = (id: ServiceId) =>
    mine.has(id) || needed.has(id) || (serviceOf(id)?.dependsOn.some((other) => mine.has(other)) ?? false);
  const found: Finding[] = [];
  for (const other of others) {
    if (!isInTheWay(one, other)) continue;
    if (!one.rides && !other.rides && other.serviceIds.some(isNear))
      found.push(...services(one, other, mine, serviceOf));
    if (other.people.some(({ id }) => one.people.some((person) => person.id === id)))
      found.push(...people(one, other, nameOf));
  }
  return found;
}

/** At the same time, and what may touch at all. */
function isInTheWay(one: Bookable, other: Bookable): boolean {
  return overlaps(one, other) && mayTouch(one, other);
}

type Touching = Pick<Bookable, 'environmentIds' | 'releaseId'> & { readonly subject: Subject | null };

/** In an environment of both, still to be done, another one and not of the same release. */
export function mayTouch(one: Touching, other: Bookable): boolean {
  return (
    other.status !== 'over' &&
    other.subject.id !== one.subject?.id &&
    shareEnvironment(one, other) &&
    !areOfOneRelease(one, other)
  );
}

function shareEnvironment(one: Touching, other: Touching): boolean {
  const [a, b] = [one.environmentIds, other.environmentIds];
  return a.length === 0 || b.length === 0 || a.some((id) => b.includes(id));
}

function areOfOneRelease(one: Touching, other: Touching): boolean {
  const mine = releaseOf(one);
  return mine !== null && mine === releaseOf(other);
}

function releaseOf({ subject, releaseId }: Touching): string | null {
  return subject?.kind === 'release' ? subject.id : releaseId;
}

function services(
  one: Bookable,
  other: Bookable,
  mine: ReadonlySet<ServiceId>,
  serviceOf: ServiceOf,
): Finding[] {
  const shared = other.serviceIds.filter((id) => mine.has(id));
  const found = shared.length > 0 ? [sameService(one, other, shared, serviceOf)] : [];
  const theirs = new Set(other.serviceIds);
  // Between what both touch anyway, a dependency says nothing new.
  const pairs = other.serviceIds
    .filter((id) => !mine.has(id))
    .flatMap((their) => dependencies(one, theirs, their, serviceOf));
  return pairs.length > 0 ? [...found, dependency(one, other, pairs, serviceOf)] : found;
}

type Pair = { readonly mine: ServiceId; readonly their: ServiceId; readonly up: boolean };

function dependencies(
  one: Bookable,
  theirs: ReadonlySet<ServiceId>,
  their: ServiceId,
  serviceOf: ServiceOf,
): Pair[] {
  const needed = serviceOf(their)?.dependsOn ?? [];
  return one.serviceIds
    .filter((mine) => !theirs.has(mine))
    .flatMap((mine): Pair[] => {
      if (serviceOf(mine)?.dependsOn.includes(their)) return [{ mine, their, up: true }];
      return needed.includes(mine) ? [{ mine, their, up: false }] : [];
    });
}

function sameService(
  one: Bookable,
  other: Bookable,
  shared: readonly ServiceId[],
  serviceOf: ServiceOf,
): Finding {
  const names = shared.map((id) => serviceOf(id)?.name ?? 'the same service');
  return {
    ...between('service booked', one, other),
    what: softly(`Same service ${tentatively(other)}booked`),
    sentence: `${spoken(other)} also changes ${shortList(names)} from {${other.startsAt}} to {${other.endsAt}}.`,
    resolve: apart(other),
    facts: `${timeFact(one)}; ${timeFact(other)}; ${idsFact(shared)}`,
  };
}

function dependency(one: Bookable, other: Bookable, pairs: readonly Pair[], serviceOf: ServiceOf): Finding {
  const name = (id: ServiceId) => serviceOf(id)?.name ?? 'a service';
  const said = pairs.map(({ mine, their, up }) =>
    up ? `${name(mine)} depends on ${name(their)}` : `${name(their)} depends on ${name(mine)}`,
  );
  return {
    ...between('dependency booked', one, other),
    what: softly(`Dependency ${tentatively(other)}booked`),
    sentence: `${spoken(other)} changes ${shortList([...new Set(pairs.map(({ their }) => name(their)))])} from {${other.startsAt}} to {${other.endsAt}}; ${shortList(said)}.`,
    resolve: apart(other),
    facts: `${timeFact(one)}; ${timeFact(other)}; ${pairs.map(pairFact).sort().join(',')}`,
  };
}

function people(one: Bookable, other: Bookable, nameOf: NameOf): Finding[] {
  return one.people.flatMap(({ id, as }, i) => {
    const there = other.people.find((person) => person.id === id)?.as;
    // Somebody who is both is named once, as what comes first.
    if (there === undefined || one.people.findIndex((person) => person.id === id) < i) return [];
    const does = there === 'validator' ? 'also validates' : 'is also assigned to';
    return [
      {
        ...between('person booked twice', one, other, `:${id}`),
        what: softly(`${roleName(as)} ${tentatively(other)}booked twice`),
        sentence: `${nameOf(id)} ${does} ${spoken(other)} from {${other.startsAt}} to {${other.endsAt}}.`,
        resolve: `Another ${as} resolves it, or ${lower(apart(other))}`,
        facts: `${timeFact(one)}; ${timeFact(other)}; ${idsFact([id])}`,
      },
    ];
  });
}

function between(kind: Finding['kind'], one: Bookable, other: Bookable, of = '') {
  return {
    key: `${kind}:${other.subject.id}${of}`,
    kind,
    hard: false,
    other: bookingParty(other),
    minutes: overlapMinutes(one, other),
  };
}

export const roleName = (as: 'assignee' | 'validator') => (as === 'validator' ? 'Validator' : 'Assignee');
const tentatively = ({ status }: Bookable) => (status === 'tentative' ? 'tentatively ' : '');
const pairFact = ({ mine, their, up }: Pair) => `${idsFact([mine])}${up ? '>' : '<'}${idsFact([their])}`;
const apart = (other: Bookable) => `A start at {${other.endsAt}} or later, or an end by {${other.startsAt}}.`;
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
