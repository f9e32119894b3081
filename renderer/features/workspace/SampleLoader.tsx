import { type ReactNode, useEffect, useRef, useState } from 'react';
import { client, queryClient } from '#renderer/lib/client.ts';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import type { Progress } from '#shared/contract/workspace.ts';
import css from './FirstStart.module.css';

const MANY = 100_000;

/** Button that loads the sample company, with counts and a way to stop. Children stand beside the button; `large` offers many changes, to try how the table bears them. */
export function SampleLoader(props: {
  readonly onDone: () => void;
  readonly large?: boolean;
  readonly children?: ReactNode;
}) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const load = async (changes?: number) => {
    const abort = new AbortController();
    stop.current = abort;
    setError(null);
    setProgress({ done: 0, total: null, what: 'Loading the sample workspace' });
    try {
      for await (const event of await client.sample.load(changes === undefined ? {} : { changes }, {
        signal: abort.signal,
      }))
        if (event.kind === 'progress') setProgress(event.progress);
      await queryClient.invalidateQueries();
      props.onDone();
    } catch (reason) {
      if (!abort.signal.aborted) setError(reason);
    } finally {
      setProgress(null);
    }
  };

  if (progress) return <ProgressPanel {...progress} onCancel={() => stop.current?.abort()} />;
  return (
    <>
      {error !== null && (
        <ErrorPanel
          what="The sample workspace was not loaded"
          means={errorSentence(error)}
          detail={errorDetail(error)}
        />
      )}
      <div className={css.actions}>
        <Button variant="primary" size="large" onClick={() => void load()}>
          Load the sample workspace
        </Button>
        {props.children}
        {props.large && (
          <Button variant="quiet" size="large" onClick={() => void load(MANY)}>
            Load it with {formatNumber(MANY)} changes
          </Button>
        )}
      </div>
    </>
  );
}
