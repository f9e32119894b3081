import type { Occurrence } from '#shared/contract/calendar.ts';
import { overlapping, overlaps } from '#shared/domain/calendar/spans.ts';
import type { PersonId, ServiceId } from '#shared/domain/ids.ts';
import type { Bookable, FoundConflict, Surroundings } from './facts.ts';
import { asFound } from './finding.ts';
import { neighbourFindings } from './neighbours.ts';
import { leadFindings, orderFindings } from './order.ts';
import { peopleFindings } from './people.ts';
import { windowFindings } from './windows.ts';

/** What is looked up for one booking: the same surroundings, narrowed to what may touch it. */
type Near = {
  readonly bookings: readonly Bookable[];
  readonly occurrences: readonly Occurrence[];
};

/**
 * Conflicts of one booking with what is around it, hard ones first. It costs as much as there is in `around`: give it
 * what overlaps the time. Source of the kinds: product.md, "Calendar".
 */
export function conflictsOf(one: Bookable, around: Surroundings): FoundConflict[] {
  return judge(one, around, around, lookups(around));
}

/**
 * Conflicts of many bookings with each other and with what is around them, by id of the subject; the same as asking
 * `conflictsOf` for each with all of them around. One sweep over time, so it costs n log n and what overlaps.
 */
export function conflictsAmong(
  bookings: readonly Bookable[],
  around: Surroundings,
): ReadonlyMap<string, readonly FoundConflict[]> {
  const all = [...new Map([...around.bookings, ...bookings].map((one) => [one.subject.id, one])).values()];
  const others = overlapping(bookings, all);
  const occurrences = overlapping(bookings, around.occurrences);
  const ordered = ordersOf(all);
  const known = lookups(around);
  return new Map(
    bookings.map((one) => {
      const near = {
        bookings: [...new Set([...(others.get(one) ?? []), ...ordered(one)])],
        occurrences: occurrences.get(one) ?? [],
      };
      return [one.subject.id, judge(one, around, near, known)];
    }),
  );
}

/** Bookings whose conflicts may differ once one of them has moved: those it met before and those it meets now. */
export function touchedBy(
  move: { readonly before: Bookable | null; readonly after: Bookable | null },
  bookings: readonly Bookable[],
): Bookable[] {
  const ends = [move.before, move.after].filter((end) => end !== null);
  return bookings.filter((other) => ends.some((end) => overlaps(end, other) || areOrdered(end, other)));
}

function judge(one: Bookable, around: Surroundings, near: Near, known: Lookups): FoundConflict[] {
  if (one.status === 'over') return [];
  return asFound(one, [
    ...windowFindings(one, near.occurrences, around.rules, known.serviceOf),
    ...neighbourFindings(one, near.bookings, known.serviceOf, known.nameOf),
    ...peopleFindings(one, known.personOf),
    ...orderFindings(one, near.bookings, around.unplanned),
    ...leadFindings(one, around.leadMinutes),
  ]);
}

type Lookups = ReturnType<typeof lookups>;

function lookups({ services, people }: Surroundings) {
  const serviceById = new Map(services.map((service) => [service.id, service]));
  const personById = new Map(people.map((person) => [person.id, person]));
  return {
    serviceOf: (id: ServiceId) => serviceById.get(id),
    personOf: (id: PersonId) => personById.get(id),
    nameOf: (id: PersonId) => personById.get(id)?.name ?? 'Somebody',
  };
}

/** Releases that have an order with a booking, wherever they are planned. */
function ordersOf(all: readonly Bookable[]): (one: Bookable) => readonly Bookable[] {
  const byId = new Map(all.map((one) => [one.subject.id as string, one]));
  const waiting = Map.groupBy(
    all.flatMap((one) => one.dependsOn.map((id) => ({ id: id as string, one }))),
    ({ id }) => id,
  );
  const trains = Map.groupBy(
    all.filter((one) => one.trainId !== null),
    (one) => one.trainId,
  );
  return (one) => [
    ...one.dependsOn.flatMap((id) => byId.get(id) ?? []),
    ...(waiting.get(one.subject.id) ?? []).map((waiter) => waiter.one),
    ...(one.trainId === null ? [] : (trains.get(one.trainId) ?? [])),
  ];
}

function areOrdered(one: Bookable, other: Bookable): boolean {
  return (
    one.dependsOn.some((id) => id === other.subject.id) ||
    other.dependsOn.some((id) => id === one.subject.id) ||
    (one.trainId !== null && one.trainId === other.trainId)
  );
}
