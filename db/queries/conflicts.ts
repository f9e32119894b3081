import type { Conflict, Subject } from '#shared/contract/conflicts.ts';
import { isInScope } from '#shared/domain/calendar/calendar.ts';
import { occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import type { Span } from '#shared/domain/calendar/spans.ts';
import { conflictsAmong, conflictsOf } from '#shared/domain/conflicts/engine.ts';
import type { Bookable, FoundConflict } from '#shared/domain/conflicts/facts.ts';
import { mayMove } from '#shared/domain/conflicts/moving.ts';
import { asksFor, needsApprovalFirst, withStanding } from '#shared/domain/conflicts/records.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { DAY } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import { createTurns } from '../turns.ts';
import type { Booked } from './bookable-rows.ts';
import { aheadIn, bookedBatches, isInSlot, loadSubject, ridersOf } from './bookables.ts';
import { recordsAbout } from './conflict-records.ts';
import { type PlanningFacts, planningFacts } from './planning-facts.ts';
import { surroundingsFrom, surroundingsOf } from './surroundings.ts';
import { occurrencesInTurns } from './window-turns.ts';

/** Most conflicts that are listed. */
const LISTED = 500;
const LONG = 31 * DAY;
/** Bookings that are judged between two turns: where dozens meet in one night, each takes a while. */
const AT_ONCE = 25;

export type Judged = {
  readonly one: Bookable;
  /** Whether it rides its release as it stands, also when it was looked at elsewhere. */
  readonly rides: boolean;
  readonly state: Booked['state'];
  /** False where no time is planned, so that nothing is in its way. */
  readonly planned: boolean;
  readonly conflicts: readonly Conflict[];
  /** Of a release: what the changes that ride it meet, each named from its own change. */
  readonly riding: readonly Conflict[];
};

/** Conflicts a change or release has, or would have at another time, with what is on record about each. Throws NOT_FOUND. */
export function conflictsAt(db: ReadDb, subject: Subject, now: number, at?: Span): readonly Conflict[] {
  return judged(db, planningFacts(db), subject, now, at).conflicts;
}

/** A booking with its conflicts, judged by facts that were read before. Throws NOT_FOUND. */
export function judged(db: ReadDb, facts: PlanningFacts, subject: Subject, now: number, at?: Span): Judged {
  const found = loadSubject(db, facts, subject);
  if (!found) throw notFound(subject.kind === 'change' ? 'This change' : 'This release');
  const { state } = found;
  const planned = found.planned || at !== undefined;
  const { rides } = found.bookable;
  // At another time its slot is decided anew, and what comes to lie in that of its release rides it.
  const one = at
    ? { ...found.bookable, ...at, slot: null, rides: rides || isInSlot(db, found.bookable.releaseId, at) }
    : found.bookable;
  if (!planned || one.status === 'over') return { one, rides, state, planned, conflicts: [], riding: [] };
  const riders = subject.kind === 'release' ? ridersOf(db, facts, subject.id, at) : [];
  const around = surroundingsOf(db, facts, one, one, riders);
  const standingOf = (of: Bookable) =>
    withStanding(conflictsOf(of, around), recordsAbout(db, [of.subject.id]), now);
  return { one, rides, state, planned, conflicts: standingOf(one), riding: riders.flatMap(standingOf) };
}

/** What the page is told while somebody drags: the conflicts there, what letting go asks for, and why it cannot move at all. */
export function checkBooking(
  db: ReadDb,
  subject: Subject,
  now: number,
  at?: Span,
): {
  conflicts: Conflict[];
  asks: 'nothing' | 'reason' | 'exception';
  approvalFirst: boolean;
  fixed: string;
} {
  const { one, ...found } = judged(db, planningFacts(db), subject, now, at);
  const conflicts = [...found.conflicts, ...found.riding];
  const verdict = mayMove(movedOf(db, subject, found, ''));
  const asks = asksFor(conflicts, one);
  return {
    conflicts,
    asks: asks === 'nothing' && verdict.ok && verdict.needsReason ? 'reason' : asks,
    approvalFirst: needsApprovalFirst(one),
    fixed: verdict.ok ? '' : verdict.reason,
  };
}

/** What the rule of moving asks about a booking. */
export function movedOf(
  db: ReadDb,
  subject: Subject,
  { state, rides }: Pick<Judged, 'state' | 'rides'>,
  reason: string,
): Parameters<typeof mayMove>[0] {
  if (subject.kind === 'release') return { kind: 'release', state, reason } as Parameters<typeof mayMove>[0];
  const onHold = db.row('SELECT 1 FROM change WHERE id = ? AND on_hold = 1', subject.id) !== undefined;
  return { kind: 'change', state, rides, onHold, reason } as Parameters<typeof mayMove>[0];
}

/** Conflicts of every booking that touches [from, until), earliest first; at most 500. Gives others their turn meanwhile. */
export async function conflictsIn(db: ReadDb, from: number, until: number, now: number): Promise<Conflict[]> {
  const facts = planningFacts(db);
  const found: Conflict[] = [];
  for await (const batch of bookedBatches(db, facts, from, until, 'ahead')) {
    const byId = await conflictsOfAll(db, facts, batch, now);
    found.push(...batch.flatMap(({ bookable }) => byId.get(bookable.subject.id) ?? []));
    if (found.length >= LISTED) break;
  }
  return found.slice(0, LISTED);
}

/** Freezes that somebody's booking in [from, until) lies in, earliest first. Nothing else is looked at, so it is quick. */
export async function freezesIn(db: ReadDb, from: number, until: number, now: number): Promise<Conflict[]> {
  const facts = planningFacts(db);
  const rules = facts.rules.filter((rule) => rule.kind === 'deny');
  const nothing = {
    bookings: [],
    unplanned: [],
    rules: [],
    services: [...facts.services.values()],
    people: [],
  };
  const leadMinutes = { standard: 0, normal: 0, emergency: 0 };
  const found: Conflict[] = [];
  if (rules.length === 0) return found;
  for await (const batch of bookedBatches(db, facts, from, until, 'ahead')) {
    for (const { bookable: one } of batch) {
      const occurrences = rules.flatMap((rule) =>
        isInScope(one, rule) ? occurrencesOf(rule, one.startsAt, one.endsAt) : [],
      );
      if (occurrences.length === 0) continue;
      const freezes = conflictsOf({ ...one, slot: null }, { ...nothing, occurrences, leadMinutes });
      found.push(...withStanding(freezes, recordsAbout(db, [one.subject.id]), now));
    }
  }
  return found;
}

/** Conflicts of many bookings by id of the subject, found in one sweep. Gives others their turn meanwhile. */
export async function conflictsOfAll(
  db: ReadDb,
  facts: PlanningFacts,
  booked: readonly Booked[],
  now: number,
): Promise<ReadonlyMap<string, readonly Conflict[]>> {
  const turn = createTurns();
  const all = booked.map(({ bookable }) => bookable).filter((one) => one.status !== 'over');
  const standing = new Map<string, readonly Conflict[]>();
  const add = (id: Subject['id'], found: readonly FoundConflict[]) => {
    if (found.length > 0) standing.set(id, withStanding(found, recordsAbout(db, [id]), now));
  };
  for (const one of all.filter(isLong)) {
    add(one.subject.id, conflictsOf(one, surroundingsOf(db, facts, one, one)));
    await turn();
  }
  const rest = all.filter((one) => !isLong(one));
  const first = rest[0];
  if (!first) return standing;
  const span = rest.reduce<Span>(
    (whole, { startsAt, endsAt }) => ({
      startsAt: Math.min(whole.startsAt, startsAt),
      endsAt: Math.max(whole.endsAt, endsAt),
    }),
    first,
  );
  const rules = facts.rules.filter((rule) => rule.kind !== 'inform');
  const occurrences = await occurrencesInTurns(rules, span.startsAt, span.endsAt);
  await turn();
  const near = aheadIn(db, facts, span.startsAt, span.endsAt);
  await turn();
  const around = surroundingsFrom(db, facts, span, { all: rest, near, occurrences });
  for (let at = 0; at < rest.length; at += AT_ONCE) {
    await turn();
    for (const [id, found] of conflictsAmong(rest.slice(at, at + AT_ONCE), around)) {
      add(id as Subject['id'], found);
    }
  }
  return standing;
}

/** What lasts for months is looked at on its own, or everything would be read that lies in its months. */
function isLong({ startsAt, endsAt }: Span): boolean {
  return endsAt - startsAt > LONG;
}
