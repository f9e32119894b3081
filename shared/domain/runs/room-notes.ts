import type { Note } from '#shared/contract/warroom.ts';
import { isWebAddress } from '../drafts/work-items.ts';

type Said = Pick<Note, 'id' | 'kind' | 'text' | 'aboutId'>;

/** Address of the call that everybody of a run is in, as it was given last; null before. Notes come in the order they were recorded. */
export function bridgeOf(notes: readonly Pick<Note, 'kind' | 'text'>[]): string | null {
  return notes.findLast(({ kind }) => kind === 'bridge')?.text ?? null;
}

/** Why an address is no bridge, in a sentence; null when it is one. */
export function bridgeRefusal(address: string): string | null {
  return isWebAddress(address)
    ? null
    : 'The address of a bridge begins with https:// or http://, without a password.';
}

/** Notes that stand on the wall until they are taken off, in the order they were pinned. */
export function pinnedNotes<T extends Said>(notes: readonly T[]): readonly T[] {
  const pinned = new Map<Said['id'], T>();
  const byId = new Map(notes.map((note) => [note.id, note]));
  for (const { kind, aboutId } of notes) {
    const about = aboutId === null ? undefined : byId.get(aboutId);
    if (about && kind === 'pinned') pinned.set(about.id, about);
    else if (about && kind === 'unpinned') pinned.delete(about.id);
  }
  return [...pinned.values()];
}
