import { expandTimes } from '#renderer/lib/format.ts';
import type { GateVote, RunEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { Note } from '#shared/contract/warroom.ts';
import { jumpsOf } from '#shared/domain/clock-jumps.ts';
import { type RunModel, shortTitle } from './runModel.ts';
import { eventPast, momentPast, noteWord } from './wording.ts';

export type LogRow = {
  readonly id: string;
  /** When it happened, ms UTC. */
  readonly at: number;
  readonly recordedAt: number;
  readonly kind: Note['kind'] | StepEventKind | RunEvent['kind'] | GateVote['vote'];
  readonly text: string;
  readonly comment: string;
  readonly who: string;
};

/** Everything that was recorded in the run, newest first: ticks, votes, what happened to the run, what the room said. */
export function runLog(model: RunModel): readonly LogRow[] {
  const { view } = model;
  const names = new Map(view.people.map((person) => [person.id, person.name]));
  const steps = new Map(view.steps.map((step) => [step.id, step]));
  const rows: LogRow[] = view.notes.map((note) => ({
    id: note.id,
    at: note.occurredAt,
    recordedAt: note.recordedAt,
    kind: note.kind,
    text: `${noteWord[note.kind]}${note.text}`,
    comment: '',
    who: names.get(note.actorId) ?? '',
  }));
  for (const event of view.events) {
    const step = steps.get(event.stepId);
    if (!step) continue;
    rows.push({
      id: event.id,
      at: event.occurredAt,
      recordedAt: event.recordedAt,
      kind: event.kind,
      text: `${step.number} ${shortTitle(step)} ${eventPast[event.kind]}`,
      comment: event.comment,
      who: names.get(event.actorId) ?? '',
    });
  }
  for (const moment of view.moments) {
    rows.push({
      id: moment.id,
      at: moment.occurredAt,
      recordedAt: moment.recordedAt,
      kind: moment.kind,
      text: momentPast[moment.kind],
      comment: expandTimes(moment.comment, view.zone),
      who: names.get(moment.actorId) ?? '',
    });
  }
  for (const vote of view.votes) {
    const gate = steps.get(vote.stepId);
    if (!gate) continue;
    rows.push({
      id: vote.id,
      at: vote.occurredAt,
      recordedAt: vote.recordedAt,
      kind: vote.vote,
      text: `${gate.number} ${shortTitle(gate)}: ${vote.vote === 'go' ? 'go' : 'no-go'} by ${names.get(vote.personId) ?? ''}`,
      comment: vote.reason,
      who: names.get(vote.actorId) ?? '',
    });
  }
  // After the clock was set back times say nothing about the order; when it was recorded still does.
  const setBacks = jumpsOf(view.moments).filter(({ from, to }) => to < from);
  const turns = ({ recordedAt }: LogRow) => setBacks.filter((jump) => jump.recordedAt <= recordedAt).length;
  const place = (row: LogRow) => (turns(row) === 0 ? row.at : row.recordedAt);
  return rows.sort(
    (a, b) =>
      turns(b) - turns(a) || place(b) - place(a) || b.recordedAt - a.recordedAt || (a.id < b.id ? 1 : -1),
  );
}
