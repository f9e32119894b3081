import type { Note, RoomRole } from '#shared/contract/warroom.ts';
import type { PersonId } from '../ids.ts';

/** The roles of a war room, the one in command first (product.md, "War room"). */
export const roomRoles: readonly RoomRole[] = [
  'commander',
  'scribe',
  'communications',
  'technical lead',
  'observer',
];

/** Who holds which role, by the last hand-over of each; notes come in the order they happened. */
export function roleHolders(
  notes: readonly Pick<Note, 'kind' | 'role' | 'ownerId' | 'occurredAt'>[],
): readonly { readonly role: RoomRole; readonly personId: PersonId; readonly since: number }[] {
  return roomRoles.flatMap((role) => {
    const last = notes.findLast((note) => note.kind === 'role' && note.role === role);
    return last?.ownerId ? [{ role, personId: last.ownerId, since: last.occurredAt }] : [];
  });
}
