import type { Commit } from '#shared/domain/commits.ts';
import type { GitService } from './git.ts';

export type CommitProgress = { done: number; total: number; what: string };

/** Reads a range as a stream of progress that returns the commits; ending the iteration ends Git. */
export async function* readCommits(
  git: GitService,
  root: string,
  range: { readonly from: string; readonly to: string },
  signal: AbortSignal | undefined,
): AsyncGenerator<{ kind: 'progress'; progress: CommitProgress }, readonly Commit[]> {
  const ended = new AbortController();
  const stop = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
  let latest: CommitProgress | null = null;
  let wake = () => {};
  const reading = git.commits(root, range.from, range.to, {
    signal: stop,
    onProgress: ({ done, total }) => {
      latest = { done, total, what: 'Reading commits' };
      wake();
    },
  });
  let finished = false;
  const settled = reading.then(
    () => {
      finished = true;
      wake();
    },
    () => {
      finished = true; // the error comes out of `await reading` below
      wake();
    },
  );
  try {
    while (!finished) {
      if (latest) {
        const progress: CommitProgress = latest;
        latest = null;
        yield { kind: 'progress', progress };
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return (await reading).commits;
  } finally {
    ended.abort();
    await settled;
  }
}
