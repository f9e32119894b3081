import { generateKeyBetween } from 'fractional-indexing';
import type { AgendaItem, CabMeeting, Filled, LeftOut } from '#shared/contract/cab.ts';
import type { ChangeState } from '#shared/contract/changes.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import type { ReleaseState } from '#shared/contract/releases.ts';
import {
  builtInAgendaRule,
  compareForAgenda,
  LONGEST_AGENDA,
  whyNotTaken,
} from '#shared/domain/approvals/cab.ts';
import { allChangeStates, isOpen } from '#shared/domain/changes/changes.ts';
import { type AgendaItemId, type CabMeetingId, newId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { isReleaseOpen } from '#shared/domain/releases.ts';
import { type Tx, type Who, write } from '../log.ts';
import { agendaItem, cabMeeting } from '../schema/cab.ts';
import type { Store } from '../store.ts';
import { getItem, isClosed, itemsOf, openAgendaOf, rowToItem, subjectOf, thingOf } from './agenda.ts';
import { boardWords } from './board-words.ts';
import { getMeeting } from './cab.ts';
import { changeRows } from './change-table.ts';

/** How many changes a rule looks at, those that start first; an agenda takes far fewer. */
const LOOKED_AT = 2_000;
/** How many of those left out are named. */
const NAMED = 50;

type Added = Pick<Filled, 'added' | 'left' | 'more'>;
type Candidate = { readonly subject: Subject; readonly minutes: number };

/** Adds what the rule of the meeting takes and what is not on an open agenda, riskiest first. Throws NOT_FOUND, REFUSED. */
export function fillAgenda(store: Store, who: Who, id: CabMeetingId): Added {
  return write(store, who, 'Agenda filled by rule', (tx) => {
    const meeting = openMeeting(tx, id);
    const rule = meeting.agendaRule ?? builtInAgendaRule;
    const ranks = allChangeStates.flatMap((state, rank) =>
      (rule.states.length === 0 ? isOpen(state) : rule.states.includes(state)) ? [rank] : [],
    );
    const here = new Set<string>(itemsOf(tx, id).map((item) => item.subjectId));
    const rows = changeRows(
      tx,
      `c.state_rank IN (${ranks.join(', ') || 'NULL'}) ORDER BY c.planned_sort, c.n LIMIT ${LOOKED_AT}`,
      [],
    ).filter((row) => !here.has(row.id));
    const left: LeftOut[] = [];
    const taken: { readonly subject: Subject; readonly row: Parameters<typeof compareForAgenda>[0] }[] = [];
    for (const row of rows) {
      const why = whyNotTaken(rule, row, meeting.start.at);
      if (why !== null) left.push({ ref: row.ref, title: row.title, why });
      else
        taken.push({
          subject: { kind: 'change', id: row.id },
          row: { ...row, startsAt: row.plannedStart?.at ?? null },
        });
    }
    const sorted = taken.toSorted((a, b) => compareForAgenda(a.row, b.row));
    const word = boardWords(
      tx,
      sorted.map(({ subject }) => subject),
      tx.now,
    );
    const added = append(
      tx,
      meeting,
      sorted.map(({ subject }) => ({ subject, minutes: rule.minutes })),
      (subject) => (word(subject).approved ? 'it is approved already' : null),
    );
    return limited(added.added, [...added.left, ...left]);
  });
}

/** Adds things by hand, in the order given. Throws NOT_FOUND, REFUSED. */
export function addItems(store: Store, who: Who, id: CabMeetingId, subjects: readonly Subject[]): Added {
  return write(store, who, 'Put on the agenda', (tx) => {
    const meeting = openMeeting(tx, id);
    const { minutes } = meeting.agendaRule ?? builtInAgendaRule;
    const { added, left } = append(
      tx,
      meeting,
      subjects.map((subject) => ({ subject, minutes })),
      () => null,
    );
    return limited(added, left);
  });
}

function limited(added: number, left: readonly LeftOut[]): Added {
  return { added, left: left.slice(0, NAMED), more: Math.max(0, left.length - NAMED) };
}

/** Adds things to the end of their list, or says of each why not. */
function append(
  tx: Tx,
  meeting: CabMeeting,
  candidates: readonly Candidate[],
  why: (subject: Subject) => string | null,
): { readonly added: number; readonly left: readonly LeftOut[] } {
  const left: LeftOut[] = [];
  let added = 0;
  let count = itemsOf(tx, meeting.id).length;
  for (const { subject, minutes } of candidates) {
    const thing = thingOf(tx, subject);
    if (!thing) throw notFound(subject.kind === 'change' ? 'A change named here' : 'A release named here');
    const fault = whyNot(tx, meeting, subject, thing) ?? why(subject) ?? full(count);
    if (fault !== null) left.push({ ref: thing.ref, title: thing.title, why: fault });
    else {
      putOn(tx, meeting, subject, minutes);
      added += 1;
      count += 1;
    }
  }
  return { added, left };
}

function full(count: number): string | null {
  return count < LONGEST_AGENDA ? null : `an agenda holds ${LONGEST_AGENDA} at most`;
}

function whyNot(
  tx: Tx,
  meeting: CabMeeting,
  subject: Subject,
  { gone, state }: { readonly gone: boolean; readonly state: string },
): string | null {
  if (gone) return 'it was removed';
  const open =
    subject.kind === 'change' ? isOpen(state as ChangeState) : isReleaseOpen(state as ReleaseState);
  if (!open) return `it is ${state}`;
  if (itemsOf(tx, meeting.id).some((item) => item.subjectId === subject.id)) return 'it is on this agenda';
  const other = openAgendaOf(tx, subject.id, tx.now);
  return other ? `it is on the agenda of ${other}` : null;
}

/** Puts a thing at the end of an agenda inside a transaction, among the late ones once that is closed. */
export function putOn(tx: Tx, meeting: CabMeeting, subject: Subject, minutes: number): AgendaItem {
  const late = isClosed(tx, meeting);
  const last = itemsOf(tx, meeting.id).findLast((item) => item.late === late);
  return rowToItem(
    tx.insert(agendaItem, {
      id: newId<AgendaItemId>(),
      meetingId: meeting.id,
      subjectKind: subject.kind,
      subjectId: subject.id,
      position: generateKeyBetween(last?.position ?? null, null),
      minutes,
      late,
      outcome: null,
      outcomeAt: null,
      note: '',
      startedAt: null,
      endedAt: null,
    }),
  );
}

/** Takes an item off that has no outcome. Throws NOT_FOUND, REFUSED. */
export function removeItem(store: Store, who: Who, id: AgendaItemId): void {
  write(store, who, 'Taken off the agenda', (tx) => {
    const { item } = getItem(tx, id);
    if (item.outcome !== null)
      throw refused(`It is recorded as ${item.outcome}, so it stays on the agenda it was heard on.`);
    tx.remove(agendaItem, id);
  });
}

/** Puts an item before another of its meeting, into that one's list, or to the end of its own. Throws NOT_FOUND, REFUSED. */
export function moveItem(store: Store, who: Who, id: AgendaItemId, before: AgendaItemId | null): AgendaItem {
  return write(store, who, 'Agenda put in another order', (tx) => {
    const { item, meeting } = getItem(tx, id);
    if (before === id) return item;
    const others = itemsOf(tx, meeting.id).filter((one) => one.id !== id);
    const target = others.find((one) => one.id === before);
    if (before !== null && !target) throw notFound('The item it should stand before');
    const late = target?.late ?? item.late;
    const list = others.filter((one) => one.late === late);
    const at = target ? list.indexOf(target) : list.length;
    const position = generateKeyBetween(list[at - 1]?.position ?? null, list[at]?.position ?? null);
    return patchedItem(tx, id, { position, late });
  });
}

/** Puts what was not heard yet in the order of the rule, after what was. Throws NOT_FOUND, REFUSED. */
export function orderAgenda(store: Store, who: Who, id: CabMeetingId): void {
  write(store, who, 'Agenda put in the order of the rule', (tx) => {
    openMeeting(tx, id);
    for (const late of [false, true]) {
      const list = itemsOf(tx, id).filter((item) => item.late === late);
      const waits = ({ outcome, startedAt }: AgendaItem) => outcome === null && startedAt === null;
      const sorted = list
        .filter(waits)
        .map((item) => ({ item, thing: thingOf(tx, subjectOf(item)) }))
        .toSorted((a, b) => (a.thing && b.thing ? compareForAgenda(a.thing, b.thing) : 0));
      let last: string | null = null;
      for (const item of [...list.filter((one) => !waits(one)), ...sorted.map((one) => one.item)]) {
        last = generateKeyBetween(last, null);
        tx.patch(agendaItem, item.id, { position: last });
      }
    }
  });
}

/** Changes minutes, note or list of an item. Throws NOT_FOUND. */
export function patchItem(
  store: Store,
  who: Who,
  id: AgendaItemId,
  fields: Partial<Pick<AgendaItem, 'minutes' | 'note' | 'late'>>,
): AgendaItem {
  return write(store, who, fields.note === undefined ? 'Agenda edited' : 'Note on an item', (tx) => {
    const { item, meeting } = getItem(tx, id);
    const moves = fields.late !== undefined && fields.late !== item.late;
    const last = itemsOf(tx, meeting.id).findLast((one) => one.late === fields.late);
    return patchedItem(tx, id, {
      ...fields,
      ...(moves ? { position: generateKeyBetween(last?.position ?? null, null) } : {}),
    });
  });
}

/** Writes fields of an item inside a transaction. Throws NOT_FOUND. */
export function patchedItem(
  tx: Tx,
  id: AgendaItemId,
  fields: Partial<typeof agendaItem.$inferInsert>,
): AgendaItem {
  const row = tx.patch(agendaItem, id, fields);
  if (!row) throw notFound('This item of the agenda');
  return rowToItem(row);
}

/** Calls a meeting off; what was on its agenda goes to another or waits for one. Throws NOT_FOUND, REFUSED. */
export function removeMeeting(
  store: Store,
  who: Who,
  id: CabMeetingId,
  { reason, moveTo }: { readonly reason: string; readonly moveTo: CabMeetingId | null },
): void {
  write(store, who, reason.trim() || 'CAB meeting called off', (tx) => {
    const meeting = getMeeting(tx, id);
    const items = itemsOf(tx, id);
    const heard = items.filter((item) => item.outcome !== null).length;
    if (heard > 0)
      throw refused(
        `${meeting.ref} was held: ${heard} of its items have an outcome. A meeting that was held stays.`,
      );
    if (moveTo === id) throw refused('The agenda cannot move to the meeting that is called off.');
    const other = moveTo === null ? null : openMeeting(tx, moveTo);
    const there = new Set<string>(other ? itemsOf(tx, other.id).map((item) => item.subjectId) : []);
    for (const item of items) {
      tx.remove(agendaItem, item.id);
      if (other && !there.has(item.subjectId)) putOn(tx, other, subjectOf(item), item.minutes);
    }
    tx.remove(cabMeeting, id);
  });
}

/** A meeting whose agenda can still change. Throws NOT_FOUND, REFUSED. */
export function openMeeting(tx: Tx, id: CabMeetingId): CabMeeting {
  const meeting = getMeeting(tx, id);
  if (meeting.endedAt !== null)
    throw refused(`${meeting.ref} has ended. Open it again, then change its agenda.`);
  return meeting;
}
