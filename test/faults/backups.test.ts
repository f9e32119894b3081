import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp, listBackups } from '#db/backup.ts';
import { openStore, storeFile } from '#db/open.ts';
import { createFileSecrets } from '#main/services/secrets/file-secrets.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
beforeEach(async () => {
  work = openWorkspace();
  await work.create();
});
afterEach(() => work.remove());

const place = () => join(work.folder, 'backups');
const kindNow = async () => {
  const status = await work.client().workspace.status();
  return status.state === 'failed' ? status.failure : status.state;
};

test('two backups asked for at the same moment are two sound files', async () => {
  for (let n = 0; n < 50; n += 1) await work.client().changes.create({ title: `Change ${n}` });
  const made = await Promise.all([1, 2, 3].map(() => work.client().backups.create()));
  expect(new Set(made.map((one) => one.name)).size).toBe(3);
  for (const { name } of made) {
    await work.client().backups.restore({ name });
    expect(await work.client().changes.count({})).toBe(50);
  }
});

test('restoring twice within a second replaces no other backup', async () => {
  const { name } = await work.client().backups.create();
  await work.client().changes.create({ title: 'Only in the file that is set aside first' });
  await work.client().backups.restore({ name });
  await work.client().backups.restore({ name });
  const aside = listBackups(work.folder).filter((one) => one.cause === 'restore');
  expect(aside).toHaveLength(2);
  const counts = new Set<number>();
  for (const one of aside) {
    await work.client().backups.restore({ name: one.name });
    counts.add(await work.client().changes.count({}));
  }
  expect(counts).toEqual(new Set([0, 1]));
});

test('a damaged backup is refused in words, and the workspace goes on as it was', async () => {
  const { name } = await work.client().backups.create();
  const made = await work.client().changes.create({ title: 'After the backup' });
  writeFileSync(join(place(), name), 'damaged '.repeat(2000));
  await expect(work.client().backups.restore({ name })).rejects.toMatchObject({
    code: 'REFUSED',
    data: { reason: expect.stringContaining('This backup is damaged') },
  });
  expect((await work.client().changes.get({ key: made.id })).title).toBe('After the backup');
  expect(existsSync(`${storeFile(work.folder)}.restoring`)).toBe(false);
});

test('a restore that was killed before the backup took its place is ended at the next start, not begun anew', async () => {
  const made = await work.client().changes.create({ title: 'In the backup' });
  const { name } = await work.client().backups.create();
  await work.close();
  const file = storeFile(work.folder);
  copyFileSync(join(place(), name), `${file}.restoring`);
  renameSync(file, join(place(), 'slipway-20270101000000-restore.db'));
  await work.reopen();
  expect(await kindNow()).toMatchObject({ kind: 'copied' });
  await work.client().workspace.recover({ action: 'continue-as-new-device' });
  expect((await work.client().changes.get({ key: made.id })).title).toBe('In the backup');
});

test.each(['deleted', 'emptied'])(
  'a workspace file that was %s is missed, not silently made anew',
  async (how) => {
    const made = await work.client().changes.create({ title: 'In the backup' });
    await work.client().backups.create();
    await work.close();
    if (how === 'deleted') rmSync(storeFile(work.folder));
    else truncateSync(storeFile(work.folder));
    await work.reopen();
    const failure = await kindNow();
    expect(failure).toMatchObject({
      what: 'The workspace file is gone.',
      actions: expect.arrayContaining(['restore']),
    });
    const [backup] = listBackups(work.folder);
    await work.client().workspace.recover({ action: 'restore', backup: backup?.name ?? '' });
    expect((await work.client().changes.get({ key: made.id })).title).toBe('In the backup');
  },
);

test('a copy that a killed process had begun is removed at the next start', async () => {
  await work.client().backups.create();
  await work.close();
  writeFileSync(join(place(), 'slipway-20270101000000-daily.db.part'), 'half');
  await work.reopen();
  expect(readdirSync(place()).filter((name) => name.includes('.part'))).toEqual([]);
});

test('a daily backup made while the clock was wrong neither stays for ever nor drives the new one out', async () => {
  await work.close();
  let now = Date.UTC(2099, 0, 1);
  const store = openStore({ folder: work.folder, keys: createFileSecrets(work.folder), now: () => now });
  for (let day = 0; day < 7; day += 1) {
    await backUp(store, 'daily');
    now += 86_400_000;
  }
  now = Date.UTC(2027, 1, 2);
  const made = await backUp(store, 'daily');
  const names = listBackups(work.folder).map((one) => one.name);
  expect(names).toContain(made.name);
  expect(names.filter((name) => name.includes('daily'))).toHaveLength(7);
  store.close();
});

test('another Slipway that holds the folder keeps its file: a restore beside it is refused', async () => {
  const { name } = await work.client().backups.create();
  const beside = openWorkspace({ folder: work.folder });
  expect((await beside.client().workspace.status()).state).toBe('failed');
  for (const attempt of [
    () => beside.client().backups.restore({ name }),
    () => beside.client().workspace.recover({ action: 'restore', backup: name }),
    () => beside.client().workspace.recover({ action: 'start-empty' }),
  ]) {
    await attempt().catch(() => undefined);
  }
  await beside.close();
  const made = await work.client().changes.create({ title: 'Confirmed' });
  await work.close();
  expect(faultsOf(work.folder)).toEqual([]);
  await work.reopen();
  expect((await work.client().changes.get({ key: made.id })).title).toBe('Confirmed');
  expect(listBackups(work.folder).filter((one) => one.cause === 'restore')).toEqual([]);
});

test('a restore while a bulk write, a backup and a check of the record are under way ends them in words', async () => {
  const client = work.client();
  const { name } = await client.backups.create();
  let writing = () => {};
  const begun = new Promise<void>((resolve) => {
    writing = resolve;
  });
  const loading = (async () => {
    for await (const event of await client.sample.load({ changes: 5000 })) {
      if (event.kind === 'progress' && event.progress.what === 'Writing changes') writing();
    }
  })();
  await begun;
  expect(work.app().store().hiddenGroups.size).toBe(1);
  const copying = client.backups.create();
  const checking = (async () => {
    for await (const _ of await client.timeline.verify());
  })();
  await client.backups.restore({ name });
  for (const one of await Promise.allSettled([loading, copying, checking])) {
    if (one.status === 'rejected') {
      expect(one.reason).toMatchObject({ code: expect.stringMatching(/STORE_UNAVAILABLE|REFUSED/) });
    }
  }
  expect(await client.changes.count({})).toBe(0);
  await client.changes.create({ title: 'Goes on' });
  await work.close();
  expect(faultsOf(work.folder)).toEqual([]);
  await work.reopen();
});

test('every file of the data folder is for its owner only, also in a folder that others may read', async () => {
  await work.client().backups.create();
  const folder = join(work.folder, 'open');
  mkdirSync(folder, { mode: 0o755 });
  chmodSync(folder, 0o755);
  const other = openWorkspace({ folder });
  await other.create();
  await other.client().backups.create();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
  }
  await other.close();
});

test.each(['file', 'folder'])(
  'a data %s deleted under the running app confirms no more writes, and what it held is kept',
  async (what) => {
    const made = await work.client().changes.create({ title: 'Confirmed' });
    if (what === 'folder') rmSync(work.folder, { recursive: true });
    else for (const end of ['', '-wal', '-shm']) rmSync(storeFile(work.folder) + end);
    await expect(work.client().changes.create({ title: 'Lost' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      data: { reason: 'The workspace file was taken away while it was open.' },
    });
    const failure = await kindNow();
    if (typeof failure === 'string') throw new Error('the app noticed nothing');
    await work.client().workspace.recover({ action: 'restore', backup: failure.backups[0]?.name ?? '' });
    expect((await work.client().changes.get({ key: made.id })).title).toBe('Confirmed');
    await work.close();
    expect(faultsOf(work.folder)).toEqual([]);
    await work.reopen();
  },
);
