import { inArray } from 'drizzle-orm';
import type { Note, RoomView, WallView } from '#shared/contract/warroom.ts';
import { type NoteId, newId, type PersonId, type RunId, type StepId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { bridgeRefusal, pinnedNotes } from '#shared/domain/runs/room-notes.ts';
import { CLOCK_SLACK, DAY } from '#shared/domain/time.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { note } from '../schema/warroom.ts';
import type { Store } from '../store.ts';
import { listPeople, listPersonTimes } from './people.ts';
import { mustExist } from './references.ts';
import { recordedNext } from './run-order.ts';
import { getRun, getStep, runRecords, stepsOf } from './runs.ts';
import { workspaceRow } from './workspace.ts';

/** All that the wall shows of a run. */
export function wallView(db: ReadDb, id: RunId, now: number): WallView {
  return { ...roomView(db, id, now), steps: stepsOf(db, id) };
}

/** What the room knows of its run, without the steps. */
export function roomView(db: ReadDb, id: RunId, now: number): RoomView {
  const workspace = workspaceRow(db);
  return {
    ...runRecords(db, id),
    workspaceName: workspace?.name ?? '',
    zone: workspace?.zone ?? 'UTC',
    notes: notesOf(db, id),
    people: peopleOf(db, now),
  };
}

function peopleOf(db: ReadDb, now: number): RoomView['people'] {
  const near = listPersonTimes(db).filter(({ start, end }) => start.at < now + DAY && end.at > now - DAY);
  return listPeople(db).map(({ id, name, phone }) => ({
    id,
    name,
    phone,
    times: near.flatMap(({ personId, kind, start, end }) =>
      personId === id ? [{ kind, startsAt: start.at, endsAt: end.at }] : [],
    ),
  }));
}

/** What the room of a run said, in the order it was recorded; while it backs out, also what was said before: its issues are open still. */
export function notesOf(db: ReadDb, id: RunId): Note[] {
  const { backsOutId } = getRun(db, id);
  return db
    .select()
    .from(note)
    .where(inArray(note.runId, backsOutId === null ? [id] : [backsOutId, id]))
    .orderBy(note.recordedAt, note.id)
    .all()
    .map(({ removedAt: _, ...row }) => row);
}

export type NewNote = {
  runId: RunId;
  kind: Note['kind'];
  text: string;
  role: Note['role'];
  ownerId: PersonId | null;
  nextUpdateAt: number | null;
  aboutId: NoteId | null;
  stepId?: StepId | null;
  occurredAt?: number | undefined;
};

/** What a note of that kind closes, and what is said when it cannot. */
const CLOSES: Partial<Record<Note['kind'], { kind: Note['kind']; name: string; already: string }>> = {
  'issue closed': {
    kind: 'issue',
    name: 'Name the issue of this run that is closed.',
    already: 'This issue is closed already.',
  },
  'communication sent': {
    kind: 'communication',
    name: 'Name the planned communication of this run that was sent.',
    already: 'This communication was sent already.',
  },
};

/** Logs something the room said. */
export function addNote(store: Store, who: Who, input: NewNote): Note {
  return write(store, who, `Logged: ${input.kind}`, (tx) => {
    mustExist(tx, { person: [input.ownerId, who.onBehalfOf] });
    const notes = notesOf(tx, input.runId);
    const about = notes.find((one) => one.id === input.aboutId);
    const closes = CLOSES[input.kind];
    if (closes && about?.kind !== closes.kind) throw refused(closes.name);
    if (input.aboutId !== null && !about) throw notFound('What this note is about');
    if (closes && notes.some((one) => one.kind === input.kind && one.aboutId === about?.id))
      throw refused(closes.already);
    if (input.kind === 'pinned' || input.kind === 'unpinned') {
      if (!about) throw refused('Name the note of this run that is meant.');
      if (pinnedNotes(notes).includes(about) === (input.kind === 'pinned'))
        throw refused(`This note is ${input.kind === 'pinned' ? 'pinned already' : 'not pinned'}.`);
    }
    const noBridge = input.kind === 'bridge' ? bridgeRefusal(input.text) : null;
    if (noBridge !== null) throw refused(noBridge);
    if (input.stepId && getStep(tx, input.stepId).runId !== input.runId)
      throw refused('This step belongs to another run.');
    if (input.kind === 'communication' && input.nextUpdateAt === null)
      throw refused('A planned communication needs the time it is due.');
    if (input.kind === 'roll-call' && input.ownerId === null)
      throw refused('A roll-call names the person who was called.');
    if (input.kind === 'role' && (input.role === null || input.ownerId === null))
      throw refused('Name the role and the person who takes it.');
    if (input.kind !== 'role' && input.role !== null) throw refused('Only a hand-over names a role.');
    if ((input.occurredAt ?? tx.now) > tx.now + CLOCK_SLACK)
      throw refused('A note cannot be about the future. Check the time.');
    const { removedAt: _, ...row } = tx.insert(note, {
      ...input,
      stepId: input.stepId ?? null,
      id: newId<NoteId>(),
      occurredAt: input.occurredAt ?? tx.now,
      recordedAt: recordedNext(tx, input.runId, tx.now),
      actorId: who.onBehalfOf ?? who.actor,
    });
    return row;
  });
}
