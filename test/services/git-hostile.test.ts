import { chownSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createGit } from '#main/services/git/git.ts';
import { makeRepository, manyCommits, type TestRepository, writeIn } from '#test/support/git.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

const git = createGit();

async function readEverything(root: string) {
  const { root: found } = await git.describe(root);
  await git.refs(found);
  return git.commits(found, 'v1', 'main');
}

test('a config that names programs for hooks, monitors, pagers, diffs, filters and signatures starts none of them', async () => {
  repo = makeRepository();
  repo.commit(
    { files: { 'a.txt': '0\n', '.gitattributes': '* diff=evil filter=evil\n' }, tag: 'v1' },
    { files: { 'a.txt': '1\n', 'b.bin': Buffer.from([0, 1]) } },
  );
  const proof = join(repo.root, 'pwned');
  const program = join(repo.root, '.git/evil');
  writeIn(repo.root, '.git/evil', `#!/bin/sh\necho "$0 $@" >> '${proof}'\nexit 0\n`, 0o755);
  for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change', 'fsmonitor-watchman']) {
    writeIn(repo.root, `.git/hooks/${hook}`, `#!/bin/sh\necho hook >> '${proof}'\n`, 0o755);
  }
  for (const key of [
    'core.fsmonitor',
    'core.pager',
    'pager.log',
    'pager.rev-parse',
    'core.editor',
    'core.sshCommand',
    'core.askPass',
    'core.alternateRefsCommand',
    'diff.external',
    'diff.evil.command',
    'diff.evil.textconv',
    'filter.evil.clean',
    'filter.evil.smudge',
    'filter.evil.process',
    'gpg.program',
    'gpg.ssh.program',
    'credential.helper',
    'interactive.diffFilter',
    'sequence.editor',
  ]) {
    repo.git('config', key, program);
  }
  for (const [key, value] of [
    ['alias.log', `!${program}`],
    ['alias.rev-parse', `!${program}`],
    ['alias.for-each-ref', `!${program}`],
    ['log.showSignature', 'true'],
    ['log.follow', 'true'],
    ['log.diffMerges', 'separate'],
    ['format.pretty', 'fuller'],
    ['diff.renames', 'false'],
    ['diff.orderFile', join(repo.root, 'missing')],
    ['diff.relative', 'true'],
    ['diff.noprefix', 'true'],
    ['color.ui', 'always'],
    ['core.hooksPath', join(repo.root, '.git')],
  ] as const) {
    repo.git('config', key, value);
  }
  const { commits } = await readEverything(repo.root);
  expect(commits[0]?.files.map((file) => file.path)).toEqual(['a.txt', 'b.bin']);
  expect(existsSync(proof)).toBe(false);
});

test('a signed commit in a repository that asks for signatures to be shown starts no gpg', async () => {
  repo = makeRepository();
  repo.commit({ files: { a: '0' }, tag: 'v1' });
  const proof = join(repo.root, 'pwned');
  const tree = repo.git('rev-parse', 'HEAD^{tree}');
  const parent = repo.git('rev-parse', 'HEAD');
  const body = [
    `tree ${tree}\nparent ${parent}`,
    'author A <a@b> 1800000000 +0000\ncommitter A <a@b> 1800000000 +0000',
    'gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n -----END PGP SIGNATURE-----\n\nsigned\n',
  ].join('\n');
  writeIn(repo.root, '.git/object', body);
  const sha = repo.git('hash-object', '-t', 'commit', '-w', '--literally', '.git/object');
  repo.git('update-ref', 'refs/heads/main', sha);
  writeIn(repo.root, '.git/evil', `#!/bin/sh\ntouch '${proof}'\n`, 0o755);
  repo.git('config', 'log.showSignature', 'true');
  repo.git('config', 'gpg.program', join(repo.root, '.git/evil'));
  expect((await readEverything(repo.root)).commits[0]?.subject).toBe('signed');
  expect(existsSync(proof)).toBe(false);
});

test('a partial clone whose config names the program to fetch with starts nothing and says what to do', async () => {
  repo = makeRepository();
  repo.commit({ files: { a: '0\n' }, tag: 'v1' }, { files: { a: '1\n2\n' } });
  const proof = join(repo.root, 'pwned');
  const partial = join(repo.root, '../partial');
  repo.git('config', 'uploadpack.allowFilter', 'true');
  repo.git('clone', '-q', '--bare', '--filter=blob:none', `file://${repo.root}`, partial);
  const configure = (key: string, value: string) => repo.git('-C', partial, 'config', key, value);
  configure('remote.origin.url', `ext::sh -c touch% ${proof}`);
  configure('protocol.ext.allow', 'always');
  await expect(readEverything(partial)).rejects.toMatchObject({ code: 'GIT_FAILED' });
  configure('remote.origin.url', repo.root);
  configure('remote.origin.uploadpack', `touch ${proof};`);
  await expect(readEverything(partial)).rejects.toMatchObject({
    code: 'GIT_FAILED',
    reason: expect.stringContaining('partial'),
  });
  expect(existsSync(proof)).toBe(false);
});

test('GIT_DIR of a surrounding hook does not send the reading elsewhere', async () => {
  repo = makeRepository();
  repo.commit({ files: { a: '0' }, tag: 'v1' }, { files: { a: '1' } });
  const inHook = createGit({
    env: { ...process.env, GIT_DIR: '/nowhere', GIT_WORK_TREE: '/', GIT_EXTERNAL_DIFF: 'false' },
  });
  expect((await inHook.describe(repo.root)).root).toBe(repo.root);
});

test('aborting ends Git and rejects with the reason', async () => {
  repo = makeRepository({ bare: true });
  repo.commit(...manyCommits(5000));
  const stop = new AbortController();
  const reason = new Error('changed my mind');
  const reading = git.commits(repo.root, 'v1', 'v2', {
    signal: stop.signal,
    onProgress: ({ done }) => {
      if (done >= 100) stop.abort(reason);
    },
  });
  await expect(reading).rejects.toBe(reason);
  await expect.poll(() => gitProcessesOn(repo.root), { timeout: 2_000 }).toEqual([]);
  await expect(git.commits(repo.root, 'v1', 'v2', { signal: stop.signal })).rejects.toBe(reason);
});

test('a Git that falls silent is ended after the time limit, with a sentence', async () => {
  repo = makeRepository();
  writeIn(repo.root, 'bin/git', '#!/bin/sh\nexec sleep 60\n', 0o755);
  const slow = createGit({
    env: { PATH: `${join(repo.root, 'bin')}:${process.env.PATH}` },
    limits: { silenceMs: 200 },
  });
  await expect(slow.refs(repo.root)).rejects.toMatchObject({
    code: 'GIT_FAILED',
    reason: expect.stringContaining('no answer'),
  });
});

test('a list of refs past the limit is refused instead of filling the memory', async () => {
  repo = makeRepository();
  repo.commit({ files: { a: '0' }, tag: 'v1' });
  const small = createGit({ limits: { outputBytes: 10 } });
  await expect(small.refs(repo.root)).rejects.toMatchObject({ code: 'GIT_FAILED' });
});

test('a range over a damaged object is reported, not shown shortened', async () => {
  repo = makeRepository();
  repo.commit({ files: { a: '0' }, tag: 'v1' });
  for (const n of [1, 2, 3]) {
    writeIn(repo.root, 'a', `${n}`);
    repo.git('commit', '-qam', `change ${n}`);
  }
  const sha = repo.git('rev-parse', 'main~1');
  rmSync(join(repo.root, '.git/objects', sha.slice(0, 2), sha.slice(2)));
  await expect(git.commits(repo.root, 'v1', 'main')).rejects.toMatchObject({
    code: 'GIT_FAILED',
    reason: expect.stringContaining('git fsck'),
  });
});

// Only root can give a folder away.
test.runIf(process.getuid?.() === 0)(
  'another user’s folder is refused by Git itself, and the sentence gives the way to allow it',
  async () => {
    repo = makeRepository();
    repo.commit({ files: { a: '0' }, tag: 'v1' });
    const guarded = createGit({ env: { ...process.env, HOME: repo.root } });
    chownSync(repo.root, 12_345, 12_345);
    chownSync(join(repo.root, '.git'), 12_345, 12_345);
    await expect(guarded.describe(repo.root)).rejects.toMatchObject({
      code: 'GIT_FAILED',
      reason: expect.stringContaining('safe.directory'),
    });
  },
);

/** Command lines of running Git processes that name the folder (Linux only; elsewhere none are seen). */
function gitProcessesOn(root: string): string[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
    .filter((line) => line.startsWith('git') && line.includes(root));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // the process ended meanwhile
  }
}
