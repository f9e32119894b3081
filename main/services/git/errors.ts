export type GitErrorCode = 'GIT_MISSING' | 'NOT_A_REPOSITORY' | 'UNKNOWN_REF' | 'EMPTY_RANGE' | 'GIT_FAILED';

/** A way in which reading a repository fails. `reason` says what happened and what to do, for the screen as it stands. */
export class GitError extends Error {
  readonly code: GitErrorCode;
  readonly reason: string;
  /** The ref that names nothing; set with UNKNOWN_REF only. */
  readonly ref: string;

  constructor(code: GitErrorCode, reason: string, ref = '') {
    super(reason);
    this.name = 'GitError';
    this.code = code;
    this.reason = reason;
    this.ref = ref;
  }
}

/** Turns what Git wrote to its error channel into a GitError that names the folder and the way out. */
export function gitFailure(folder: string, stderr: string): GitError {
  if (/dubious ownership/.test(stderr)) {
    return new GitError(
      'GIT_FAILED',
      `Git refuses ${folder} because the folder belongs to another user. If its content is trusted, run: git config --global --add safe.directory "${folder}"`,
    );
  }
  if (/not a git repository/i.test(stderr)) return notARepository(folder);
  if (/transport '.*' not allowed|lazy fetching disabled|promisor remote/.test(stderr)) {
    return new GitError(
      'GIT_FAILED',
      `The clone ${folder} is partial: some file contents are only on its server. Run in it: git fetch --refetch --no-filter, then try again.`,
    );
  }
  if (/unrecognized argument|unknown option|unknown switch/.test(stderr)) {
    return new GitError('GIT_FAILED', 'The Git on this computer is too old. Install Git 2.31 or newer.');
  }
  const said = stderr.trim().split('\n').at(-1)?.slice(0, 500) ?? '';
  return new GitError(
    'GIT_FAILED',
    said
      ? `Git stopped while reading ${folder}: ${said.replace(/[.\s]*$/, '')}. Run git fsck in the folder to look for damage.`
      : `Git stopped while reading ${folder} without saying why. Run git fsck in the folder to look for damage.`,
  );
}

/** The failure for a folder that holds no Git repository. */
export function notARepository(folder: string): GitError {
  return new GitError(
    'NOT_A_REPOSITORY',
    `${folder} is not a Git repository. Choose the folder of a clone, or a folder inside one.`,
  );
}
