import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import css from '#renderer/features/settings/Settings.module.css';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { formatBytes, formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { ConfirmDialog } from '#renderer/ui/FormDialog.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Backup } from '#shared/contract/backups.ts';

const CAUSES: Readonly<Record<Backup['cause'], string>> = {
  daily: 'daily',
  migration: 'before an upgrade',
  asked: 'asked for',
  restore: 'before a restore',
};

/** Backups beside the file: make one, put one back. */
export function BackupsSection() {
  const zone = useZone();
  const query = useQuery(orpc.backups.list.queryOptions({ meta: { topics: ['backups'] } }));
  const [asked, ask] = useState<Backup | null>(null);
  const create = useMutation(
    orpc.backups.create.mutationOptions({
      onSuccess: (made) => {
        toastDone(`Backup made and checked, ${formatBytes(made.bytes)}`);
        return queryClient.invalidateQueries({ queryKey: orpc.backups.key() });
      },
    }),
  );
  const restore = useMutation(
    orpc.backups.restore.mutationOptions({
      onSuccess: ({ restored }) => {
        toastDone(`Restored from ${restored}`);
        return queryClient.invalidateQueries();
      },
      onSettled: () => ask(null),
    }),
  );
  const failed = create.error ?? restore.error;
  return (
    <>
      <p className={css.lead}>
        A copy is made every day and before every upgrade; each is opened and checked. They lie in the data
        folder: copy them elsewhere too.
      </p>
      {failed && (
        <ErrorPanel
          what={create.error ? 'The backup was not made' : 'The backup was not restored'}
          means={errorSentence(failed)}
          detail={errorDetail(failed)}
        />
      )}
      <QueryState query={query} what="The list of backups">
        {(backups) =>
          backups.length === 0 ? (
            <p className="t2">No backup was made yet.</p>
          ) : (
            <ul>
              {backups.map((backup) => (
                <li key={backup.name} className={css.row}>
                  <span>
                    <span className="b">{formatDateTime(backup.at, zone)}</span>{' '}
                    <span className="t2">{CAUSES[backup.cause]}</span>
                  </span>
                  <span className="t2">{formatBytes(backup.bytes)}</span>
                  <Button size="small" onClick={() => ask(backup)}>
                    Restore<span className="sr"> the backup of {formatDateTime(backup.at, zone)}</span>
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
      <div className={css.foot}>
        <Button icon="download" disabled={create.isPending} onClick={() => create.mutate(undefined)}>
          Back up now
        </Button>
      </div>
      <ConfirmDialog
        title="Restore this backup?"
        opened={asked !== null}
        onClose={() => ask(null)}
        busy={restore.isPending}
        confirm="Restore"
        onConfirm={() => asked && restore.mutate({ name: asked.name })}
      >
        {asked && (
          <p>
            The workspace goes back to {formatDateTime(asked.at, zone)}. The present state is kept as a backup
            first. The restored file counts as a new device and gets new letters.
          </p>
        )}
      </ConfirmDialog>
    </>
  );
}
