import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { RunId, StepAttemptId } from '#shared/domain/ids.ts';
import css from './AttemptBlock.module.css';

/** All that is kept of what an attempt wrote; its end is in sight, also while more comes. */
export function OutputDialog(props: {
  readonly title: string;
  readonly runId: RunId;
  readonly attemptId: StepAttemptId;
  readonly close: () => void;
}) {
  const { runId, attemptId, close } = props;
  const [copied, setCopied] = useState(false);
  const query = useQuery(
    orpc.automation.output.queryOptions({
      input: { id: attemptId },
      meta: { topics: [`runs/${runId}/attempts`, `attempts/${runId}`] },
    }),
  );
  const text = query.data?.output ?? '';
  return (
    <Dialog
      title={props.title}
      opened
      onClose={close}
      width={860}
      actions={
        <>
          <Button
            icon="copy"
            onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
          <Button variant="primary" onClick={close}>
            Close
          </Button>
        </>
      }
    >
      <QueryState query={query} what="The output">
        {({ output }) => <Lines text={output} />}
      </QueryState>
    </Dialog>
  );
}

function Lines({ text }: { readonly text: string }) {
  const box = useRef<HTMLElement>(null);
  // Who scrolled up to read is left there.
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what was added
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  return (
    <section
      ref={box}
      aria-label="Output"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by keyboard
      tabIndex={0}
      className={css.all}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        atEnd.current = scrollTop + clientHeight > scrollHeight - 20;
      }}
    >
      {text}
    </section>
  );
}
