import { saveFile } from '#renderer/features/exchange/saveFile.ts';
import { client } from '#renderer/lib/client.ts';
import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeFilter, ChangeSort } from '#shared/contract/changes.ts';
import type { Progress } from '#shared/contract/workspace.ts';

/** Reads all that a filter shows as CSV, piece by piece, and offers it as a file; answers with its name and rows. */
export async function saveCsv(
  asked: {
    readonly filter: ChangeFilter;
    readonly sort: readonly ChangeSort[];
    readonly columns: readonly TableColumn[];
  },
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<{ readonly name: string; readonly rows: number }> {
  const input = { filter: asked.filter, sort: [...asked.sort], columns: [...asked.columns] };
  const pieces: string[] = [];
  for await (const event of await client.changeTable.exportCsv(input, { signal })) {
    signal.throwIfAborted();
    if (event.kind === 'piece') pieces.push(event.text);
    if (event.kind === 'progress') onProgress(event.progress);
    if (event.kind === 'done') {
      saveFile(event.name, pieces, 'text/csv;charset=utf-8');
      return event;
    }
  }
  throw new Error('The table ended before it was complete. Start again.');
}
