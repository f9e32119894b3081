import { Worker } from 'node:worker_threads';

export type WorkerMessage<Progress, Result> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: Result };

/**
 * Runs a worker thread to its end: yields what it reports, returns its result. Ending the iteration or aborting ends
 * the thread. Throws what the thread threw.
 */
export async function* runWorker<Progress, Result>(
  file: URL,
  data: unknown,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress, Result> {
  const worker = new Worker(file, { workerData: data });
  const inbox: WorkerMessage<Progress, Result>[] = [];
  let failure: unknown = null;
  let wake = () => {};
  const arrived = () => wake();
  worker.on('message', (message: WorkerMessage<Progress, Result>) => {
    inbox.push(message);
    arrived();
  });
  worker.on('error', (error) => {
    failure = error;
    arrived();
  });
  worker.on('exit', (code) => {
    failure ??= new Error(`The worker ended early (${code})`);
    arrived();
  });
  const abort = () => {
    failure = signal?.reason ?? new Error('Cancelled');
    arrived();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      const message = inbox.shift();
      if (message?.kind === 'done') return message.result;
      if (message) {
        yield message.progress;
        continue;
      }
      if (signal?.aborted) throw signal.reason;
      if (failure) throw failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  }
}
