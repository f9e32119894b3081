import { useEffect, useState } from 'react';
import { formatCount } from '#renderer/lib/format.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeFilter, ChangeSort } from '#shared/contract/changes.ts';
import type { Progress } from '#shared/contract/workspace.ts';
import { saveCsv } from './csv.ts';

export type CsvAsked = {
  readonly filter: ChangeFilter;
  readonly sort: readonly ChangeSort[];
  readonly columns: readonly TableColumn[];
};

/** A table on its way into a file: how far it is, and the way to stop it. */
export function CsvDialog({ asked, onClose }: { readonly asked: CsvAsked; readonly onClose: () => void }) {
  const [progress, setProgress] = useState<Progress>({ done: 0, total: null, what: 'Reading changes' });
  const [error, setError] = useState<unknown>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once, for what was asked when it was opened
  useEffect(() => {
    const abort = new AbortController();
    saveCsv(asked, abort.signal, setProgress).then(
      ({ name, rows }) => {
        toastDone(`${name} was made with ${formatCount(rows, 'change')}`);
        onClose();
      },
      (failed: unknown) => {
        if (!abort.signal.aborted) setError(failed);
      },
    );
    return () => abort.abort();
  }, []);
  return (
    <Dialog title="Export as CSV" opened onClose={onClose}>
      {error === null ? (
        <ProgressPanel what={progress.what} done={progress.done} total={progress.total} onCancel={onClose} />
      ) : (
        <Refusal error={error} />
      )}
    </Dialog>
  );
}
