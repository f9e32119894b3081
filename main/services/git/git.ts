import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Ref } from '#shared/contract/repositories.ts';
import type { Commit } from '#shared/domain/drafts/commits.ts';
import { GitError, notARepository } from './errors.ts';
import { createLogParser, LOG_FORMAT } from './parse.ts';
import { createGitProcess, type GitLimits } from './process.ts';
import { parseRefs, REF_FORMAT } from './refs.ts';

export type GitProgress = { readonly done: number; readonly total: number };
export type ReadOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Called with the count of commits read, at most once per hundred and once at the end. */
  readonly onProgress?: ((progress: GitProgress) => void) | undefined;
};

export type GitService = {
  /**
   * Finds the repository that `path` (a folder of it, a folder inside it, or a bare one; `~/` is understood) belongs to.
   * @throws GitError GIT_MISSING, NOT_A_REPOSITORY, GIT_FAILED
   */
  describe(path: string): Promise<{ root: string; name: string }>;
  /** Tags, newest first; then branches and remote branches, newest first. */
  refs(root: string): Promise<Ref[]>;
  /**
   * Commits that `to` has and `from` has not, children before parents, merges without files of their own.
   * Rejects with the signal's reason when it is aborted; Git is ended then.
   * @throws GitError UNKNOWN_REF, EMPTY_RANGE and those of `describe`
   */
  commits(
    root: string,
    from: string,
    to: string,
    options?: ReadOptions,
  ): Promise<{ commits: Commit[]; total: number }>;
  /**
   * Text of each file as `ref` has it; null where it is not there, is longer than 1 MB or is not text.
   * @throws GitError UNKNOWN_REF and those of `describe`
   */
  texts(
    root: string,
    ref: string,
    paths: readonly string[],
    options?: Pick<ReadOptions, 'signal'>,
  ): Promise<Map<string, string | null>>;
};

export type GitOptions = { readonly env?: NodeJS.ProcessEnv; readonly limits?: Partial<GitLimits> };

/** More than this is a mistaken range, and would not fit in memory on a small laptop. */
const MAX_COMMITS = 200_000;
/** A longer manifest is a generated one; reading it would hold up the draft. */
const MOST_TEXT = 1_048_576;
/** Git processes at once where each reads one file. */
const AT_ONCE = 4;
const LIMITS: GitLimits = { silenceMs: 60_000, outputBytes: 64 * 1_048_576 };

/** Reads repositories on disk through the `git` of this computer. Never writes to one and never reaches a network. */
export function createGit({ env = process.env, limits = {} }: GitOptions = {}): GitService {
  const git = createGitProcess(env, { ...LIMITS, ...limits });

  async function describe(path: string) {
    const folder = await existingFolder(path);
    const { out } = await git.run(folder, ['rev-parse', '--is-inside-work-tree', '--absolute-git-dir']);
    const [inside = '', gitDir = ''] = splitFirst(out);
    const root =
      inside === 'true'
        ? withoutNewline((await git.run(folder, ['rev-parse', '--show-toplevel'])).out)
        : bareRoot(gitDir);
    return { root, name: repositoryName(root) };
  }

  async function refs(root: string) {
    const { out } = await git.run(root, [
      'for-each-ref',
      '--sort=refname',
      '--sort=-creatordate',
      `--format=${REF_FORMAT}`,
      'refs/tags',
      'refs/heads',
      'refs/remotes',
    ]);
    return parseRefs(out);
  }

  async function commits(root: string, from: string, to: string, { signal, onProgress }: ReadOptions = {}) {
    const old = await resolve(root, from, signal);
    const young = await resolve(root, to, signal);
    const counted = await git.run(root, ['rev-list', '--count', young, `^${old}`, '--'], { signal });
    const total = Number(counted.out);
    if (total === 0) throw await emptyRange(root, { from, to, old, young });
    if (total > MAX_COMMITS) throw tooLong(from, to, total);
    onProgress?.({ done: 0, total });

    const commits: Commit[] = [];
    const parser = createLogParser((commit) => {
      commits.push(commit);
      if (commits.length % 100 === 0 && commits.length < total) onProgress?.({ done: commits.length, total });
    });
    await git.stream(root, [...LOG, young, `^${old}`, '--'], parser.push, { signal });
    parser.end();
    onProgress?.({ done: commits.length, total });
    return { commits, total };
  }

  async function texts(
    root: string,
    ref: string,
    paths: readonly string[],
    { signal }: Pick<ReadOptions, 'signal'> = {},
  ) {
    const commit = await resolve(root, ref, signal);
    const found = new Map<string, string | null>();
    for (let at = 0; at < paths.length; at += AT_ONCE) {
      const some = paths.slice(at, at + AT_ONCE);
      const texts = await Promise.all(some.map((path) => textAt(root, `${commit}:${path}`, signal)));
      for (const [n, path] of some.entries()) found.set(path, texts[n] ?? null);
    }
    return found;
  }

  async function textAt(root: string, object: string, signal: AbortSignal | undefined) {
    if (object.includes('\0') || object.includes('\uFFFD')) return null;
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_TEXT) chunks.push(chunk);
    };
    const { exit } = await git.stream(root, ['cat-file', 'blob', object], take, { signal, alsoFine: [128] });
    const whole = Buffer.concat(chunks);
    return exit === 0 && bytes <= MOST_TEXT && !whole.includes(0) ? whole.toString('utf8') : null;
  }

  /** The commit a ref names. From here on only object names reach Git, never what was typed. */
  async function resolve(root: string, ref: string, signal: AbortSignal | undefined): Promise<string> {
    if (ref === '' || ref.startsWith('-') || ref.includes('\0')) throw unknownRef(ref);
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
    const { out, exit } = await git.run(root, args, { signal, alsoFine: [1, 128] });
    if (/^[0-9a-f]{40,64}\n$/.test(out)) return out.trim();
    // 128 stands for an odd name as well as for a folder that is no longer a repository; this tells them apart.
    const shallow = await git.run(root, ['rev-parse', '--is-shallow-repository'], { signal });
    throw unknownRef(ref, exit === 1 && shallow.out.trim() === 'true');
  }

  async function emptyRange(root: string, range: Range): Promise<GitError> {
    const { from, to, old, young } = range;
    if (old === young) {
      return new GitError('EMPTY_RANGE', `${from} and ${to} are the same commit. Choose two different refs.`);
    }
    const { exit } = await git.run(root, ['merge-base', '--is-ancestor', young, old], { alsoFine: [1] });
    return new GitError(
      'EMPTY_RANGE',
      exit === 0
        ? `${to} is older than ${from}, so there is nothing between them. Swap the two refs.`
        : `${to} holds no commit that ${from} lacks. Choose another ref.`,
    );
  }

  return { describe, refs, commits, texts };
}

type Range = { readonly from: string; readonly to: string; readonly old: string; readonly young: string };

// Each option that a repository's config could set otherwise is spelled out, so that two clones give one answer.
const LOG = [
  'log',
  '-z',
  '--numstat',
  `--format=${LOG_FORMAT}`,
  '--topo-order',
  '--no-diff-merges',
  '--find-renames',
  '-l1000',
  '-O/dev/null',
  '--diff-algorithm=default',
  '--no-relative',
  '--no-ext-diff',
  '--no-textconv',
  '--no-show-signature',
  '--no-color',
  '--no-decorate',
  '--no-notes',
  '--encoding=UTF-8',
];

async function existingFolder(path: string): Promise<string> {
  const folder = path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
  if (!isAbsolute(folder) || folder.includes('\0')) {
    throw new GitError(
      'NOT_A_REPOSITORY',
      `${path} is not a whole path. Give the folder from the root of the drive on.`,
    );
  }
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error.code ?? 'unreadable');
  if (found === 'EACCES' || found === 'EPERM') {
    throw new GitError(
      'NOT_A_REPOSITORY',
      `${folder} may not be read by this user. Ask its owner for access.`,
    );
  }
  if (typeof found === 'string') {
    throw new GitError(
      'NOT_A_REPOSITORY',
      `There is no folder ${folder}. Check the path, or whether the drive is attached.`,
    );
  }
  if (!found.isDirectory()) throw notARepository(folder);
  return folder;
}

function splitFirst(out: string): [string, string] {
  const end = out.indexOf('\n');
  return [out.slice(0, end), withoutNewline(out.slice(end + 1))];
}

function withoutNewline(line: string): string {
  return line.endsWith('\n') ? line.slice(0, -1) : line;
}

/** A bare repository is its own root; inside the `.git` folder of a clone the root is the clone. */
function bareRoot(gitDir: string): string {
  return basename(gitDir) === '.git' ? dirname(gitDir) : gitDir;
}

function repositoryName(root: string): string {
  const name = basename(root)
    .replace(/\.git$/, '')
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  return name.slice(0, 120).toWellFormed() || 'repository';
}

function unknownRef(ref: string, shallow = false): GitError {
  const shown = ref.length > 100 ? `${ref.slice(0, 100)}…` : ref;
  return new GitError(
    'UNKNOWN_REF',
    shallow
      ? `“${shown}” names no commit in this clone, which is shallow. Run in it: git fetch --unshallow --tags, then try again.`
      : `“${shown}” names no commit in this repository. Choose a tag or branch from the list, or fetch it first.`,
    ref,
  );
}

function tooLong(from: string, to: string, total: number): GitError {
  return new GitError(
    'GIT_FAILED',
    `${from}..${to} holds ${total} commits; at most ${MAX_COMMITS} can be read at once. Choose refs that lie closer together.`,
  );
}
