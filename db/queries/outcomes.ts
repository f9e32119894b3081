import type { AgendaItem, CabMeeting, LeftOut, Outcome } from '#shared/contract/cab.ts';
import {
  isApproval,
  isRunning,
  mayRecord,
  quorumOf,
  voteOf,
  withoutQuorum,
} from '#shared/domain/approvals/cab.ts';
import type { AgendaItemId, CabMeetingId, ChangeId, PersonId } from '#shared/domain/ids.ts';
import { Refusal, refused } from '#shared/domain/refusal.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';
import { getItem, itemsOf, subjectOf, thingOf } from './agenda.ts';
import { openMeeting, patchedItem, putOn } from './agenda-edits.ts';
import { decide } from './approvals.ts';
import { boardWords } from './board-words.ts';
import { getMeeting, patched } from './cab.ts';
import { transitionChanges } from './change-moves.ts';

type Said = {
  readonly seenAt: number | null;
  readonly outcome: Outcome;
  readonly note: string;
  readonly conditions: readonly string[];
  readonly decidedBy?: PersonId | undefined;
  readonly deferTo: CabMeetingId | null;
};
type Recorded = { readonly item: AgendaItem; readonly decided: boolean; readonly sentence: string };

/** Begins to talk about an item; the one that was talked about ends. Throws NOT_FOUND, REFUSED. */
export function startItem(store: Store, who: Who, id: AgendaItemId): AgendaItem {
  return write(store, who, 'Item begun', (tx) => {
    const { item, meeting } = getItem(tx, id);
    if (meeting.startedAt === null || meeting.endedAt !== null)
      throw refused(
        `${meeting.ref} ${meeting.endedAt === null ? 'has not begun' : 'has ended'}. Start it first.`,
      );
    if (isRunning(item)) return item;
    endRunning(tx, meeting.id);
    return patchedItem(tx, id, { startedAt: item.startedAt ?? tx.now, endedAt: null });
  });
}

/** Ends the talk about an item. Throws NOT_FOUND, REFUSED. */
export function endItem(store: Store, who: Who, id: AgendaItemId): AgendaItem {
  return write(store, who, 'Item ended', (tx) => {
    const { item } = getItem(tx, id);
    if (!isRunning(item)) throw refused('This item is not being talked about.');
    return patchedItem(tx, id, { endedAt: tx.now });
  });
}

/** Ends a meeting and the item that is being talked about. Throws NOT_FOUND, REFUSED. */
export function endMeeting(store: Store, who: Who, id: CabMeetingId): CabMeeting {
  return write(store, who, 'CAB meeting ended', (tx) => {
    const { ref, startedAt, endedAt } = getMeeting(tx, id);
    if (startedAt === null) throw refused(`${ref} has not begun.`);
    if (endedAt !== null) throw refused(`${ref} has ended already, at {${endedAt}}.`);
    endRunning(tx, id);
    return patched(tx, id, { endedAt: tx.now });
  });
}

function endRunning(tx: Tx, id: CabMeetingId): void {
  for (const item of itemsOf(tx, id).filter(isRunning)) patchedItem(tx, item.id, { endedAt: tx.now });
}

/**
 * Records the outcome of an item and, where the ticket waits for its authority, the decision that it stands for, in one
 * entry. Throws NOT_FOUND, REFUSED with the sentence of the rule; then nothing is written.
 */
export function recordOutcome(store: Store, who: Who, id: AgendaItemId, said: Said): Recorded {
  return write(store, who, reasonOf(said), (tx) => {
    const { item, meeting } = getItem(tx, id);
    const subject = subjectOf(item);
    const { ref = 'It', gone = true } = thingOf(tx, subject) ?? {};
    const quorum = quorumOf(meeting, peopleIn(tx));
    const by = recordedBy(tx, id);
    const verdict = mayRecord({ meeting, item, ref, gone, by, quorum, said });
    if (!verdict.ok) throw refused(verdict.reason);
    const without = withoutQuorum(quorum);
    const done = decideBy(tx, who, { meeting, item, ref, said, without });
    const again = said.outcome === 'deferred' ? deferTo(tx, item, said.deferTo) : null;
    const written = patchedItem(tx, id, {
      outcome: said.outcome,
      outcomeAt: tx.now,
      note: [said.note.trim(), ...conditionLines(said), without && `Recorded ${without}.`]
        .filter(Boolean)
        .join('\n'),
      ...(isRunning(item) ? { endedAt: tx.now } : {}),
    });
    const sentence = [
      done.sentence,
      again && `It is on the agenda of ${again}.`,
      without && `Recorded ${without}.`,
    ];
    return { item: written, decided: done.decided, sentence: sentence.filter(Boolean).join(' ') };
  });
}

/** What the entry says in the timeline. */
function reasonOf({ outcome, note }: Said): string {
  return `CAB outcome: ${outcome}${note.trim() && `. ${note.trim()}`}`;
}

/** Conditions stand with the outcome too: a release has none of its own, and one that decides nothing yet keeps them here. */
function conditionLines({ conditions }: Said): string[] {
  return conditions.map((text) => `Condition: ${text.trim()}`);
}

function peopleIn(db: ReadDb): ReadonlySet<PersonId> {
  return new Set(
    db.rows<{ id: PersonId }>('SELECT id FROM person WHERE removed_at IS NULL').map(({ id }) => id),
  );
}

/** Who recorded the outcome that an item has, by name; empty when none is recorded. */
function recordedBy(db: ReadDb, id: AgendaItemId): string {
  const row = db.row<{ name: string | null }>(
    `SELECT p.name FROM log_op o JOIN log_entry e ON e.n = o.entry LEFT JOIN person p ON p.id = e.actor
     WHERE o.entity_id = ? AND o.field = 'outcomeAt' ORDER BY e.hlc DESC, e.device DESC LIMIT 1`,
    id,
  );
  return row?.name ?? '';
}

type Deciding = {
  readonly meeting: CabMeeting;
  readonly item: AgendaItem;
  readonly ref: string;
  readonly said: Said;
  readonly without: string;
};

/** Records the decision an outcome stands for, or says why there is none to record yet. Throws REFUSED with the rule's sentence. */
function decideBy(
  tx: Tx,
  who: Who,
  { meeting, item, ref, said, without }: Deciding,
): Pick<Recorded, 'decided' | 'sentence'> {
  const subject = subjectOf(item);
  const { stageId, stage, advises } = boardWords(tx, [subject], tx.now)(subject);
  if (stageId === null) return { decided: false, sentence: advises };
  const decidedBy = said.decidedBy ?? meeting.chairId;
  if (decidedBy === null)
    throw refused(`${meeting.ref} has no chair. Say whose word the outcome is, or name a chair.`);
  const { state } = decide(tx, who, {
    subject,
    stageId,
    verdict: voteOf(said.outcome),
    comment: said.note.trim(),
    conditions: [...said.conditions],
    decidedBy,
    meetingId: meeting.id,
    evidence: { kind: 'meeting', text: [meeting.ref, without].filter(Boolean).join(', ') },
  });
  const back =
    said.outcome === 'deferred' && state === 'New' ? ` ${ref} is in New again until it is submitted.` : '';
  return { decided: true, sentence: `${ref}: ${said.outcome}, recorded as the decision of ${stage}.${back}` };
}

/** Puts a deferred item on the agenda of another meeting; answers with that one's reference, or null when it goes nowhere. */
function deferTo(tx: Tx, item: AgendaItem, id: CabMeetingId | null): string | null {
  if (id === null) return null;
  if (id === item.meetingId) throw refused('An item is deferred to another meeting than its own.');
  const other = openMeeting(tx, id);
  const there = itemsOf(tx, id).some((one) => one.subjectId === item.subjectId);
  if (!there) putOn(tx, other, subjectOf(item), item.minutes);
  return other.ref;
}

/** Moves the approved changes of a meeting to Scheduled, each in an entry of its own; answers with what stays and why. */
export function scheduleApproved(
  store: Store,
  who: Who,
  id: CabMeetingId,
): { readonly moved: string[]; readonly stays: LeftOut[] } {
  const { ref: at } = getMeeting(store.db, id);
  const moved: string[] = [];
  const stays: LeftOut[] = [];
  for (const item of itemsOf(store.db, id)) {
    const thing = thingOf(store.db, subjectOf(item));
    if (item.subjectKind !== 'change' || !thing || thing.state === 'Scheduled') continue;
    const { ref, title } = thing;
    if (!isApproval(item.outcome))
      stays.push({
        ref,
        title,
        why: item.outcome === null ? 'It was not decided.' : `It was ${item.outcome}.`,
      });
    else
      try {
        transitionChanges(store, who, [item.subjectId as ChangeId], 'Scheduled', {
          reason: `Approved at ${at}`,
          changeAuthority: `CAB, at ${at}`,
        });
        moved.push(ref);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        stays.push({ ref, title, why: error.message });
      }
  }
  return { moved, stays };
}
