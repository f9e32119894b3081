import type { Booking, CalendarRange } from '#shared/contract/calendar.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import { asksFor } from '#shared/domain/conflicts/records.ts';
import type { EnvironmentId, ServiceId, TeamId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../read.ts';
import type { Booked } from './bookable-rows.ts';
import { bookedBatches } from './bookables.ts';
import { meetingMarksIn } from './cab.ts';
import { conflictsOfAll } from './conflicts.ts';
import { type PlanningFacts, planningFacts } from './planning-facts.ts';
import { trainMarksIn } from './trains.ts';
import { occurrencesInTurns } from './window-turns.ts';

/** Most bookings that are drawn; the rest is counted. */
const DRAWN = 2_000;

/** What the calendar is narrowed to: dimensions AND, values OR, empty or missing = all. */
export type CalendarFilter = {
  readonly serviceIds?: readonly ServiceId[] | undefined;
  readonly environmentIds?: readonly EnvironmentId[] | undefined;
  readonly teamIds?: readonly TeamId[] | undefined;
};
type Scope = { readonly [Dimension in keyof Required<CalendarFilter>]: readonly string[] };
type Asked = { readonly from: number; readonly until: number; readonly filter?: CalendarFilter | undefined };

/**
 * What the calendar shows of [from, until) (ms UTC), each booking with its conflicts as they stand at `now`. A long
 * range takes long to expand, so others get their turn meanwhile.
 */
export async function calendarRange(db: ReadDb, asked: Asked, now: number): Promise<CalendarRange> {
  const { from, until, filter = {} } = asked;
  const facts = planningFacts(db);
  const rules = facts.rules.filter((rule) =>
    touches(rule, filter, ['serviceIds', 'environmentIds', 'teamIds']),
  );
  const occurrences = await occurrencesInTurns(rules, from, until);
  return {
    occurrences,
    ...(await judgedBookingsIn(db, facts, asked, now)),
    meetings: meetingMarksIn(db, from, until),
    trains: trainMarksIn(db, from, until),
  };
}

/** Releases and changes planned in [from, until), earliest first, each with its conflicts; `more` counts those beyond what can be drawn. */
async function judgedBookingsIn(
  db: ReadDb,
  facts: PlanningFacts,
  { from, until, filter = {} }: Asked,
  now: number,
): Promise<{ readonly bookings: Booking[]; readonly more: number }> {
  const bookings: Booking[] = [];
  let more = 0;
  for await (const batch of bookedBatches(db, facts, from, until, 'all')) {
    const asked = batch.filter(({ bookable }) => touches(bookable, filter, ['environmentIds']));
    const drawn = asked.slice(0, DRAWN - bookings.length);
    more += asked.length - drawn.length;
    const conflicts = await conflictsOfAll(db, facts, drawn, now);
    for (const one of drawn) bookings.push(bookingOf(one, conflicts.get(one.bookable.subject.id) ?? []));
  }
  return { bookings, more };
}

/** The first bookings of [from, until) without their conflicts, for a screen that only says when. */
export async function bookingsIn(db: ReadDb, from: number, until: number): Promise<Booking[]> {
  const bookings: Booking[] = [];
  for await (const batch of bookedBatches(db, planningFacts(db), from, until, 'all')) {
    for (const one of batch) bookings.push(bookingOf(one, []));
    if (bookings.length >= DRAWN) break;
  }
  return bookings.slice(0, DRAWN);
}

/** A booking as the calendar draws it. */
export function bookingOf({ bookable: one, state }: Booked, conflicts: readonly Conflict[]): Booking {
  const open = conflicts.filter((conflict) => asksFor([conflict], { emergency: false }) !== 'nothing');
  return {
    kind: one.subject.kind,
    id: one.subject.id,
    ref: one.ref,
    title: one.title,
    state,
    startsAt: one.startsAt,
    endsAt: one.endsAt,
    tentative: one.status === 'tentative',
    serviceIds: [...one.serviceIds],
    environmentIds: [...one.environmentIds],
    teamIds: [...one.teamIds],
    releaseId: one.releaseId,
    rides: one.rides,
    hard: open.filter((conflict) => conflict.hard).length,
    soft: open.filter((conflict) => !conflict.hard).length,
    waits: conflicts.some((conflict) => conflict.standing === 'exception requested'),
  };
}

/** What names no value of a dimension is about all of it: a window without services, a booking without environments. */
function touches(one: Scope, filter: CalendarFilter, always: readonly (keyof Scope)[]): boolean {
  return (['serviceIds', 'environmentIds', 'teamIds'] as const).every((dimension) => {
    const wanted: readonly string[] = filter[dimension] ?? [];
    const named = one[dimension];
    if (wanted.length === 0) return true;
    return named.length === 0 ? always.includes(dimension) : named.some((id) => wanted.includes(id));
  });
}
