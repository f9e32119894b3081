import { and, asc, gte, isNull, lt } from 'drizzle-orm';
import type { CabMeeting } from '#shared/contract/cab.ts';
import type { MeetingMark } from '#shared/contract/calendar.ts';
import { endingStarts } from '#shared/domain/cadence.ts';
import { type CabMeetingId, newId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { DAY, MINUTE, type PlannedTimeInput, planTime } from '#shared/domain/time.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { cabMeeting } from '../schema/cab.ts';
import type { Store } from '../store.ts';
import { mustExist } from './references.ts';

type MeetingFields = Pick<
  CabMeeting,
  'name' | 'minutes' | 'chairId' | 'place' | 'memberIds' | 'quorum' | 'agendaRule'
> & { readonly start: PlannedTimeInput };

/** Most meetings of one series: two years of a weekly one. */
const LONGEST_SERIES = 104;

/** Meetings that start in [from, until) (ms UTC), earliest first. */
export function listMeetings(db: ReadDb, from: number, until: number): CabMeeting[] {
  return db
    .select()
    .from(cabMeeting)
    .where(and(isNull(cabMeeting.removedAt), gte(cabMeeting.startAt, from), lt(cabMeeting.startAt, until)))
    .orderBy(asc(cabMeeting.startAt))
    .all()
    .map(rowToMeeting);
}

/** Meetings that touch [from, until), as the calendar draws them. */
export function meetingMarksIn(db: ReadDb, from: number, until: number): MeetingMark[] {
  // A meeting ends within a day.
  return listMeetings(db, from - DAY, until)
    .map(({ id, ref, name, start, minutes }) => ({
      id,
      ref,
      name,
      startsAt: start.at,
      endsAt: start.at + minutes * MINUTE,
    }))
    .filter((mark) => mark.endsAt > from);
}

/** Calls a meeting, or with a rule that ends a series of them, in one entry. Throws NOT_FOUND, REFUSED. */
export function addMeetings(store: Store, who: Who, fields: MeetingFields, rrule: string): CabMeeting[] {
  const { start, ...rest } = fields;
  const starts = endingStarts({ startLocal: start.local, zone: start.zone, rrule }, LONGEST_SERIES);
  if (typeof starts === 'string') throw refused(starts);
  return write(store, who, starts.length === 1 ? 'CAB meeting called' : 'CAB meetings called', (tx) => {
    mustExist(tx, { person: [fields.chairId, ...(fields.memberIds ?? [])] });
    return starts.map((one) =>
      rowToMeeting(
        tx.insert(cabMeeting, {
          ...rest,
          id: newId<CabMeetingId>(),
          ref: tx.nextRef('CAB'),
          start: planTime(one),
        }),
      ),
    );
  });
}

/** Changes a meeting. Throws NOT_FOUND. */
export function patchMeeting(
  store: Store,
  who: Who,
  id: CabMeetingId,
  fields: Partial<MeetingFields>,
): CabMeeting {
  const { start, ...rest } = fields;
  return write(store, who, start === undefined ? 'CAB meeting edited' : 'CAB meeting moved', (tx) => {
    mustExist(tx, { person: [fields.chairId, ...(fields.memberIds ?? [])] });
    const row = tx.patch(cabMeeting, id, {
      ...rest,
      ...(start === undefined ? {} : { start: planTime(start) }),
    });
    if (!row || row.removedAt !== null) throw notFound('This meeting');
    return rowToMeeting(row);
  });
}

/** Calls a meeting off; it stays in the log. Throws NOT_FOUND. */
export function removeMeeting(store: Store, who: Who, id: CabMeetingId, reason: string): void {
  write(store, who, reason.trim() || 'CAB meeting called off', (tx) => {
    const row = tx.row('SELECT 1 FROM cab_meeting WHERE id = ? AND removed_at IS NULL', id);
    if (!row) throw notFound('This meeting');
    tx.remove(cabMeeting, id);
  });
}

function rowToMeeting({ removedAt: _r, startAt: _s, ...row }: typeof cabMeeting.$inferSelect): CabMeeting {
  return row;
}
