import type { Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import type { Person } from '#shared/contract/people.ts';
import { isInScope } from '#shared/domain/calendar/calendar.ts';
import { occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import type { Span } from '#shared/domain/calendar/spans.ts';
import type { Availability, Bookable, Surroundings } from '#shared/domain/conflicts/facts.ts';
import type { PersonId, ServiceId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../read.ts';
import { aheadIn } from './bookables.ts';
import type { PlanningFacts } from './planning-facts.ts';
import { relatedReleases } from './related-releases.ts';

/**
 * All that may touch one booking at a time, and what rides it: its neighbours in [startsAt, endsAt) and the releases it
 * is tied to.
 */
export function surroundingsOf(
  db: ReadDb,
  facts: PlanningFacts,
  span: Span,
  one: Bookable,
  riders: readonly Bookable[] = [],
): Surroundings {
  const rules = facts.rules.filter((rule) => rule.kind !== 'inform' && speaksOf(rule, one));
  return surroundingsFrom(db, facts, span, {
    all: [one, ...riders],
    near: aheadIn(db, facts, span.startsAt, span.endsAt),
    occurrences: rules.flatMap((rule) => occurrencesOf(rule, span.startsAt, span.endsAt)),
  });
}

/** The same for one or many bookings whose neighbours and window occurrences were read before. */
export function surroundingsFrom(
  db: ReadDb,
  facts: PlanningFacts,
  span: Span,
  read: {
    readonly all: readonly Bookable[];
    readonly near: readonly Bookable[];
    readonly occurrences: readonly Occurrence[];
  },
): Surroundings {
  const { all, near, occurrences } = read;
  const { planned, unplanned } = relatedReleases(db, facts, all);
  const known = new Set(near.map((one) => one.subject.id));
  const services = new Set(all.flatMap((one) => one.serviceIds));
  const people = new Set(all.flatMap((one) => one.people.map(({ id }) => id)));
  return {
    bookings: [...near, ...planned.filter((one) => !known.has(one.subject.id))],
    unplanned,
    occurrences,
    rules: facts.allow,
    services: servicesAround(facts, [...services]),
    people: [...people].map((id) => availabilityOf(db, facts, id, span)).filter((person) => person !== null),
    leadMinutes: facts.leadMinutes,
  };
}

/** A window that a slot was booked on belongs to it whatever it is scoped to by now. */
function speaksOf(rule: WindowRule, one: Bookable): boolean {
  return rule.id === one.slot?.windowId || isInScope(one, rule);
}

/** The services and their direct dependencies both ways. */
function servicesAround(facts: PlanningFacts, ids: readonly ServiceId[]): Surroundings['services'] {
  const all = new Set(ids);
  for (const id of ids) {
    for (const next of facts.services.get(id)?.dependsOn ?? []) all.add(next);
    for (const next of facts.usedBy.get(id) ?? []) all.add(next);
  }
  return [...all].flatMap((id) => facts.services.get(id) ?? []);
}

/** A person's usual time, and the duty and absence that touch the span; null when the person was removed. */
function availabilityOf(
  db: ReadDb,
  facts: PlanningFacts,
  id: PersonId,
  { startsAt, endsAt }: Span,
): Availability | null {
  const person = db.row<{ name: string; zone: string | null; hours: string | null }>(
    'SELECT name, zone, hours FROM person WHERE id = ? AND removed_at IS NULL',
    id,
  );
  if (!person) return null;
  const times = db.rows<{ kind: 'duty' | 'absence'; start: string; end: string; note: string }>(
    `SELECT kind, start, end, note FROM person_time WHERE person_id = ? AND removed_at IS NULL
       AND json_extract(start, '$.at') < ? AND json_extract(end, '$.at') > ?`,
    id,
    endsAt,
    startsAt,
  );
  return {
    id,
    name: person.name,
    zone: person.zone ?? facts.homeZone,
    hours: person.hours === null ? facts.hours : (JSON.parse(person.hours) as Person['hours']),
    times: times.map((time) => ({ ...time, start: JSON.parse(time.start), end: JSON.parse(time.end) })),
  };
}
