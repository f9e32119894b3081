import { client } from '#renderer/lib/client.ts';
import { formatBytes } from '#renderer/lib/format.ts';
import { toastDone, toastError } from '#renderer/ui/toast.ts';

/** Makes a checked backup and says so. */
export async function backUpNow(): Promise<void> {
  try {
    const made = await client.backups.create();
    toastDone(`Backup made and checked, ${formatBytes(made.bytes)}`);
  } catch (error) {
    toastError('The backup was not made', error);
  }
}
