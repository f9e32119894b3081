import type { FreeSlot } from '#shared/contract/calendar.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import { isInScope } from '#shared/domain/calendar/calendar.ts';
import { type SlotWish, slotSpan } from '#shared/domain/calendar/slot-wish.ts';
import { findSlots } from '#shared/domain/calendar/slots.ts';
import type { Bookable } from '#shared/domain/conflicts/facts.ts';
import type { ChangeId, EnvironmentId, PersonId, ServiceId } from '#shared/domain/ids.ts';
import { notFound } from '#shared/domain/refusal.ts';
import type { ReadDb } from '../read.ts';
import { teamsOf } from './bookable-rows.ts';
import { bookedBatches, loadSubject } from './bookables.ts';
import { type PlanningFacts, planningFacts } from './planning-facts.ts';
import { mustExist } from './references.ts';
import { surroundingsFrom } from './surroundings.ts';
import { occurrencesInTurns } from './window-turns.ts';

type Asked = {
  readonly subject?: Subject | undefined;
  readonly minutes: number;
  readonly serviceIds?: readonly ServiceId[] | undefined;
  readonly environmentId?: EnvironmentId | null | undefined;
  readonly personIds?: readonly PersonId[] | undefined;
  readonly leadMinutes: number;
  readonly from?: number | undefined;
  readonly between?: { readonly from: string; readonly until: string } | undefined;
  readonly limit: number;
};

/**
 * The next free times for a change or release, or why there is none. What is not given is taken from the subject.
 * Throws NOT_FOUND. Ninety days of a busy calendar take long to read, so others get their turn meanwhile.
 */
export async function freeSlots(
  db: ReadDb,
  asked: Asked,
  now: number,
): Promise<{ readonly slots: FreeSlot[]; readonly none: string }> {
  const facts = planningFacts(db);
  const one = wantedOf(db, facts, asked);
  const wish = wishOf(facts, one, asked, now);
  const span = slotSpan(wish);
  const rules = facts.rules.filter((rule) => rule.kind === 'inform' || isInScope(one, rule));
  const occurrences = await occurrencesInTurns(rules, span.startsAt, span.endsAt);
  const near: Bookable[] = [];
  for await (const batch of bookedBatches(db, facts, span.startsAt, span.endsAt, 'ahead')) {
    for (const { bookable } of batch) near.push(bookable);
  }
  return findSlots(wish, surroundingsFrom(db, facts, span, { all: [one], near, occurrences }));
}

/** What a time is looked for, as a booking without one: the subject with what is said otherwise. */
function wantedOf(db: ReadDb, facts: PlanningFacts, asked: Asked): Bookable {
  const { subject, serviceIds, environmentId, personIds } = asked;
  mustExist(db, { service: serviceIds ?? [], environment: [environmentId], person: personIds ?? [] });
  const found = subject && loadSubject(db, facts, subject);
  if (subject && !found) throw notFound(subject.kind === 'change' ? 'This change' : 'This release');
  const one = found?.bookable ?? NOTHING;
  const services = serviceIds ?? one.serviceIds;
  return {
    ...one,
    serviceIds: services,
    teamIds: teamsOf(facts, services),
    environmentIds:
      environmentId === undefined ? one.environmentIds : environmentId === null ? [] : [environmentId],
    people: (personIds ?? peopleOf(db, one)).map((id) => ({ id, as: 'assignee' as const })),
  };
}

/** Who has to be there: of a release whoever carries out or validates what is aboard. */
function peopleOf(db: ReadDb, { subject, people }: Bookable): PersonId[] {
  if (subject.kind === 'change') return people.map(({ id }) => id);
  const aboard = db.rows<{ id: PersonId | null }>(
    `SELECT assignee_id AS id FROM change WHERE release_id = ? AND removed_at IS NULL AND state <> 'Cancelled'
     UNION SELECT validator_id FROM change WHERE release_id = ? AND removed_at IS NULL AND state <> 'Cancelled'`,
    subject.id,
    subject.id,
  );
  return aboard.flatMap(({ id }) => id ?? []);
}

function wishOf(facts: PlanningFacts, one: Bookable, asked: Asked, now: number): SlotWish {
  return {
    subject: asked.subject ?? null,
    releaseId: one.subject.kind === 'release' ? one.subject.id : one.releaseId,
    serviceIds: one.serviceIds,
    environmentIds: one.environmentIds,
    teamIds: one.teamIds,
    personIds: one.people.map(({ id }) => id),
    dependsOn: one.dependsOn,
    minutes: asked.minutes,
    leadMinutes: asked.leadMinutes,
    now,
    from: asked.from ?? now,
    between: asked.between ?? null,
    homeZone: facts.homeZone,
    limit: asked.limit,
  };
}

/** For a wish without a subject: no booking has this id. */
const NOTHING: Bookable = {
  subject: { kind: 'change', id: '00000000-0000-0000-0000-000000000000' as ChangeId },
  ref: '',
  title: '',
  startsAt: 0,
  endsAt: 0,
  status: 'tentative',
  emergency: false,
  type: null,
  serviceIds: [],
  environmentIds: [],
  teamIds: [],
  people: [],
  releaseId: null,
  rides: false,
  dependsOn: [],
  trainId: null,
  departureNumber: null,
  createdAt: 0,
  slot: null,
};
