import type { Booking } from '#shared/contract/calendar.ts';
import { bookedStates, tentativeStates } from '#shared/domain/changes.ts';
import type { ReleaseId } from '#shared/domain/ids.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { DAY, type PlannedTime } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import { NOT_BEING_IMPORTED } from './change-table.ts';

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
