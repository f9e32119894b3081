import type { Presence } from '#shared/contract/planning.ts';
import type { Run, Step } from '#shared/contract/runbooks.ts';
import type { Note } from '#shared/contract/warroom.ts';
import type { PersonId, RunId } from '../ids.ts';

type Called = Pick<Step, 'number' | 'ownerId' | 'voterIds'>;
type Heard = Pick<Note, 'kind' | 'text' | 'ownerId' | 'recordedAt' | 'occurredAt'>;

/** Who is called before a run: every owner and voter of its steps, with the numbers of the steps, in their order. */
export function rollOf(steps: readonly Called[]): {
  readonly personId: PersonId;
  readonly owns: readonly number[];
  readonly votes: readonly number[];
}[] {
  const people = new Map<PersonId, { owns: number[]; votes: number[] }>();
  const of = (id: PersonId) => {
    const known = people.get(id) ?? { owns: [], votes: [] };
    people.set(id, known);
    return known;
  };
  for (const { number, ownerId, voterIds } of steps) {
    if (ownerId !== null) of(ownerId).owns.push(number);
    for (const id of voterIds) of(id).votes.push(number);
  }
  return [...people].map(([personId, { owns, votes }]) => ({ personId, owns, votes }));
}

/** What the log says of one person when the roll is called. */
export function rollText(presence: Presence, name: string, deputy: string): string {
  switch (presence) {
    case 'present':
      return `Present: ${name}`;
    case 'absent':
      return `Absent: ${name}`;
    case 'deputy':
      return `Deputy: ${deputy} for ${name}`;
  }
}

/** Who was there when the roll was last called, from what the log says; null when it never was. */
export function lastRollCall(notes: readonly Heard[]): {
  readonly at: number;
  readonly present: number;
  readonly deputies: readonly Heard[];
  readonly absent: readonly Heard[];
} | null {
  const called = notes.filter(({ kind }) => kind === 'roll-call');
  const last = called.reduce((latest, { recordedAt }) => Math.max(latest, recordedAt), 0);
  const heard = called.filter(({ recordedAt }) => recordedAt === last);
  const [first] = heard;
  if (!first) return null;
  const said = (word: string) => heard.filter(({ text }) => text.startsWith(`${word}: `));
  return {
    at: first.occurredAt,
    present: said('Present').length,
    deputies: said('Deputy'),
    absent: said('Absent'),
  };
}

/** Whether the alerts are silenced, by the last word on them; null before the first one. */
export function alertsSilenced(notes: readonly Pick<Note, 'kind'>[]): boolean | null {
  const last = notes.findLast(({ kind }) => kind === 'alerts silenced' || kind === 'alerts back');
  return last ? last.kind === 'alerts silenced' : null;
}

/**
 * Whether the alerts are to be switched on again after the end of a run. They stay silenced while it is backed out: the
 * back-out run asks for it at its own end, as long as nobody has said there that they are on.
 */
export function owesAlerts(
  run: Pick<Run, 'kind' | 'backsOutId' | 'changeId'>,
  backOutId: RunId | null,
  notes: readonly Pick<Note, 'kind'>[],
): boolean {
  // While one change is backed out alone, the run it comes from goes on.
  if (backOutId !== null || run.changeId !== null) return false;
  const silenced = alertsSilenced(notes);
  return silenced ?? (run.backsOutId !== null && run.kind === 'live');
}

/** What a live run should not start without, in sentences; empty when all of it is done. */
export function missingBefore(notes: readonly Heard[]): string[] {
  return [
    ...(lastRollCall(notes) === null ? ['The roll has not been called: nobody knows who is there.'] : []),
    ...(alertsSilenced(notes) === true
      ? []
      : ['Nobody has confirmed that the alerts are silenced for the window.']),
  ];
}
