import type { Note } from '#shared/contract/warroom.ts';
import type { NoteId } from '../ids.ts';

type Planned = Pick<Note, 'id' | 'kind' | 'aboutId' | 'nextUpdateAt'>;

/** Planned communications that nobody has sent yet, the first one due first. */
export function communicationsDue<N extends Planned>(notes: readonly N[]): N[] {
  const sent = new Set<NoteId | null>(
    notes.filter(({ kind }) => kind === 'communication sent').map(({ aboutId }) => aboutId),
  );
  return notes
    .filter(({ kind, id }) => kind === 'communication' && !sent.has(id))
    .sort((a, b) => (a.nextUpdateAt ?? 0) - (b.nextUpdateAt ?? 0));
}

/** How a planned communication is written down: `To customers: checkout is back`. */
export function communicationText(audience: string, text: string): string {
  return `To ${audience.trim()}: ${text.trim()}`;
}
