import { and, asc, eq, isNull } from 'drizzle-orm';
import type { AgendaItem, AgendaLine, CabMeeting, MeetingView } from '#shared/contract/cab.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import { asksFor } from '#shared/domain/conflicts/records.ts';
import type { AgendaItemId, CabMeetingId } from '#shared/domain/ids.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import { agendaItem } from '../schema/cab.ts';
import { createTurns } from '../turns.ts';
import { boardWords } from './board-words.ts';
import { getMeeting, meetingAfter } from './cab.ts';
import { judged } from './conflicts.ts';
import { planningFacts } from './planning-facts.ts';
import { RELEASE_NAME } from './release-name.ts';

/** A meeting by id or reference with its agenda as things stand at `now` (ms UTC). Gives others their turn meanwhile. Throws NOT_FOUND. */
export async function meetingView(db: ReadDb, key: string, now: number): Promise<MeetingView> {
  const meeting = getMeeting(db, key);
  const next = meetingAfter(db, meeting);
  return {
    meeting,
    lines: await linesOf(db, itemsOf(db, meeting.id), now),
    closed: isClosed(db, meeting),
    next: next && { id: next.id, ref: next.ref, start: next.start },
  };
}

/** Items of a meeting in the order in which they are heard: late ones last. */
export function itemsOf(db: ReadDb, meetingId: CabMeetingId): AgendaItem[] {
  return db
    .select()
    .from(agendaItem)
    .where(and(eq(agendaItem.meetingId, meetingId), isNull(agendaItem.removedAt)))
    .orderBy(asc(agendaItem.late), asc(agendaItem.position), asc(agendaItem.id))
    .all()
    .map(rowToItem);
}

/** An item with its meeting. Throws NOT_FOUND. */
export function getItem(
  db: ReadDb,
  id: AgendaItemId,
): { readonly item: AgendaItem; readonly meeting: CabMeeting } {
  const row = db
    .select()
    .from(agendaItem)
    .where(and(eq(agendaItem.id, id), isNull(agendaItem.removedAt)))
    .get();
  if (!row) throw notFound('This item of the agenda');
  return { item: rowToItem(row), meeting: getMeeting(db, row.meetingId) };
}

/** An agenda is closed once a pack of it was frozen or the meeting has begun: what comes then comes late. */
export function isClosed(db: ReadDb, { id, startedAt }: Pick<CabMeeting, 'id' | 'startedAt'>): boolean {
  return (
    startedAt !== null ||
    db.row('SELECT 1 FROM pack WHERE meeting_id = ? AND removed_at IS NULL LIMIT 1', id) !== undefined
  );
}

/** The change or release of an item, as conflicts and approvals name it. */
export function subjectOf({
  subjectKind,
  subjectId,
}: Pick<AgendaItem, 'subjectKind' | 'subjectId'>): Subject {
  return { kind: subjectKind, id: subjectId } as Subject;
}

export function rowToItem({ removedAt: _, ...row }: typeof agendaItem.$inferSelect): AgendaItem {
  return row;
}

/** What is known of a thing even after it was removed. */
export type Thing = Pick<
  AgendaLine,
  'ref' | 'title' | 'gone' | 'state' | 'type' | 'riskLevel' | 'riskScore' | 'startsAt' | 'endsAt'
>;

/** The thing an item is about as it stands now, also one that was removed. */
export function thingOf(db: ReadDb, subject: Subject): Thing | undefined {
  const row =
    subject.kind === 'change'
      ? db.row<Omit<Thing, 'gone'> & { gone: number }>(
          `SELECT ref, title, removed_at IS NOT NULL AS gone, state, type, risk_level AS riskLevel,
             risk_score AS riskScore, json_extract(planned_start, '$.at') AS startsAt,
             CASE WHEN planned_start IS NULL THEN NULL ELSE planned_until END AS endsAt
           FROM change WHERE id = ?`,
          subject.id,
        )
      : db.row<Omit<Thing, 'gone'> & { gone: number }>(
          `SELECT r.ref, ${RELEASE_NAME} AS title, r.removed_at IS NOT NULL AS gone, r.state,
             NULL AS type, NULL AS riskLevel, NULL AS riskScore, json_extract(s.start, '$.at') AS startsAt,
             json_extract(s."end", '$.at') AS endsAt
           FROM release r LEFT JOIN slot s ON s.release_id = r.id AND s.removed_at IS NULL WHERE r.id = ?`,
          subject.id,
        );
  return row && { ...row, gone: row.gone === 1 };
}

async function linesOf(db: ReadDb, items: readonly AgendaItem[], now: number): Promise<AgendaLine[]> {
  const facts = planningFacts(db);
  const turn = createTurns();
  const words = boardWords(db, items.map(subjectOf), now);
  const lines: AgendaLine[] = [];
  for (const item of items) {
    const subject = subjectOf(item);
    const thing = thingOf(db, subject);
    if (!thing) continue;
    const open = thing.gone
      ? []
      : judged(db, facts, subject, now).conflicts.filter(
          (one) => asksFor([one], { emergency: false }) !== 'nothing',
        );
    const { voices, advises } = words(subject);
    lines.push({
      ...item,
      ...thing,
      hard: open.filter((one) => one.hard).length,
      soft: open.filter((one) => !one.hard).length,
      voices: [...voices],
      previous: previousOf(db, item),
      advises: thing.gone ? `${thing.ref} was removed from the workspace.` : advises,
    });
    await turn();
  }
  return lines;
}

function previousOf(db: ReadDb, { id, subjectId }: AgendaItem): AgendaLine['previous'] {
  return db.rows<AgendaLine['previous'][number]>(
    `SELECT m.id AS meetingId, m.ref, a.outcome, a.outcome_at AS at, a.note
     FROM agenda_item a JOIN cab_meeting m ON m.id = a.meeting_id
     WHERE a.subject_id = ? AND a.id <> ? AND a.removed_at IS NULL AND a.outcome IS NOT NULL
     ORDER BY a.outcome_at DESC LIMIT 20`,
    subjectId,
    id,
  );
}

/** Reference of the open meeting that has this thing on its agenda and did not hear it yet; undefined when none has. */
export function openAgendaOf(db: ReadDb, subjectId: string, now: number): string | undefined {
  return db.row<{ ref: string }>(
    `SELECT m.ref FROM agenda_item a JOIN cab_meeting m ON m.id = a.meeting_id
     WHERE a.subject_id = ? AND a.removed_at IS NULL AND a.outcome IS NULL AND m.removed_at IS NULL
       AND m.ended_at IS NULL AND (m.started_at IS NOT NULL OR m.start_at + m.minutes * ${MINUTE} > ?) LIMIT 1`,
    subjectId,
    now,
  )?.ref;
}
