import { useEffect, useRef, useState } from 'react';
import type { Progress } from '#shared/contract/workspace.ts';

type Event = { readonly kind: 'progress'; readonly progress: Progress } | { readonly kind: 'done' };
type Done<E extends Event> = Extract<E, { kind: 'done' }>;

/** Where a long call stands; `done` keeps its last event, `failed` its error. */
export type StreamState<E extends Event> =
  | { readonly at: 'idle' }
  | { readonly at: 'running'; readonly progress: Progress }
  | { readonly at: 'done'; readonly result: Done<E> }
  | { readonly at: 'failed'; readonly error: unknown };

/**
 * Runs a route that streams progress and ends with `done`. `start` begins anew and ends what was under way; `cancel`
 * ends it and goes back to idle; leaving the screen ends it too.
 */
export function useProgressStream<E extends Event>(what: string) {
  const [state, setState] = useState<StreamState<E>>({ at: 'idle' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const start = async (
    open: (signal: AbortSignal) => Promise<AsyncIterable<E>>,
    onDone?: (result: Done<E>) => void,
  ) => {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    setState({ at: 'running', progress: { done: 0, total: null, what } });
    try {
      for await (const event of await open(mine.signal)) {
        if (mine.signal.aborted) return;
        if (isDone(event)) {
          setState({ at: 'done', result: event });
          onDone?.(event);
          return;
        }
        if (event.kind === 'progress') setState({ at: 'running', progress: event.progress });
      }
      setState({ at: 'failed', error: new Error('The answer ended before it was complete. Start again.') });
    } catch (error) {
      if (!mine.signal.aborted) setState({ at: 'failed', error });
    }
  };
  const reset = () => {
    abort.current?.abort();
    setState({ at: 'idle' });
  };
  return { state, start, cancel: reset, reset };
}

function isDone<E extends Event>(event: E): event is Done<E> {
  return event.kind === 'done';
}
