import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount, formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox, FieldStack } from '#renderer/ui/Fields.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { RunId } from '#shared/domain/ids.ts';
import css from './PresenterDialog.module.css';

/** Links of one run with who looks at the moment, and the making of another. */
export function PresenterLinks({ runId, listening }: { readonly runId: RunId; readonly listening: boolean }) {
  const zone = useZone();
  const links = useQuery(
    orpc.presenter.links.queryOptions({ input: { runId }, meta: { topics: ['presenter'] } }),
  );
  const revoke = useMutation(
    orpc.presenter.revokeLink.mutationOptions({
      onError: (error) => toastError('The link was not revoked', error),
    }),
  );
  return (
    <FieldStack>
      <QueryState query={links} what="The list of links">
        {(rows) =>
          rows.length === 0 ? (
            <p className="t2">This run has no link.</p>
          ) : (
            <ul className={css.links} aria-label="Links of this run">
              {rows.map((link) => (
                <li key={link.id} className={css.link}>
                  <span>
                    Made {formatDateTime(link.createdAt, zone)},{' '}
                    {link.showsNames ? 'with names' : 'names as initials'}
                  </span>
                  <span>{formatCount(link.viewers, 'viewer')}</span>
                  <Button
                    size="small"
                    disabled={revoke.isPending}
                    onClick={() => revoke.mutate({ id: link.id })}
                  >
                    Revoke
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
      <NewLink runId={runId} listening={listening} />
    </FieldStack>
  );
}

function NewLink({ runId, listening }: { readonly runId: RunId; readonly listening: boolean }) {
  const [showsNames, setShowsNames] = useState(false);
  const [copied, setCopied] = useState(false);
  const add = useMutation(orpc.presenter.addLink.mutationOptions({ onSuccess: () => setCopied(false) }));
  const url = add.data?.url;
  return (
    <>
      <Checkbox
        label="Show names (phone numbers are never sent)"
        checked={showsNames}
        onChange={(event) => setShowsNames(event.currentTarget.checked)}
      />
      <div>
        <Button
          variant="primary"
          icon="link"
          disabled={!listening || add.isPending}
          onClick={() => add.mutate({ runId, showsNames })}
        >
          Make a link
        </Button>
      </div>
      {url !== undefined && (
        <div role="status" className={css.made}>
          <p>The link, shown this once. It ends with the run.</p>
          <div className={css.url}>
            <code className="mono">{url}</code>
            <Button
              size="small"
              icon="copy"
              onClick={() => void navigator.clipboard.writeText(url).then(() => setCopied(true))}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          </div>
        </div>
      )}
      <Refusal error={add.error} />
    </>
  );
}
