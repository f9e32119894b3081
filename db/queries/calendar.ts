import { isNull } from 'drizzle-orm';
import type { Booking, Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import { bookedStates, tentativeStates } from '#shared/domain/changes.ts';
import { newId, type ReleaseId, type WindowId } from '#shared/domain/ids.ts';
import { checkWindowRule, occurrencesOf } from '#shared/domain/recurrence.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { DAY, type PlannedTime } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { windowRule } from '../schema/calendar.ts';
import type { Store } from '../store.ts';
import { NOT_BEING_IMPORTED } from './change-table.ts';
import { mustExist } from './references.ts';

type WindowFields = Omit<WindowRule, 'id' | 'seriesId' | 'recurrenceId' | 'uid' | 'source'>;

/** Every window rule that was not removed, by name. */
export function listWindows(db: ReadDb): WindowRule[] {
  return db
    .select()
    .from(windowRule)
    .where(isNull(windowRule.removedAt))
    .orderBy(windowRule.name)
    .all()
    .map(({ removedAt: _, ...row }) => row);
}

/** Occurrences of every rule in [from, until), earliest first. */
export function occurrencesIn(db: ReadDb, from: number, until: number): Occurrence[] {
  return listWindows(db)
    .flatMap((rule) => occurrencesOf(rule, from, until))
    .sort((a, b) => a.startsAt - b.startsAt);
}

/** Adds a rule. Throws REFUSED with the reason when it cannot be expanded rightly. */
export function addWindow(store: Store, who: Who, fields: WindowFields): WindowRule {
  checkWindow(fields);
  return write(store, who, 'Window added', (tx) => {
    checkScope(tx, fields);
    const { removedAt: _, ...row } = tx.insert(windowRule, {
      id: newId<WindowId>(),
      seriesId: null,
      recurrenceId: '',
      uid: '',
      source: '',
      ...fields,
    });
    return row;
  });
}

function checkScope(tx: Tx, scope: Partial<WindowFields>): void {
  mustExist(tx, {
    service: scope.serviceIds ?? [],
    environment: scope.environmentIds ?? [],
    team: scope.teamIds ?? [],
  });
}

/** Changes a rule; it is checked as a whole afterwards. Throws NOT_FOUND, REFUSED. */
export function patchWindow(store: Store, who: Who, id: WindowId, fields: Partial<WindowFields>): WindowRule {
  return write(store, who, 'Window edited', (tx) => {
    checkScope(tx, fields);
    const row = tx.patch(windowRule, id, fields);
    if (!row || row.removedAt !== null) throw notFound('This window');
    const { removedAt: _, ...rule } = row;
    checkWindow(rule);
    return rule;
  });
}

/** Removes a rule; slots booked on it keep the ends they copied. Throws NOT_FOUND. */
export function removeWindow(store: Store, who: Who, id: WindowId, reason: string): void {
  write(store, who, reason.trim() || 'Window removed', (tx) => {
    if (!listWindows(tx).some((rule) => rule.id === id)) throw notFound('This window');
    tx.remove(windowRule, id);
  });
}

type ReleaseBooking = {
  id: ReleaseId;
  ref: string;
  name: string;
  version: string;
  state: string;
  start: string;
  end: string;
};
type ChangeBooking = {
  id: Booking['id'];
  ref: string;
  title: string;
  state: string;
  start: string;
  end: string | null;
};

/** Releases with a slot and changes with a planned time that touch [from, until); changes of a release ride with it. */
export function bookingsIn(db: ReadDb, from: number, until: number): Booking[] {
  const releases = db.rows<ReleaseBooking>(
    `SELECT r.id, r.ref, r.name, r.version, r.state, s.start, s.end FROM slot s JOIN release r ON r.id = s.release_id
     WHERE s.removed_at IS NULL AND r.removed_at IS NULL AND r.state <> 'Cancelled'
       AND json_extract(s.start, '$.at') < ? AND json_extract(s.end, '$.at') > ?`,
    until,
    from,
  );
  // A change lasts at most a few days: looking a week back finds those that reach into the range.
  const changes = db.rows<ChangeBooking>(
    `SELECT id, ref, title, state, planned_start AS start, planned_end AS end FROM change
     WHERE removed_at IS NULL AND planned_sort >= ? AND planned_sort < ? AND state <> 'Cancelled'
       AND ${NOT_BEING_IMPORTED}
     ORDER BY planned_sort LIMIT 2000`,
    from - 7 * DAY,
    until,
  );
  return [
    ...releases.map((row) => ({
      kind: 'release' as const,
      id: row.id,
      ref: row.ref,
      title: releaseName(row),
      state: row.state,
      startsAt: timeOf(row.start),
      endsAt: timeOf(row.end),
      tentative: ['Planning', 'Build', 'Testing', 'Awaiting approval'].includes(row.state),
    })),
    ...changes
      .map((row) => ({
        kind: 'change' as const,
        id: row.id,
        ref: row.ref,
        title: row.title,
        state: row.state,
        startsAt: timeOf(row.start),
        endsAt: row.end === null ? timeOf(row.start) + 60 * 60_000 : timeOf(row.end),
        tentative: isTentative(row.state),
      }))
      .filter((booking) => booking.endsAt > from),
  ];
}

function isTentative(state: string): boolean {
  return tentativeStates.some((one) => one === state) || !bookedStates.some((one) => one === state);
}

function timeOf(json: string): number {
  return (JSON.parse(json) as PlannedTime).at;
}

function checkWindow(rule: WindowFields): void {
  const fault = checkWindowRule(rule);
  if (fault) throw refused(fault);
}
