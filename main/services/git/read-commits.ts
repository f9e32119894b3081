import { streamed } from '#main/streamed.ts';
import type { Commit } from '#shared/domain/drafts/commits.ts';
import type { GitService } from './git.ts';

export type CommitProgress = { done: number; total: number; what: string };
type Report = { kind: 'progress'; progress: CommitProgress };

/** Reads a range as a stream of progress that returns the commits; ending the iteration ends Git. */
export function readCommits(
  git: GitService,
  root: string,
  range: { readonly from: string; readonly to: string },
  signal: AbortSignal | undefined,
): AsyncGenerator<Report, readonly Commit[]> {
  return streamed<Report, readonly Commit[]>(async (report, stop) => {
    const onProgress = ({ done, total }: { done: number; total: number }) =>
      report({ kind: 'progress', progress: { done, total, what: 'Reading commits' } });
    const { commits } = await git.commits(root, range.from, range.to, { signal: stop, onProgress });
    return commits;
  }, signal);
}
