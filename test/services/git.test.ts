import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createGit } from '#main/services/git/git.ts';
import { makeRepository, manyCommits, type TestRepository, writeIn } from '#test/support/git.ts';

const made: TestRepository[] = [];
function repository(options?: { name?: string; bare?: boolean }): TestRepository {
  const repo = makeRepository(options);
  made.push(repo);
  return repo;
}
afterEach(() => {
  for (const repo of made.splice(0)) repo.remove();
});

const git = createGit();

test('a folder deep inside a clone, its .git folder and a bare repository all lead to the root', async () => {
  const clone = repository({ name: 'web-shop' });
  clone.commit({ files: { 'a/b/c.txt': 'x' } });
  const expected = { root: clone.root, name: 'web-shop' };
  expect(await git.describe(clone.root)).toEqual(expected);
  expect(await git.describe(join(clone.root, 'a/b'))).toEqual(expected);
  expect(await git.describe(join(clone.root, '.git'))).toEqual(expected);
  const bare = repository({ name: 'api.git', bare: true });
  expect(await git.describe(bare.root)).toEqual({ root: bare.root, name: 'api' });
});

test('a folder name with a newline and quotes is found and named', async () => {
  const repo = repository({ name: 'odd\nna"me' });
  expect(await git.describe(repo.root)).toEqual({ root: repo.root, name: 'odd na"me' });
});

test('a linked worktree is a repository of its own folder', async () => {
  const repo = repository();
  repo.commit({ files: { a: '1' } });
  const linked = join(repo.root, '../linked');
  repo.git('worktree', 'add', '--quiet', linked, '-b', 'side');
  expect((await git.describe(linked)).name).toBe('linked');
});

test.each([
  ['a plain folder', (root: string) => join(root, '..')],
  ['a missing folder', (root: string) => join(root, 'gone')],
  ['a file', (root: string) => join(root, 'a')],
  ['a relative path', () => 'shop'],
  ['a NUL', (root: string) => `${root}\0`],
])('%s is refused with a sentence', async (_, path) => {
  const repo = repository();
  repo.commit({ files: { a: '1' } });
  const error = await git.describe(path(repo.root)).catch((e) => e);
  expect(error).toMatchObject({ code: 'NOT_A_REPOSITORY' });
  expect(error.reason).toMatch(/^.+\. .+\.$/s);
});

test('without Git on the PATH every call says so', async () => {
  const repo = repository();
  const empty = join(repo.root, 'empty');
  mkdirSync(empty);
  const none = createGit({ env: { PATH: empty } });
  await expect(none.describe(repo.root)).rejects.toMatchObject({ code: 'GIT_MISSING' });
  await expect(none.refs(repo.root)).rejects.toMatchObject({ code: 'GIT_MISSING' });
  await expect(none.commits(repo.root, 'a', 'b')).rejects.toMatchObject({ code: 'GIT_MISSING' });
});

test('refs come as tags newest first, then branches, then remotes, each with the commit it names', async () => {
  const repo = repository();
  repo.commit({ files: { a: '1' }, tag: 'v1' }, { files: { a: '2' } });
  repo.git('tag', '-a', 'v2', '-m', 'second');
  repo.git('tag', 'tree-only', 'HEAD^{tree}');
  repo.git('branch', 'v1');
  repo.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  repo.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  repo.git('update-ref', 'refs/heads/-rf', 'HEAD');
  const refs = await git.refs(repo.root);
  expect(refs.map((ref) => [ref.kind, ref.name])).toEqual([
    ['tag', 'v2'],
    ['tag', 'v1'],
    ['branch', 'refs/heads/-rf'],
    ['branch', 'main'],
    ['branch', 'refs/heads/v1'],
    ['remote', 'origin/main'],
  ]);
  expect(refs[0]?.sha).toBe(repo.git('rev-parse', 'HEAD'));
  expect(refs[1]?.at).toBe(1_800_000_060_000);
  for (const ref of refs.slice(2)) {
    expect(repo.git('rev-parse', '--verify', '--end-of-options', ref.name)).toBe(ref.sha);
  }
});

test('an empty repository has no refs', async () => {
  expect(await git.refs(repository().root)).toEqual([]);
});

test('commits carry subject, body, author, time and files with their lines', async () => {
  const repo = repository();
  repo.commit(
    { files: { 'a.txt': '1\n2\n3\n' }, tag: 'v1' },
    {
      message: 'feat(api): add a thing\n\nWhy it is\nneeded.\n\nCloses SHOP-7\n',
      author: 'Zoë Ångström <z@example.com>',
      files: { 'a.txt': '1\n2\n', 'b/new.txt': 'x\ny\n', 'bin.dat': Buffer.from([0, 1, 2]) },
    },
  );
  const { commits, total } = await git.commits(repo.root, 'v1', 'main');
  expect(total).toBe(1);
  expect(commits).toEqual([
    {
      sha: repo.git('rev-parse', 'HEAD'),
      parents: [repo.git('rev-parse', 'HEAD^')],
      subject: 'feat(api): add a thing',
      body: 'Why it is\nneeded.\n\nCloses SHOP-7',
      author: 'Zoë Ångström',
      at: 1_800_000_120_000,
      files: [
        { path: 'a.txt', added: 0, deleted: 1 },
        { path: 'b/new.txt', added: 2, deleted: 0 },
        { path: 'bin.dat', added: 0, deleted: 0 },
      ],
    },
  ]);
});

test('a moved file touches both its folders and counts its lines once', async () => {
  const repo = repository();
  const text = 'line\n'.repeat(50);
  repo.commit(
    { files: { 'old/x.txt': text }, tag: 'v1' },
    { files: { 'old/x.txt': null, 'new/x.txt': `${text}more\n` } },
  );
  const { commits } = await git.commits(repo.root, 'v1', 'main');
  expect(commits[0]?.files).toEqual([
    { path: 'old/x.txt', added: 0, deleted: 0 },
    { path: 'new/x.txt', added: 1, deleted: 0 },
  ]);
});

test('paths with tabs, newlines, quotes, backslashes and a leading dash come through unharmed', async () => {
  const repo = repository();
  const paths = ['-x', 'a\tb', 'new\nline', 'qu"ote', "ap'os", 'back\\slash', '3\t4\tfake', 'ünïcode/文.txt'];
  repo.commit(
    { files: { z: '' }, tag: 'v1' },
    { files: Object.fromEntries(paths.map((path) => [path, 'x\n'])) },
  );
  const { commits } = await git.commits(repo.root, 'v1', 'main');
  expect(commits[0]?.files.map((file) => file.path).sort()).toEqual(paths.sort());
});

test('messages of any bytes neither break the reading nor leak into another commit', async () => {
  const repo = repository();
  const messages: (string | Buffer)[] = [
    Buffer.from([0xff, 0xfe, 0x20, 0xc3, 0x28]),
    '',
    '\n\n\n',
    '1\t2\tfake.txt',
    `${'a'.repeat(40)}\n\n${'b'.repeat(40)}`,
    '\u001b[31mred\u001b[0m \u202e rtl',
    'x'.repeat(300_000),
    `subject\n\n${'line \u{1f600}\n'.repeat(40_000)}`,
    Buffer.from(Array.from({ length: 255 }, (_, n) => n + 1)),
    '%H %x00 %n',
    'e\u0301 \ud83d half'.toWellFormed(),
  ];
  repo.commit(
    { files: { a: '0' }, tag: 'v1' },
    ...messages.map((message, n) => ({ message, files: { a: `${n + 1}\n` } })),
  );
  const { commits, total } = await git.commits(repo.root, 'v1', 'main');
  expect(total).toBe(messages.length);
  expect(commits.map((commit) => commit.sha)).toEqual(repo.git('rev-list', 'v1..main').split('\n'));
  for (const commit of commits) {
    expect(commit.files).toHaveLength(1);
    expect(commit.files[0]?.path).toBe('a');
    expect(commit.subject.length).toBeLessThanOrEqual(2000);
    expect(commit.body.length).toBeLessThanOrEqual(100_000);
    expect((commit.subject + commit.body).isWellFormed()).toBe(true);
  }
  expect(commits.at(-1)?.subject).toContain('\ufffd');
});

test('a message in Latin-1 that says so is read as such', async () => {
  const repo = repository();
  repo.commit({ files: { a: '0' }, tag: 'v1' });
  writeIn(repo.root, '.git/msg', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]));
  repo.git('-c', 'i18n.commitEncoding=ISO-8859-1', 'commit', '--allow-empty', '-q', '-F', '.git/msg');
  const { commits } = await git.commits(repo.root, 'v1', 'main');
  expect(commits[0]?.subject).toBe('Grüße');
});

test('a merge comes without files and brings the commits of its branch', async () => {
  const repo = repository();
  repo.commit(
    { files: { a: '0' }, tag: 'v1' },
    { branch: 'side', message: 'side work', files: { b: '1\n' } },
    { message: 'main work', files: { c: '1\n' } },
    { message: "Merge branch 'side'", merge: 'side', files: { b: '1\n' } },
  );
  const { commits } = await git.commits(repo.root, 'v1', 'main');
  expect(commits[0]).toMatchObject({ subject: "Merge branch 'side'", files: [] });
  expect(commits.map((commit) => commit.subject).sort()).toEqual([
    "Merge branch 'side'",
    'main work',
    'side work',
  ]);
});

test('a root commit inside the range shows its files, whatever log.showRoot says', async () => {
  const repo = repository();
  repo.commit({ files: { a: '0\n' }, tag: 'v1' });
  repo.git('checkout', '-q', '--orphan', 'fresh');
  repo.git('commit', '-q', '-m', 'a new root');
  repo.git('config', 'log.showRoot', 'false');
  const { commits } = await git.commits(repo.root, 'v1', 'fresh');
  expect(commits[0]?.files).toEqual([{ path: 'a', added: 1, deleted: 0 }]);
});

test('an unknown ref is named, and which one of the two it is', async () => {
  const repo = repository();
  repo.commit({ files: { a: '0' }, tag: 'v1' });
  repo.git('tag', 'tree', 'HEAD^{tree}');
  for (const bad of [
    'nope',
    'tree',
    'v1..main',
    '',
    '-n1',
    '--all',
    'a\0b',
    '--output=/tmp/x',
    'x'.repeat(5000),
    'HEAD~99',
  ]) {
    await expect(git.commits(repo.root, 'v1', bad)).rejects.toMatchObject({ code: 'UNKNOWN_REF', ref: bad });
    await expect(git.commits(repo.root, bad, 'v1')).rejects.toMatchObject({ code: 'UNKNOWN_REF', ref: bad });
  }
});

test('an empty range says whether it is the same commit, reversed, or already contained', async () => {
  const repo = repository();
  repo.commit({ files: { a: '0' }, tag: 'v1' }, { files: { a: '1' }, tag: 'v2' });
  const reason = (from: string, to: string) =>
    git.commits(repo.root, from, to).catch((e) => `${e.code} ${e.reason}`);
  expect(await reason('v1', 'v1')).toBe(
    'EMPTY_RANGE v1 and v1 are the same commit. Choose two different refs.',
  );
  expect(await reason('v2', 'v1')).toBe(
    'EMPTY_RANGE v1 is older than v2, so there is nothing between them. Swap the two refs.',
  );
});

test('a shallow clone says so when a ref is missing from it', async () => {
  const repo = repository();
  repo.commit({ files: { a: '0' }, tag: 'v1' }, { files: { a: '1' }, tag: 'v2' });
  const shallow = join(repo.root, '../shallow');
  repo.git('clone', '-q', '--depth=1', '--no-tags', `file://${repo.root}`, shallow);
  await expect(git.commits(shallow, 'v1', 'main')).rejects.toMatchObject({
    code: 'UNKNOWN_REF',
    reason: expect.stringContaining('--unshallow'),
  });
});

test('a folder that stopped being a repository says so', async () => {
  const repo = repository();
  const gone = join(repo.root, '..');
  await expect(git.refs(gone)).rejects.toMatchObject({ code: 'NOT_A_REPOSITORY' });
  await expect(git.commits(gone, 'v1', 'v2')).rejects.toMatchObject({ code: 'NOT_A_REPOSITORY' });
});

test('50,000 commits stream with progress and let the event loop turn all along', {
  timeout: 120_000,
}, async () => {
  const repo = repository({ bare: true });
  repo.commit(...manyCommits(50_001));
  const seen: number[] = [];
  // Commits read between one turn of the event loop and the next: what a tick would have to wait for.
  let most = 0;
  let before = 0;
  const ticker = setInterval(() => {
    most = Math.max(most, (seen.at(-1) ?? 0) - before);
    before = seen.at(-1) ?? 0;
  }, 0);
  const { commits, total } = await git.commits(repo.root, 'v1', 'v2', {
    onProgress: (progress) => seen.push(progress.done),
  });
  clearInterval(ticker);
  expect(total).toBe(50_000);
  expect(commits).toHaveLength(50_000);
  expect(new Set(commits.map((commit) => commit.sha)).size).toBe(50_000);
  expect(commits.every((commit) => commit.files.length === 1)).toBe(true);
  expect(seen[0]).toBe(0);
  expect(seen.at(-1)).toBe(50_000);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.length).toBeGreaterThan(100);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(10_000);
});
