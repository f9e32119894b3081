import { expandTimes, formatTime } from '#renderer/lib/format.ts';
import type { GateVote, RunEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { Note } from '#shared/contract/warroom.ts';
import type { NoteId, StepId } from '#shared/domain/ids.ts';
import { jumpsOf } from '#shared/domain/runs/clock-jumps.ts';
import { pinnedNotes } from '#shared/domain/runs/room-notes.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { type RunModel, shortTitle } from './runModel.ts';
import { eventPast, momentPast, noteWord } from './wording.ts';

export type LogRow = {
  readonly id: string;
  /** When it happened, ms UTC. */
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly kind: Note['kind'] | StepEventKind | RunEvent['kind'] | GateVote['vote'];
  /** The step it is about, as the log names it; null when it is about none of this run. */
  readonly step: { readonly id: StepId; readonly name: string } | null;
  /** What is said; follows the name of the step. */
  readonly text: string;
  readonly comment: string;
  readonly who: string;
  /** The note of the line, where it can stand on the wall, and whether it does. */
  readonly pin: { readonly id: NoteId; readonly pinned: boolean } | null;
};

const UNPINNABLE: readonly Note['kind'][] = ['bridge', 'pinned', 'unpinned'];

/** Everything that was recorded in the run, newest first: ticks, votes, what happened to the run, what the room said. */
export function runLog(model: RunModel): readonly LogRow[] {
  const { view } = model;
  const names = new Map(view.people.map((person) => [person.id, person.name]));
  const steps = new Map(view.steps.map((step) => [step.id, step]));
  const about = (id: StepId | null): LogRow['step'] => {
    const step = id === null ? undefined : steps.get(id);
    return step ? { id: step.id, name: `${step.number} ${shortTitle(step)}` } : null;
  };
  const pinned = new Set(pinnedNotes(view.notes).map(({ id }) => id));
  const rows: LogRow[] = view.notes.map((note) => ({
    id: note.id,
    occurredAt: note.occurredAt,
    recordedAt: note.recordedAt,
    kind: note.kind,
    step: about(note.stepId),
    text: `${about(note.stepId) ? ': ' : ''}${noteWord[note.kind]}${note.text}`,
    comment: '',
    who: names.get(note.actorId) ?? '',
    pin: UNPINNABLE.includes(note.kind) ? null : { id: note.id, pinned: pinned.has(note.id) },
  }));
  for (const event of view.events) {
    const step = steps.get(event.stepId);
    if (!step) continue;
    rows.push({
      id: event.id,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      kind: event.kind,
      step: about(step.id),
      text: ` ${eventPast[event.kind]}`,
      comment: event.comment,
      who: names.get(event.actorId) ?? '',
      pin: null,
    });
  }
  for (const moment of view.moments) {
    rows.push({
      id: moment.id,
      occurredAt: moment.occurredAt,
      recordedAt: moment.recordedAt,
      kind: moment.kind,
      step: null,
      text: momentText(moment, view.changes.find(({ id }) => id === moment.changeId)?.ref ?? null),
      comment: expandTimes(moment.comment, view.zone),
      who: names.get(moment.actorId) ?? '',
      pin: null,
    });
  }
  for (const vote of view.votes) {
    const gate = steps.get(vote.stepId);
    if (!gate) continue;
    rows.push({
      id: vote.id,
      occurredAt: vote.occurredAt,
      recordedAt: vote.recordedAt,
      kind: vote.vote,
      step: about(gate.id),
      text: `: ${vote.vote === 'go' ? 'go' : 'no-go'} by ${names.get(vote.personId) ?? ''}`,
      comment: vote.reason,
      who: names.get(vote.actorId) ?? '',
      pin: null,
    });
  }
  // After the clock was set back times say nothing about the order; when it was recorded still does.
  const setBacks = jumpsOf(view.moments).filter(({ from, to }) => to < from);
  const turns = ({ recordedAt }: LogRow) => setBacks.filter((jump) => jump.recordedAt <= recordedAt).length;
  const place = (row: LogRow) => (turns(row) === 0 ? row.occurredAt : row.recordedAt);
  return rows.sort(
    (a, b) =>
      turns(b) - turns(a) || place(b) - place(a) || b.recordedAt - a.recordedAt || (a.id < b.id ? 1 : -1),
  );
}

/** The line of the log in words. */
export function logWords({ step, text }: Pick<LogRow, 'step' | 'text'>): string {
  return `${step?.name ?? ''}${text}`;
}

/** Says when a thing was recorded, if that was a minute or more after it happened; else nothing. */
export function recordedLater(
  { occurredAt, recordedAt }: Pick<Note, 'occurredAt' | 'recordedAt'>,
  zone: string,
): string {
  return recordedAt - occurredAt >= MINUTE ? `, recorded ${formatTime(recordedAt, zone)}` : '';
}

/** What the log says happened to the run, or to one change of it. */
function momentText({ kind }: RunEvent, ref: string | null): string {
  if (ref === null) return momentPast[kind];
  return kind === 'take out' ? `${ref} taken out of the run` : `Back-out of ${ref} alone decided`;
}
