import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { formatBytes, formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { CopyableDetail, ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { ConfirmDialog } from '#renderer/ui/FormDialog.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { StoreFailure } from '#shared/contract/workspace.ts';
import css from './FailureScreen.module.css';
import { PlainPage } from './PlainPage.tsx';

const TITLES: Readonly<Record<StoreFailure['kind'], string>> = {
  corrupt: 'The workspace file is damaged',
  locked: 'The workspace is open elsewhere',
  'read-only': 'The workspace cannot be written',
  'disk-full': 'The disk is full',
  newer: 'The workspace belongs to a newer version',
  copied: 'The workspace comes from another computer',
  unreadable: 'The workspace cannot be read',
};

/** The file could not be opened: what happened, what it means, what can be done, and the backups there are. */
export function FailureScreen({ failure }: { readonly failure: StoreFailure }) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [asked, ask] = useState<'start-empty' | { readonly backup: string } | null>(null);
  const recover = useMutation(
    orpc.workspace.recover.mutationOptions({
      onSuccess: (status) => {
        queryClient.setQueryData(orpc.workspace.status.queryKey(), status);
        void queryClient.invalidateQueries();
      },
      onSettled: () => ask(null),
    }),
  );
  const can = (action: StoreFailure['actions'][number]) => failure.actions.includes(action);

  return (
    <PlainPage title={TITLES[failure.kind]}>
      <div role="alert" className={css.words}>
        {!failure.what.startsWith(TITLES[failure.kind]) && (
          <p className={css.what}>
            <StateGlyph state="failed" />
            {failure.what}
          </p>
        )}
        <p>{failure.means}</p>
        <p>{failure.todo}</p>
      </div>
      <div className={css.actions}>
        {can('retry') && (
          <Button
            variant="primary"
            disabled={recover.isPending}
            onClick={() => recover.mutate({ action: 'retry' })}
          >
            Try again
          </Button>
        )}
        {can('continue-as-new-device') && (
          <Button
            variant={can('retry') ? 'default' : 'primary'}
            disabled={recover.isPending}
            onClick={() => recover.mutate({ action: 'continue-as-new-device' })}
          >
            Go on as a new device
          </Button>
        )}
        {can('start-empty') && (
          <Button disabled={recover.isPending} onClick={() => ask('start-empty')}>
            Start an empty workspace
          </Button>
        )}
      </div>
      {recover.error && (
        <ErrorPanel
          what="That did not work"
          means={errorSentence(recover.error)}
          detail={errorDetail(recover.error)}
        />
      )}
      {can('restore') && (
        <section aria-labelledby="backups">
          <h2 id="backups" className={css.heading}>
            Backups
          </h2>
          {failure.backups.length === 0 && <p className="t2">No backup was found beside the file.</p>}
          <ul>
            {failure.backups.map((backup) => (
              <li key={backup.name} className={css.backup}>
                <span className="b">{formatDateTime(backup.at, zone)}</span>
                <span className="t2">{formatBytes(backup.bytes)}</span>
                <Button
                  size="small"
                  disabled={recover.isPending}
                  onClick={() => ask({ backup: backup.name })}
                >
                  Restore
                  <span className="sr"> the backup of {formatDateTime(backup.at, zone)}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <CopyableDetail detail={`${failure.kind}\n${failure.detail}`} />
      <ConfirmDialog
        title={asked === 'start-empty' ? 'Start an empty workspace?' : 'Restore this backup?'}
        opened={asked !== null}
        onClose={() => ask(null)}
        busy={recover.isPending}
        confirm={asked === 'start-empty' ? 'Start empty' : 'Restore'}
        onConfirm={() => {
          if (asked === 'start-empty') recover.mutate({ action: 'start-empty' });
          else if (asked) recover.mutate({ action: 'restore', backup: asked.backup });
        }}
      >
        <p>The present file is set aside in the data folder, not deleted.</p>
        {asked !== 'start-empty' && (
          <p>
            What was entered after the backup is not in it. The restored workspace gets new device letters.
          </p>
        )}
      </ConfirmDialog>
    </PlainPage>
  );
}
