import type { ChangeState, ChangeType } from '#shared/contract/changes.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import type { Release, ReleaseState } from '#shared/contract/releases.ts';
import type { Bookable, Surroundings } from '#shared/domain/conflicts/facts.ts';
import type {
  ChangeId,
  EnvironmentId,
  PersonId,
  ReleaseId,
  ServiceId,
  TeamId,
  TrainId,
  WindowId,
} from '#shared/domain/ids.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { DAY } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import { createTurns } from '../turns.ts';
import { NOT_BEING_IMPORTED } from './change-table.ts';
import type { PlanningFacts } from './planning-facts.ts';

/** A booking as the engine sees it, and the state that the calendar names. */
export type Booked = { readonly bookable: Bookable; readonly state: ChangeState | ReleaseState };
type Loaded = Omit<Booked, 'bookable'> & {
  /** `startsAt` and `endsAt` are 0 where no time is planned. */
  readonly bookable: Bookable;
  readonly planned: boolean;
};

type ChangeLine = {
  n: number;
  id: ChangeId;
  ref: string;
  title: string;
  state: ChangeState;
  type: ChangeType;
  startsAt: number;
  endsAt: number | null;
  serviceIds: string;
  environmentIds: string;
  assigneeId: PersonId | null;
  validatorId: PersonId | null;
  releaseId: ReleaseId | null;
  createdAt: number;
  rides: number;
};
type ReleaseLine = {
  id: ReleaseId;
  ref: string;
  name: string;
  version: string;
  state: ReleaseState;
  type: Release['type'];
  environmentId: EnvironmentId | null;
  dependsOn: string;
  trainId: TrainId | null;
  departureNumber: number | null;
  createdAt: number;
  startsAt: number | null;
  endsAt: number | null;
  windowId: WindowId | null;
  windowStartsAt: number | null;
  windowEndsAt: number | null;
};

/** Changes that start earlier than this before a time and still reach into it are found by an index of their own. */
const LONG = 7 * DAY;
/** Longest slot that can be booked: see calendar.move. */
const LONGEST_SLOT = 31 * DAY;
const AHEAD = "('New', 'Assess', 'Authorize', 'Scheduled', 'Implement')";
const RELEASE_AHEAD = "('Planning', 'Build', 'Testing', 'Awaiting approval', 'Scheduled', 'Deployment')";

// A change that keeps a time of its own aboard a release is a booking of its own.
const CHANGE = `SELECT c.n, c.id, c.ref, c.title, c.state, c.type, c.planned_sort AS startsAt, c.planned_until AS endsAt,
    c.service_ids AS serviceIds, c.environment_ids AS environmentIds, c.assignee_id AS assigneeId,
    c.validator_id AS validatorId, c.release_id AS releaseId, c.created_at AS createdAt,
    EXISTS (SELECT 1 FROM slot s JOIN release r ON r.id = s.release_id WHERE s.release_id = c.release_id
      AND s.removed_at IS NULL AND r.removed_at IS NULL AND r.state IN ${RELEASE_AHEAD}
      AND json_extract(s.start, '$.at') = c.planned_sort) AS rides
  FROM change c`;
const RELEASE = `SELECT r.id, r.ref, r.name, r.version, r.state, r.type, r.environment_id AS environmentId,
    r.depends_on AS dependsOn, r.train_id AS trainId, r.departure_number AS departureNumber, r.created_at AS createdAt,
    json_extract(s.start, '$.at') AS startsAt, json_extract(s.end, '$.at') AS endsAt, s.window_id AS windowId,
    s.window_starts_at AS windowStartsAt, s.window_ends_at AS windowEndsAt`;

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
    .map((line) => change(facts, line));
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
    .map((line) => change(facts, line));
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
    .map((line) => release(db, facts, line));
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
    return line && change(facts, line);
  }
  const [line] = releases(db, 'r.id = ?', subject.id);
  return line && release(db, facts, line);
}

/**
 * Releases that the given ones depend on, that depend on them and that ride their trains, wherever they are planned;
 * of the first also those that are not planned. What was called off or failed never finishes, whatever time it had.
 */
export function relatedReleases(
  db: ReadDb,
  facts: PlanningFacts,
  all: readonly Bookable[],
): { readonly planned: Bookable[]; readonly unplanned: Surroundings['unplanned'] } {
  const own = new Set(all.filter((one) => one.subject.kind === 'release').map((one) => one.subject.id));
  if (own.size === 0) return { planned: [], unplanned: [] };
  const needed = [...new Set(all.flatMap((one) => one.dependsOn))].flatMap((id) =>
    releases(db, 'r.id = ?', id),
  );
  const needing = releases(db, `r.depends_on <> '[]' AND r.state IN ${RELEASE_AHEAD}`).filter((line) =>
    (JSON.parse(line.dependsOn) as ReleaseId[]).some((id) => own.has(id)),
  );
  const trains = new Set(all.flatMap((one) => one.trainId ?? []));
  const aboard = [...trains].flatMap((id) => releases(db, 'r.train_id = ?', id));
  const isBooked = ({ state, startsAt }: ReleaseLine) => startsAt !== null && !isCalledOff(state);
  const planned = new Map([...needing, ...aboard, ...needed].filter(isBooked).map((line) => [line.id, line]));
  return {
    planned: [...planned.values()].map((line) => release(db, facts, line).bookable),
    unplanned: needed
      .filter((line) => !isBooked(line))
      .map((line) => ({
        id: line.id,
        ref: line.ref,
        name: releaseName(line),
        finished: statusOfRelease(line.state) === 'over' && !isCalledOff(line.state),
      })),
  };
}

function releases(db: ReadDb, where: string, ...values: readonly string[]): ReleaseLine[] {
  return db.rows<ReleaseLine>(
    `${RELEASE} FROM release r LEFT JOIN slot s ON s.release_id = r.id AND s.removed_at IS NULL
     WHERE ${where} AND r.removed_at IS NULL`,
    ...values,
  );
}

function change(facts: PlanningFacts, line: ChangeLine): Loaded {
  const serviceIds = JSON.parse(line.serviceIds) as ServiceId[];
  const planned = line.endsAt !== null;
  const people = [
    ...(line.assigneeId ? [{ id: line.assigneeId, as: 'assignee' as const }] : []),
    ...(line.validatorId ? [{ id: line.validatorId, as: 'validator' as const }] : []),
  ];
  return {
    state: line.state,
    planned,
    bookable: {
      subject: { kind: 'change', id: line.id },
      ref: line.ref,
      title: line.title,
      startsAt: planned ? line.startsAt : 0,
      // Where the end was written before the start, the booking still has a time.
      endsAt: Math.max(line.endsAt ?? 0, planned ? line.startsAt : 0),
      status: statusOfChange(line.state),
      emergency: line.type === 'emergency',
      type: line.type,
      serviceIds,
      environmentIds: JSON.parse(line.environmentIds) as EnvironmentId[],
      teamIds: teamsOf(facts, serviceIds),
      people,
      releaseId: line.releaseId,
      rides: line.rides === 1,
      dependsOn: [],
      trainId: null,
      departureNumber: null,
      createdAt: line.createdAt,
      slot: null,
    },
  };
}

function release(db: ReadDb, facts: PlanningFacts, line: ReleaseLine): Loaded {
  const serviceIds = [
    ...new Set(
      db
        .rows<{ ids: string }>(
          "SELECT service_ids AS ids FROM change WHERE release_id = ? AND removed_at IS NULL AND state <> 'Cancelled'",
          line.id,
        )
        .flatMap(({ ids }) => JSON.parse(ids) as ServiceId[]),
    ),
  ];
  const { windowId, windowStartsAt, windowEndsAt } = line;
  return {
    state: line.state,
    planned: line.startsAt !== null,
    bookable: {
      subject: { kind: 'release', id: line.id },
      ref: line.ref,
      title: releaseName(line),
      startsAt: line.startsAt ?? 0,
      endsAt: line.endsAt ?? 0,
      status: statusOfRelease(line.state),
      emergency: line.type === 'emergency',
      type: null,
      serviceIds,
      environmentIds: line.environmentId === null ? [] : [line.environmentId],
      teamIds: teamsOf(facts, serviceIds),
      people: [],
      releaseId: null,
      rides: false,
      dependsOn: JSON.parse(line.dependsOn) as ReleaseId[],
      trainId: line.trainId,
      departureNumber: line.departureNumber,
      createdAt: line.createdAt,
      slot:
        windowId === null || windowStartsAt === null || windowEndsAt === null
          ? null
          : { windowId, windowStartsAt, windowEndsAt },
    },
  };
}

/** Owner teams of services. */
export function teamsOf(facts: PlanningFacts, serviceIds: readonly ServiceId[]): TeamId[] {
  return [...new Set(serviceIds.flatMap((id) => facts.services.get(id)?.teamId ?? []))];
}

function statusOfChange(state: ChangeState): Bookable['status'] {
  switch (state) {
    case 'New':
    case 'Assess':
    case 'Authorize':
      return 'tentative';
    case 'Scheduled':
    case 'Implement':
      return 'booked';
    case 'Review':
    case 'Closed':
    case 'Cancelled':
      return 'over';
  }
}

function statusOfRelease(state: ReleaseState): Bookable['status'] {
  switch (state) {
    case 'Planning':
    case 'Build':
    case 'Testing':
    case 'Awaiting approval':
      return 'tentative';
    case 'Scheduled':
    case 'Deployment':
      return 'booked';
    case 'Review':
    case 'Closed':
    case 'Failed':
    case 'Backed out':
    case 'Cancelled':
      return 'over';
  }
}

function isCalledOff(state: ReleaseState): boolean {
  return state === 'Failed' || state === 'Backed out' || state === 'Cancelled';
}
