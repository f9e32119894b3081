import { client } from '#renderer/lib/client.ts';
import type { Change, ChangeType } from '#shared/contract/changes.ts';
import type { Start } from './StartFrom.tsx';

/** Makes the ticket that was chosen; a title that was typed goes before that of the template. Null until something is chosen. */
export async function startChange(
  start: Start,
  title: string,
  type: ChangeType,
): Promise<{ change: Change; leftOut: number } | null> {
  const named = title === '' ? {} : { title };
  if (start.from === 'blank') return { change: await client.changes.create({ title, type }), leftOut: 0 };
  if (start.id === null) return null;
  return start.from === 'change'
    ? client.changeTemplates.copyChange({ id: start.id, ...named })
    : client.changeTemplates.use({ id: start.id, ...named });
}
