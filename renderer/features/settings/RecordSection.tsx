import { useEffect, useRef, useState } from 'react';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Progress, Workspace } from '#shared/contract/workspace.ts';
import css from './Settings.module.css';

type Verdict = { readonly entries: number; readonly sound: boolean; readonly verdict: string };

/** The signed record: this device's letters and key, and the check of the whole chain. */
export function RecordSection() {
  const workspace = useWorkspace();
  // After a restore another device and another chain stand here.
  return <Chain key={workspace.deviceId} workspace={workspace} />;
}

function Chain({ workspace }: { readonly workspace: Workspace }) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const verify = async () => {
    const abort = new AbortController();
    stop.current = abort;
    setVerdict(null);
    setError(null);
    setProgress({ done: 0, total: null, what: 'Reading the record' });
    try {
      for await (const event of await client.timeline.verify(undefined, { signal: abort.signal }))
        if (event.kind === 'progress') setProgress(event.progress);
        else setVerdict(event);
    } catch (reason) {
      if (!abort.signal.aborted) setError(reason);
    } finally {
      setProgress(null);
    }
  };

  return (
    <>
      <p className={css.lead}>
        Every write is one entry of a chain: each carries the fingerprint of the one before and the signature
        of this device. The check reads all of them and shows whether anything was altered without the key.
      </p>
      <dl className={css.pair}>
        <dt>Letters of this device</dt>
        <dd>
          <b className="b">{workspace.letters}</b>, as in{' '}
          <span className="ref">CHG-{workspace.letters}12</span>
        </dd>
        <dt>Signing key is kept in</dt>
        <dd>
          {workspace.keyKeptIn === 'keychain'
            ? 'the keychain of the operating system'
            : 'a file in the data folder that only this user can read, because no keychain was found'}
        </dd>
      </dl>
      <div className={css.foot}>
        {progress ? (
          <ProgressPanel {...progress} onCancel={() => stop.current?.abort()} />
        ) : (
          <Button icon="key" onClick={() => void verify()}>
            Verify the record
          </Button>
        )}
      </div>
      <div role="status">
        {verdict && (
          <p className={css.foot}>
            <StateGlyph state={verdict.sound ? 'done' : 'failed'} />
            <span className="b">{verdict.verdict}</span>
          </p>
        )}
      </div>
      {error !== null && (
        <ErrorPanel
          what="The record was not checked"
          means={errorSentence(error)}
          detail={errorDetail(error)}
        />
      )}
    </>
  );
}
