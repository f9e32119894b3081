import type { StepEventKind } from '#shared/contract/runbooks.ts';
import type { Note } from '#shared/contract/warroom.ts';
import { type RunModel, shortTitle } from './runModel.ts';
import { eventPast, noteWord } from './wording.ts';

export type LogRow = {
  readonly id: string;
  /** When it happened, ms UTC. */
  readonly at: number;
  readonly recordedAt: number;
  readonly kind: Note['kind'] | StepEventKind;
  readonly text: string;
  readonly comment: string;
  readonly who: string;
};

/** Everything that was recorded in the run, newest first: ticks and what the room said. */
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
  return rows.sort((a, b) => b.at - a.at || b.recordedAt - a.recordedAt || (a.id < b.id ? 1 : -1));
}
