import { and, asc, desc, eq, gte, isNull, lt, lte, sql } from 'drizzle-orm';
import type { CabMeeting, MeetingRow, Outcome, PastMeeting } from '#shared/contract/cab.ts';
import type { MeetingMark } from '#shared/contract/calendar.ts';
import { endingStarts } from '#shared/domain/calendar/cadence.ts';
import { type CabMeetingId, newId, type PersonId } from '#shared/domain/ids.ts';
import { parseRef } from '#shared/domain/references.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { DAY, MINUTE, type PlannedTimeInput, planTime } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
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

/** A meeting by id or reference. Throws NOT_FOUND. */
export function getMeeting(db: ReadDb, key: string): CabMeeting {
  const by = parseRef(key)
    ? eq(cabMeeting.ref, key.trim().toUpperCase())
    : eq(cabMeeting.id, key as CabMeetingId);
  const row = db
    .select()
    .from(cabMeeting)
    .where(and(by, isNull(cabMeeting.removedAt)))
    .get();
  if (!row) throw notFound(`The meeting ${key}`);
  return rowToMeeting(row);
}

/** Meetings that start in [from, until) (ms UTC), earliest first, each with the number of things on its agenda. */
export function listMeetings(db: ReadDb, from: number, until: number): MeetingRow[] {
  const counts = new Map(
    db
      .rows<{ id: string; items: number }>(
        `SELECT m.id, count(*) AS items FROM cab_meeting m
         JOIN agenda_item a ON a.meeting_id = m.id AND a.removed_at IS NULL
         WHERE m.removed_at IS NULL AND m.start_at >= ? AND m.start_at < ? GROUP BY m.id`,
        from,
        until,
      )
      .map(({ id, items }) => [id, items]),
  );
  return db
    .select()
    .from(cabMeeting)
    .where(and(isNull(cabMeeting.removedAt), gte(cabMeeting.startAt, from), lt(cabMeeting.startAt, until)))
    .orderBy(asc(cabMeeting.startAt))
    .all()
    .map((row) => ({ ...rowToMeeting(row), items: counts.get(row.id) ?? 0 }));
}

/** The last meetings that were to end by an instant, newest first, with how many things had which outcome. */
export function pastMeetings(db: ReadDb, before: number, limit: number): PastMeeting[] {
  const rows = db
    .select()
    .from(cabMeeting)
    .where(
      and(
        isNull(cabMeeting.removedAt),
        lt(cabMeeting.startAt, before),
        lte(sql`${cabMeeting.startAt} + ${cabMeeting.minutes} * ${MINUTE}`, before),
      ),
    )
    .orderBy(desc(cabMeeting.startAt))
    .limit(limit)
    .all();
  return rows.map((row) => {
    const counts = db.rows<{ outcome: Outcome | null; count: number }>(
      `SELECT outcome, count(*) AS count FROM agenda_item
       WHERE meeting_id = ? AND removed_at IS NULL GROUP BY outcome ORDER BY outcome`,
      row.id,
    );
    return {
      ...rowToMeeting(row),
      items: counts.reduce((sum, { count }) => sum + count, 0),
      outcomes: counts.flatMap(({ outcome, count }) => (outcome === null ? [] : [{ outcome, count }])),
    };
  });
}

/** Meetings that touch [from, until), as the calendar draws them. */
export function meetingMarksIn(db: ReadDb, from: number, until: number): MeetingMark[] {
  // A meeting ends within a day.
  return listMeetings(db, from - DAY, until)
    .map(({ id, ref, name, start, minutes, items }) => ({
      id,
      ref,
      name,
      items,
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
    return patched(tx, id, { ...rest, ...(start === undefined ? {} : { start: planTime(start) }) });
  });
}

/** The next meeting after this one that was not held yet: of the same name, else of any; null when none is called. */
export function meetingAfter(db: ReadDb, { name, start, id }: CabMeeting): CabMeeting | null {
  const found = db.row<{ id: CabMeetingId }>(
    `SELECT id FROM cab_meeting WHERE removed_at IS NULL AND ended_at IS NULL AND start_at >= ? AND id <> ?
     ORDER BY name <> ?, start_at, id LIMIT 1`,
    start.at,
    id,
    name,
  );
  return found ? getMeeting(db, found.id) : null;
}

/** Marks a person as present at a meeting, or as not. Throws NOT_FOUND, REFUSED. */
export function markPresent(
  store: Store,
  who: Who,
  id: CabMeetingId,
  personId: PersonId,
  present: boolean,
): CabMeeting {
  return write(store, who, present ? 'Marked as present' : 'Marked as not present', (tx) => {
    const meeting = getMeeting(tx, id);
    if (meeting.endedAt !== null)
      throw refused(`${meeting.ref} has ended; who was there stays as it was recorded.`);
    if (present) mustExist(tx, { person: [personId] });
    const others = meeting.presentIds.filter((one) => one !== personId);
    if (present && others.length >= 200) throw refused('At most 200 people are present at a meeting.');
    return patched(tx, id, { presentIds: present ? [...others, personId] : others });
  });
}

/** Opens a meeting now, or lets one that has ended go on. Throws NOT_FOUND, REFUSED. */
export function startMeeting(store: Store, who: Who, id: CabMeetingId): CabMeeting {
  return write(store, who, 'CAB meeting begun', (tx) => {
    const { ref, startedAt, endedAt } = getMeeting(tx, id);
    if (startedAt !== null && endedAt === null) throw refused(`${ref} has begun already, at {${startedAt}}.`);
    return patched(tx, id, { startedAt: startedAt ?? tx.now, endedAt: null });
  });
}

/** Saves the minutes that were written from `base`. Throws NOT_FOUND, and REFUSED when somebody saved others since. */
export function saveMinutes(
  store: Store,
  who: Who,
  id: CabMeetingId,
  { record, base }: { readonly record: string; readonly base: string },
): CabMeeting {
  return write(store, who, 'Minutes written', (tx) => {
    const meeting = getMeeting(tx, id);
    if (meeting.record !== base.toWellFormed())
      throw refused(
        `The minutes of ${meeting.ref} were changed meanwhile. Copy what you wrote, read them again, then put it in.`,
      );
    return patched(tx, id, { record });
  });
}

/** Writes fields of a meeting inside a transaction. Throws NOT_FOUND. */
export function patched(
  tx: Tx,
  id: CabMeetingId,
  fields: Partial<typeof cabMeeting.$inferInsert>,
): CabMeeting {
  const row = tx.patch(cabMeeting, id, fields);
  if (!row || row.removedAt !== null) throw notFound('This meeting');
  return rowToMeeting(row);
}

function rowToMeeting({ removedAt: _r, startAt: _s, ...row }: typeof cabMeeting.$inferSelect): CabMeeting {
  return row;
}
