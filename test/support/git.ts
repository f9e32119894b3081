import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type CommitSpec = {
  readonly message?: string | Buffer;
  readonly author?: string;
  /** Seconds since 1970; one minute after the commit before it unless given. */
  readonly at?: number;
  /** Path → content; null deletes the file. */
  readonly files?: Readonly<Record<string, string | Buffer | null>>;
  /** Branch the commit goes to; `main` unless given. */
  readonly branch?: string;
  /** Branch that is merged by this commit. */
  readonly merge?: string;
  readonly tag?: string;
};

export type TestRepository = {
  readonly root: string;
  /** Runs git in the repository and gives its output without the last newline. */
  git(...args: string[]): string;
  /** Adds commits by one fast-import, so thousands take a second. Paths and messages may hold any bytes. */
  commit(...commits: CommitSpec[]): void;
  remove(): void;
};

const FIRST_COMMIT_AT = 1_800_000_000;
/** When git itself commits or tags in a test: after everything imported. */
const LATER = '1810000000 +0000';

/** Makes an empty repository (branch `main`) in a folder of its own; `name` is the folder's name. */
export function makeRepository({ name = 'shop', bare = false } = {}): TestRepository {
  const home = mkdtempSync(join(tmpdir(), 'slipway-git-'));
  const root = join(home, name);
  mkdirSync(root);
  const git = (...args: string[]) => gitIn(root, args).toString('utf8').replace(/\n$/, '');
  git('init', '--quiet', '--initial-branch=main', ...(bare ? ['--bare'] : []));
  let at = FIRST_COMMIT_AT;

  function commit(...commits: CommitSpec[]): void {
    // Inside one import a branch continues by itself; one that was there before is named as parent once.
    const before = new Set(git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n'));
    const begun = new Set<string>();
    const stream = commits.flatMap((spec) => {
      at = spec.at ?? at + 60;
      const branch = spec.branch ?? 'main';
      const parent = begun.has(branch)
        ? null
        : before.has(branch)
          ? `${branch}^0`
          : branch === 'main'
            ? null
            : 'main';
      begun.add(branch);
      return fastImport(spec, at, parent);
    });
    gitIn(root, ['fast-import', '--quiet', '--force'], Buffer.concat(stream.map(bytes)));
    if (!bare) git('reset', '--hard', '--quiet');
  }

  return { root, git, commit, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** `count` small commits on `main` over ten services, tagged `v1` (the first) and `v2` (the last). */
export function manyCommits(count: number): CommitSpec[] {
  return Array.from({ length: count }, (_, n) => ({
    message: `feat(service-${n % 10}): change ${n}\n\nBody of ${n}, closes SHOP-${n}.`,
    author: `Author ${n % 25} <a${n % 25}@example.com>`,
    files: { [`service-${n % 10}/file-${n % 50}.txt`]: `${n}\n` },
    ...(n === 0 ? { tag: 'v1' } : n === count - 1 ? { tag: 'v2' } : {}),
  }));
}

/** Writes a file of the working tree or of `.git`, making its folder. */
export function writeIn(root: string, path: string, content: string | Buffer, mode = 0o644): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode });
}

function gitIn(root: string, args: readonly string[], input?: Buffer): Buffer {
  return execFileSync('git', ['-C', root, ...args], {
    ...(input ? { input } : {}),
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
    env: {
      PATH: process.env.PATH,
      HOME: dirname(root),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada Example',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada Example',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
      GIT_AUTHOR_DATE: LATER,
      GIT_COMMITTER_DATE: LATER,
    },
  });
}

function fastImport(spec: CommitSpec, at: number, parent: string | null): (string | Buffer)[] {
  const branch = spec.branch ?? 'main';
  const author = spec.author ?? 'Ada Example <ada@example.com>';
  const message = bytes(spec.message ?? 'chore: nothing');
  const out: (string | Buffer)[] = [
    `commit refs/heads/${branch}\nmark :1\nauthor ${author} ${at} +0000\n`,
    `committer Ada Example <ada@example.com> ${at} +0000\ndata ${message.length}\n`,
    message,
    '\n',
  ];
  if (parent) out.push(`from refs/heads/${parent}\n`);
  if (spec.merge) out.push(`merge refs/heads/${spec.merge}\n`);
  for (const [path, content] of Object.entries(spec.files ?? {})) {
    if (content === null) out.push(`D ${quoted(path)}\n`);
    else out.push(`M 100644 inline ${quoted(path)}\ndata ${bytes(content).length}\n`, bytes(content), '\n');
  }
  out.push('\n');
  if (spec.tag) out.push(`reset refs/tags/${spec.tag}\nfrom :1\n\n`);
  return out;
}

function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

function bytes(text: string | Buffer): Buffer {
  return typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
}
