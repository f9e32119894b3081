import type { Commit } from '#shared/domain/drafts/commits.ts';

// One record of `git log -z --numstat`: six header tokens, each ended by NUL, then one token per file. A message cannot
// hold a NUL and a file token always starts with two counts and tabs, so no message or path can pass for another token.
export const LOG_FORMAT = 'tformat:%H%x00%P%x00%ct%x00%an%x00%s%x00%b%x00';

/** Bounds of what is kept of one commit; a longer message is cut. */
const SUBJECT_CHARACTERS = 2000;
const BODY_CHARACTERS = 100_000;
const AUTHOR_CHARACTERS = 300;

type Growing = Omit<Commit, 'files'> & {
  readonly files: { path: string; added: number; deleted: number }[];
};

/** Reads the log byte by byte as it arrives. `onCommit` is called once for each commit, in Git's order, when it is whole. */
export function createLogParser(onCommit: (commit: Commit) => void) {
  let rest: Buffer[] = [];
  let header: string[] = [];
  let commit: Growing | null = null;
  let rename: { added: number; deleted: number; from: string | null } | null = null;

  function push(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      const piece = chunk.subarray(from, end);
      const token = rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
      rest = [];
      from = end + 1;
      take(token.toString('utf8'));
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }

  function take(token: string): void {
    if (rename) {
      takeRenamed(rename, token);
      return;
    }
    if (header.length > 0 && header.length < 6) {
      header.push(token);
      if (header.length === 6) begin();
      return;
    }
    if (token === '') return;
    const file = /^\n?(\d+|-)\t(\d+|-)\t/.exec(token);
    if (!file || !commit) {
      finish();
      header = [token];
      return;
    }
    const counts = { added: count(file[1]), deleted: count(file[2]) };
    const path = token.slice(file[0].length);
    if (path === '') rename = { ...counts, from: null };
    else commit.files.push({ path, ...counts });
  }

  // A move names two paths. Both are kept, so that the service moved out of counts as touched; the lines count once.
  function takeRenamed(open: NonNullable<typeof rename>, token: string): void {
    if (open.from === null) {
      open.from = token;
      return;
    }
    commit?.files.push({ path: open.from, added: 0, deleted: 0 });
    commit?.files.push({ path: token, added: open.added, deleted: open.deleted });
    rename = null;
  }

  function begin(): void {
    const [sha = '', parents = '', at = '', author = '', subject = '', body = ''] = header;
    const seconds = Number(at);
    commit = {
      sha,
      parents: parents === '' ? [] : parents.split(' '),
      subject: cut(subject, SUBJECT_CHARACTERS),
      body: cut(body.trimEnd(), BODY_CHARACTERS),
      author: cut(author, AUTHOR_CHARACTERS),
      at: Number.isSafeInteger(seconds * 1000) ? seconds * 1000 : 0,
      files: [],
    };
  }

  function finish(): void {
    if (commit) onCommit(commit);
    commit = null;
    header = [];
  }

  return { push, end: finish };
}

/** Binary files have `-` for both counts. */
function count(digits: string | undefined): number {
  return digits === undefined || digits === '-' ? 0 : Number(digits);
}

/** At most `max` UTF-16 units, never half of a character. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).toWellFormed();
}
