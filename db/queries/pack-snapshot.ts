import { and, asc, eq, isNull } from 'drizzle-orm';
import type { CabMeeting } from '#shared/contract/cab.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { Release } from '#shared/contract/releases.ts';
import { boardOf } from '#shared/domain/approvals/cab.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { periodOf } from '#shared/domain/pack/annexes.ts';
import { sinceLast } from '#shared/domain/pack/since.ts';
import { SNAPSHOT_VERSION, type Snapshot } from '#shared/domain/pack/snapshot.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { DAY } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import { agendaItem } from '../schema/cab.ts';
import { change } from '../schema/changes.ts';
import { calendarRange } from './calendar.ts';
import { listServices } from './catalogue.ts';
import { findChange, rowToChange } from './changes.ts';
import { frozenChanges } from './pack-changes.ts';
import { listPeople } from './people.ts';
import { getRelease } from './releases.ts';
import { workspaceRow } from './workspace.ts';

/** Days whose closed changes the fail rate is counted over. */
const RATE_DAYS = 90;
/** Windows and bookings of the period that a pack lists. */
const LISTED = 120;

type Item = {
  readonly kind: 'change' | 'release';
  readonly minutes: number;
  readonly late: boolean;
  readonly changes: readonly Change[];
  readonly release: Release | null;
};

/**
 * Everything a pack of a meeting says, resolved as it stands at `now` (ms UTC). `last` is the snapshot of the pack
 * before it. Gives others their turn meanwhile.
 */
export async function gatherSnapshot(
  db: ReadDb,
  meeting: CabMeeting,
  given: {
    readonly number: number;
    readonly title: string;
    readonly by: PersonId;
    readonly zoneShort: (zone: string) => string;
    readonly last: Snapshot | null;
  },
  now: number,
): Promise<Snapshot> {
  const home = workspaceRow(db);
  const zone = home?.zone ?? 'UTC';
  const people = new Map<string, string>(listPeople(db).map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? '' : (people.get(id) ?? 'removed since'));
  const items = itemsOf(db, meeting);
  const changes = await frozenChanges(db, onceEach(items.flatMap((item) => item.changes)), zone, now);
  return {
    version: SNAPSHOT_VERSION,
    workspace: home?.name ?? '',
    zone,
    zoneShort: given.zoneShort(zone),
    number: given.number,
    title: given.title,
    frozenAt: now,
    frozenBy: nameOf(given.by),
    logHead: db.row<{ hash: string }>('SELECT hash FROM log_entry ORDER BY n DESC LIMIT 1')?.hash ?? '',
    meeting: {
      ref: meeting.ref,
      name: meeting.name,
      startAt: meeting.start.at,
      minutes: meeting.minutes,
      chair: nameOf(meeting.chairId),
      place: meeting.place,
      members: boardOf(meeting)
        .filter((id) => people.has(id))
        .map(nameOf),
      quorum: meeting.quorum,
    },
    agenda: items.flatMap(agendaLine),
    changes,
    calendar: await periodIn(db, meeting, changes, now),
    services: servicesOf(db, changes),
    since: given.last === null ? null : sinceLast(given.last, changes),
    statistics: {
      byType: counted(changes.map(({ type }) => type)),
      byRisk: counted(changes.map(({ risk }) => risk.level)),
      byService: counted(changes.flatMap(({ services }) => services)),
      failRate: failRate(db, now),
    },
  };
}

/** What stands on the agenda, in its order, late items last; a release brings the changes aboard. */
function itemsOf(db: ReadDb, meeting: CabMeeting): Item[] {
  const rows = db
    .select()
    .from(agendaItem)
    .where(and(eq(agendaItem.meetingId, meeting.id), isNull(agendaItem.removedAt)))
    .orderBy(asc(agendaItem.late), asc(agendaItem.position), asc(agendaItem.id))
    .all();
  return rows.flatMap(({ subjectKind, subjectId, minutes, late }): Item[] => {
    if (subjectKind === 'change') {
      const found = findChange(db, subjectId);
      return found ? [{ kind: 'change', minutes, late, changes: [found], release: null }] : [];
    }
    const isThere = db.row('SELECT 1 FROM release WHERE id = ? AND removed_at IS NULL', subjectId);
    if (!isThere) return [];
    const release = getRelease(db, subjectId);
    const aboard = db
      .select()
      .from(change)
      .where(and(eq(change.releaseId, release.id), isNull(change.removedAt)))
      .orderBy(asc(change.n))
      .all()
      .map(rowToChange)
      .filter(({ state }) => state !== 'Cancelled');
    return [{ kind: 'release', minutes, late, changes: aboard, release }];
  });
}

function agendaLine({ kind, minutes, late, changes, release }: Item): Snapshot['agenda'] {
  if (release !== null) {
    const title = releaseName(release);
    const { id, ref, type, slot } = release;
    return [
      {
        kind,
        id,
        ref,
        title,
        type,
        risk: null,
        plannedStart: slot?.start.at ?? null,
        minutes,
        late,
        changes: changes.map((one) => one.ref),
      },
    ];
  }
  return changes.map(({ id, ref, title, type, riskLevel, plannedStart }) => ({
    kind,
    id,
    ref,
    title,
    type,
    risk: riskLevel,
    plannedStart: plannedStart?.at ?? null,
    minutes,
    late,
    changes: [],
  }));
}

function onceEach(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((one) => [one.id, one])).values()];
}

async function periodIn(
  db: ReadDb,
  meeting: CabMeeting,
  changes: Snapshot['changes'],
  now: number,
): Promise<Snapshot['calendar']> {
  const { from, until } = periodOf(
    meeting.start.at,
    changes.flatMap(({ plannedStart }) => plannedStart ?? []),
  );
  const { occurrences, bookings, more } = await calendarRange(db, { from, until }, now);
  return {
    from,
    until,
    windows: occurrences.slice(0, LISTED).map(({ name, kind, hard, startsAt, endsAt, protectionEndsAt }) => ({
      name,
      kind,
      hard,
      startsAt,
      endsAt,
      protectionEndsAt,
    })),
    bookings: bookings
      .filter(({ rides }) => !rides)
      .slice(0, LISTED)
      .map(({ kind, ref, title, startsAt, endsAt }) => ({ kind, ref, title, startsAt, endsAt })),
    more:
      more +
      Math.max(0, bookings.filter(({ rides }) => !rides).length - LISTED) +
      Math.max(0, occurrences.length - LISTED),
  };
}

function servicesOf(db: ReadDb, changes: Snapshot['changes']): Snapshot['services'] {
  const all = listServices(db);
  return all
    .map(({ id, name, tier }) => ({
      name,
      tier,
      changes: changes.filter(({ services }) => services.includes(name)).map(({ ref }) => ref),
      dependents: all.filter(({ dependsOn }) => dependsOn.includes(id)).map((one) => one.name),
    }))
    .filter((one) => one.changes.length > 0)
    .toSorted((a, b) => a.tier - b.tier || b.changes.length - a.changes.length || (a.name < b.name ? -1 : 1));
}

function counted(values: readonly string[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, 30);
}

function failRate(db: ReadDb, now: number): Snapshot['statistics']['failRate'] {
  const rows = db.rows<{ closeCode: string | null; n: number }>(
    `SELECT close_code AS closeCode, count(*) AS n FROM change
     WHERE removed_at IS NULL AND state = 'Closed' AND coalesce(actual_end_at, updated_at) BETWEEN ? AND ?
     GROUP BY close_code`,
    now - RATE_DAYS * DAY,
    now,
  );
  const of = (codes: readonly (string | null)[]) =>
    rows.filter(({ closeCode }) => codes.includes(closeCode)).reduce((sum, { n }) => sum + n, 0);
  return {
    days: RATE_DAYS,
    closed: rows.reduce((sum, { n }) => sum + n, 0),
    failed: of(['unsuccessful', 'backed out']),
    unknown: of([null]),
  };
}
