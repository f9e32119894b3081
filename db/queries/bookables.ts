import type { Subject } from '#shared/contract/conflicts.ts';
import { riddenTo } from '#shared/domain/calendar/riding.ts';
import type { Span } from '#shared/domain/calendar/spans.ts';
import type { Bookable } from '#shared/domain/conflicts/facts.ts';
import type { ReleaseId } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import { createTurns } from '../turns.ts';
import {
  AHEAD,
  type Booked,
  CHANGE,
  type ChangeLine,
  changeOf,
  type Loaded,
  RELEASE,
  RELEASE_AHEAD,
  type ReleaseLine,
  releaseOf,
} from './bookable-rows.ts';
import { NOT_BEING_IMPORTED } from './changes.ts';
import type { PlanningFacts } from './planning-facts.ts';
import { releasesWhere } from './related-releases.ts';

/** Changes that start earlier than this before a time and still reach into it are found by an index of their own. */
const LONG = 7 * DAY;
/** Longest slot that can be booked: see calendar.move. */
const LONGEST_SLOT = 31 * DAY;
/** What of changes and releases is read: all that was not cancelled, or only what is ahead or under way. */
export type Which = 'all' | 'ahead';
const CHANGES_THAT: Readonly<Record<Which, string>> = { all: "<> 'Cancelled'", ahead: `IN ${AHEAD}` };
const RELEASES_THAT: Readonly<Record<Which, string>> = {
  all: "<> 'Cancelled'",
  ahead: `IN ${RELEASE_AHEAD}`,
};

/** What is planned in [from, until) and still ahead or under way: others may be in its way. */
export function aheadIn(db: ReadDb, facts: PlanningFacts, from: number, until: number): Bookable[] {
  return [
    ...slotsIn(db, facts, from, until, 'ahead'),
    ...longChangesIn(db, facts, from, until, 'ahead'),
    ...changesIn(db, facts, from, until, 'ahead'),
  ].map(({ bookable }) => bookable);
}

/** A place in the changes by planned start: its instant and the row number. */
type Cursor = { readonly at: number; readonly n: number };

/**
 * Changes that touch [from, until), by planned start, but those that began more than a week before it. With `after`
 * and `upTo` only those past the one place and not past the other.
 */
export function changesIn(
  db: ReadDb,
  facts: PlanningFacts,
  from: number,
  until: number,
  which: Which,
  part: { readonly after?: Cursor; readonly upTo?: Cursor } = {},
): Booked[] {
  const { after = { at: from - LONG, n: 0 }, upTo = { at: until - 1, n: Number.MAX_SAFE_INTEGER } } = part;
  // One bound on each side: with two upper ones SQLite walks the index as far as the wider one.
  return db
    .rows<ChangeLine>(
      `${CHANGE} INDEXED BY change_planned WHERE c.removed_at IS NULL AND (c.planned_sort, c.n) > (?, ?)
         AND (c.planned_sort, c.n) <= (?, ?) AND c.planned_until > ?
         AND c.state ${CHANGES_THAT[which]} AND ${NOT_BEING_IMPORTED}
       ORDER BY c.planned_sort, c.n`,
      after.at,
      after.n,
      upTo.at,
      upTo.n,
      from,
    )
    .map((line) => changeOf(facts, line));
}

/** The place so many changes further on, whatever their state; undefined past the last one before `until`. */
function placeAfter(db: ReadDb, { at, n }: Cursor, until: number, count: number): Cursor | undefined {
  return db.row<Cursor>(
    `SELECT planned_sort AS at, n FROM change INDEXED BY change_planned WHERE removed_at IS NULL
       AND (planned_sort, n) > (?, ?) AND planned_sort < ? ORDER BY planned_sort, n LIMIT 1 OFFSET ?`,
    at,
    n,
    until,
    count - 1,
  );
}

/** The few changes that began more than a week before the range and reach into it. */
export function longChangesIn(
  db: ReadDb,
  facts: PlanningFacts,
  from: number,
  until: number,
  which: Which,
): Booked[] {
  return db
    .rows<ChangeLine>(
      `${CHANGE} INDEXED BY change_long WHERE c.removed_at IS NULL AND c.planned_until - c.planned_sort > 604800000
         AND c.planned_until > ? AND c.planned_sort < ? AND c.state ${CHANGES_THAT[which]} AND ${NOT_BEING_IMPORTED}`,
      from,
      Math.min(from - LONG, until),
    )
    .map((line) => changeOf(facts, line));
}

/** Releases whose slot touches [from, until). A slot lies in its window, which ends after it starts: those of the past are not read. */
export function slotsIn(
  db: ReadDb,
  facts: PlanningFacts,
  from: number,
  until: number,
  which: Which,
): Booked[] {
  return db
    .rows<ReleaseLine>(
      `${RELEASE} FROM slot s INDEXED BY slot_window JOIN release r ON r.id = s.release_id
       WHERE s.removed_at IS NULL AND r.removed_at IS NULL AND s.window_ends_at > ?
         AND json_extract(s.start, '$.at') < ? AND json_extract(s.end, '$.at') > ? AND r.state ${RELEASES_THAT[which]}
       ORDER BY json_extract(s.start, '$.at')`,
      from - LONGEST_SLOT,
      until,
      from,
    )
    .map((line) => releaseOf(db, facts, line));
}

const BATCH = 250;

/** All that touches [from, until), earliest start first, in batches; others get their turn between two of them. */
export async function* bookedBatches(
  db: ReadDb,
  facts: PlanningFacts,
  from: number,
  until: number,
  which: Which,
): AsyncGenerator<readonly Booked[], void, undefined> {
  const turn = createTurns();
  let waiting = [
    ...slotsIn(db, facts, from, until, which),
    ...longChangesIn(db, facts, from, until, which),
  ].sort(byStart);
  let after: Cursor = { at: from - LONG, n: 0 };
  for (;;) {
    await turn();
    // Counted before any is looked at, so that years of finished ones are not read in one go.
    const upTo = placeAfter(db, after, until, BATCH);
    const booked = changesIn(db, facts, from, until, which, { after, ...(upTo && { upTo }) });
    const reached = upTo?.at ?? Number.POSITIVE_INFINITY;
    const due = waiting.filter(({ bookable }) => bookable.startsAt <= reached);
    waiting = waiting.filter(({ bookable }) => bookable.startsAt > reached);
    if (due.length + booked.length > 0) yield [...due, ...booked].sort(byStart);
    if (!upTo) return;
    after = upTo;
  }
}

function byStart(a: Booked, b: Booked): number {
  return a.bookable.startsAt - b.bookable.startsAt;
}

/** A change or release as it stands, planned or not; undefined when it is not there. */
export function loadSubject(db: ReadDb, facts: PlanningFacts, subject: Subject): Loaded | undefined {
  if (subject.kind === 'change') {
    const line = db.row<ChangeLine>(`${CHANGE} WHERE c.id = ? AND c.removed_at IS NULL`, subject.id);
    return line && changeOf(facts, line);
  }
  const [line] = releasesWhere(db, 'r.id = ?', subject.id);
  return line && releaseOf(db, facts, line);
}

/** Without a planned start: see the schema of changes. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** Whether a change aboard this release rides it at that time. */
export function isInSlot(db: ReadDb, id: ReleaseId | null, { startsAt, endsAt }: Span): boolean {
  if (id === null) return false;
  const inside = db.row(
    `SELECT 1 FROM slot s JOIN release r ON r.id = s.release_id WHERE s.release_id = ? AND s.removed_at IS NULL
       AND r.removed_at IS NULL AND r.state IN ${RELEASE_AHEAD}
       AND json_extract(s.start, '$.at') <= ? AND json_extract(s.end, '$.at') >= ?`,
    id,
    startsAt,
    endsAt,
  );
  return inside !== undefined;
}

/** Changes that ride a release as it stands; with `at` those that would ride it there, at that time. */
export function ridersOf(db: ReadDb, facts: PlanningFacts, id: ReleaseId, at?: Span): Bookable[] {
  const lines = db.rows<ChangeLine>(
    `${CHANGE} WHERE c.release_id = ? AND c.removed_at IS NULL AND c.state IN ${AHEAD} AND ${NOT_BEING_IMPORTED}
     ORDER BY c.n`,
    id,
  );
  if (!at) return lines.filter(({ rides }) => rides === 1).map((line) => changeOf(facts, line).bookable);
  const [release] = releasesWhere(db, 'r.id = ?', id);
  const slot =
    release?.startsAt && release.endsAt ? { startsAt: release.startsAt, endsAt: release.endsAt } : null;
  // What has no time of its own takes that of the slot.
  return lines
    .filter(({ rides, startsAt }) => rides === 1 || startsAt === NEVER)
    .map((line) => {
      const { bookable } = changeOf(facts, line);
      const there = line.startsAt === NEVER || !slot ? at : riddenTo(bookable, slot, at);
      return { ...bookable, ...there, rides: true };
    });
}
