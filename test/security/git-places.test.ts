import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGit } from '#main/services/git/git.ts';
import { makeRepository, type TestRepository, writeIn } from '#test/support/git.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = makeRepository();
  repo.commit({ files: { a: '0\n' }, tag: 'v1' }, { files: { a: '1\n' }, tag: 'v2' });
});
afterEach(() => repo.remove());

const git = createGit({ limits: { silenceMs: 2_000 } });
const beside = (name: string) => join(dirname(repo.root), name);

test.each(['/dev/zero', '/dev/null', '/proc/self/mem', '/proc/self/fd/0'])(
  '%s is no repository',
  async (path) => {
    await expect(git.describe(path)).rejects.toMatchObject({ code: 'NOT_A_REPOSITORY' });
  },
);

test('a pipe as repository, as .git or as a ref of one is refused and holds nothing up for ever', async () => {
  const pipe = beside('pipe');
  execFileSync('mkfifo', [pipe]);
  await expect(git.describe(pipe)).rejects.toMatchObject({ code: 'NOT_A_REPOSITORY' });
  const folder = beside('folder');
  mkdirSync(folder);
  execFileSync('mkfifo', [join(folder, '.git')]);
  await expect(git.describe(folder)).rejects.toMatchObject({
    code: expect.stringMatching(/NOT_A_REPOSITORY|GIT_FAILED/),
  });
  execFileSync('mkfifo', [join(repo.root, '.git/refs/heads/stuck')]);
  await expect(git.commits(repo.root, 'v1', 'refs/heads/stuck')).rejects.toMatchObject({
    code: expect.stringMatching(/UNKNOWN_REF|GIT_FAILED/),
  });
});

test('a linked .git, a worktree and a clone that borrows objects are read as what they are', async () => {
  const tree = beside('tree');
  repo.git('worktree', 'add', '-q', tree, 'v2');
  const borrowed = beside('borrowed');
  repo.git('clone', '-q', '--shared', repo.root, borrowed);
  const linked = beside('linked');
  mkdirSync(linked);
  symlinkSync(join(repo.root, '.git'), join(linked, '.git'));
  for (const place of [tree, borrowed, linked]) {
    const { root } = await git.describe(place);
    expect((await git.commits(root, 'v1', 'v2')).total).toBe(1);
  }
});

test('a submodule and a tree elsewhere named by the config start nothing', async () => {
  const proof = beside('pwned');
  const sha = repo.git('rev-parse', 'HEAD');
  repo.git('update-index', '--add', '--cacheinfo', `160000,${sha},sub`);
  writeIn(repo.root, '.gitmodules', `[submodule "sub"]\n\tpath = sub\n\turl = ext::sh -c touch% ${proof}\n`);
  repo.git('add', '.gitmodules');
  repo.git('commit', '-q', '-m', 'feat: a submodule');
  for (const [key, value] of [
    ['submodule.recurse', 'true'],
    ['diff.submodule', 'diff'],
    ['submodule.sub.update', `!touch ${proof}`],
    ['core.worktree', dirname(proof)],
    ['core.sshCommand', `touch ${proof};`],
    ['core.attributesFile', beside('attributes')],
  ] as const) {
    repo.git('config', key, value);
  }
  writeIn(dirname(repo.root), 'attributes', '* diff=evil\n');
  repo.git('config', 'diff.evil.textconv', `touch ${proof};`);
  const { commits } = await git.commits(repo.root, 'v2', 'main');
  expect(commits[0]?.subject).toBe('feat: a submodule');
  expect(existsSync(proof)).toBe(false);
});

test('a folder whose name holds quotes, newlines, options and no ASCII is read like any other', async () => {
  for (const name of [
    `it's "quoted" $(touch pwned) ;`,
    'two\nlines',
    '--upload-pack=touch pwned',
    'Zürich 日本 \u202etxt',
  ]) {
    const place = beside(name);
    renameSync(repo.root, place);
    const { root } = await git.describe(place);
    expect(root).toBe(place);
    expect((await git.commits(root, 'v1', 'v2')).total).toBe(1);
    renameSync(place, repo.root);
  }
});
