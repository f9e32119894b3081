import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { usePreferences, useSetPreferences } from '#renderer/features/preferences/usePreferences.ts';
import css from '#renderer/features/settings/Settings.module.css';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { MultiSelectField, Switch, TextField } from '#renderer/ui/Fields.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { Scope } from '#shared/contract/base.ts';

const SCOPES: readonly { readonly value: Scope; readonly label: string }[] = [
  { value: 'gate:read', label: 'gate:read, read changes and releases' },
  { value: 'event:write', label: 'event:write, log events into a run' },
  { value: 'feed:read', label: 'feed:read, read the calendar feed' },
];

/** The REST interface for scripts on this computer: off unless switched on, one token per script. */
export function LocalApiSection() {
  const { localApi } = usePreferences();
  const save = useSetPreferences();
  return (
    <>
      <p className={css.lead}>
        Lets a pipeline on this computer ask whether a release may go and write events into a run. Off unless
        switched on; it listens on this computer only and answers nobody without a token.
      </p>
      <Switch
        label="Answer local API requests"
        checked={localApi}
        onChange={(event) =>
          save.mutate(
            { localApi: event.currentTarget.checked },
            { onError: (error) => toastError('The setting was not saved', error) },
          )
        }
      />
      <Address />
      <Tokens />
    </>
  );
}

function Address() {
  const query = useQuery(orpc.access.localApi.queryOptions({ meta: { topics: ['access', 'preferences'] } }));
  const address = query.data?.address ?? null;
  if (address === null) return null;
  return (
    <p className={css.lead}>
      It answers at <code className="mono">{address}</code>, and describes itself at{' '}
      <code className="mono">{address}/openapi.json</code>.
    </p>
  );
}

function Tokens() {
  const zone = useZone();
  const query = useQuery(orpc.access.tokens.queryOptions({ meta: { topics: ['access'] } }));
  const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.access.key() });
  const revoke = useMutation(
    orpc.access.revokeToken.mutationOptions({
      onSuccess: refresh,
      onError: (error) => toastError('The token was not revoked', error),
    }),
  );
  return (
    <div style={{ marginTop: 12 }}>
      <QueryState query={query} what="The list of tokens">
        {(tokens) => (
          <ul>
            {tokens.map((token) => (
              <li key={token.id} className={css.row}>
                <span>
                  <span className="b">{token.name}</span>{' '}
                  <span className="mono t2">{token.scopes.join(' ')}</span>
                </span>
                <span className="t2">
                  {token.usedAt === null ? 'never used' : `last used ${formatDateTime(token.usedAt, zone)}`}
                </span>
                <Button
                  size="small"
                  disabled={revoke.isPending}
                  onClick={() => revoke.mutate({ id: token.id })}
                >
                  Revoke<span className="sr"> {token.name}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      <NewToken onMade={refresh} />
    </div>
  );
}

function NewToken({ onMade }: { readonly onMade: () => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['gate:read']);
  const [copied, setCopied] = useState(false);
  const add = useMutation(
    orpc.access.addToken.mutationOptions({
      onSuccess: () => {
        setName('');
        setCopied(false);
        onMade();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && scopes.length > 0) add.mutate({ name: name.trim(), scopes });
  };
  return (
    <>
      {add.data && (
        <div className={css.foot} role="status">
          <span>
            Token of <b className="b">{add.data.name}</b>, shown this once:
          </span>
          <span className={css.secret}>
            <code className="mono">{add.data.secret}</code>
            <Button
              size="small"
              icon="copy"
              onClick={() => void navigator.clipboard.writeText(add.data.secret).then(() => setCopied(true))}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          </span>
        </div>
      )}
      <form className={css.form} onSubmit={submit} style={{ marginTop: 12 }}>
        <TextField
          label="New token for"
          placeholder="Deployment pipeline"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={add.error ? errorSentence(add.error) : undefined}
        />
        <MultiSelectField label="May" options={SCOPES} value={scopes} onChange={setScopes} />
        <div>
          <Button type="submit" disabled={name.trim() === '' || scopes.length === 0 || add.isPending}>
            Make a token
          </Button>
        </div>
      </form>
    </>
  );
}
