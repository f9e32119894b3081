import { saveMade } from '#renderer/features/exchange/saveFile.ts';
import { client } from '#renderer/lib/client.ts';
import { toastDone, toastError } from '#renderer/ui/toast.ts';

/** Saves the runbook of a run, or one that belongs to none, as a PDF to print. */
export async function printRunbook(what: Parameters<typeof client.runbooks.print>[0]): Promise<void> {
  try {
    const made = await client.runbooks.print(what);
    saveMade(made);
    toastDone(`${made.name} was saved`);
  } catch (error) {
    toastError('The runbook was not printed', error);
  }
}
