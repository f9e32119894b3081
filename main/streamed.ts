/**
 * Turns work that reports by calling back into a stream of its reports that returns its result. Only the newest
 * report waits, so a slow reader skips some. Ending the iteration or aborting `signal` aborts the work and waits for it.
 */
export async function* streamed<Report, Result>(
  work: (report: (report: Report) => void, signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Report, Result> {
  const ended = new AbortController();
  let latest: Report | undefined;
  let finished = false;
  let wake = () => {};
  const working = work(
    (report) => {
      latest = report;
      wake();
    },
    signal ? AbortSignal.any([signal, ended.signal]) : ended.signal,
  );
  const settled = working
    .catch(() => undefined) // comes out of `await working` below
    .then(() => {
      finished = true;
      wake();
    });
  try {
    while (!finished) {
      if (latest !== undefined) {
        const report = latest;
        latest = undefined;
        yield report;
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return await working;
  } finally {
    ended.abort();
    await settled;
  }
}
