import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceCommand } from '#shared/contract/automation.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-commands-'));
  work = openWorkspace();
  await work.create();
});
afterEach(async () => {
  await work.remove();
  rmSync(folder, { recursive: true, force: true });
});

const deploy: DeviceCommand = {
  name: 'Deploy',
  program: process.execPath,
  args: ['--token=s3cret-argument', '', 'a b'],
  folder: '',
  limitMinutes: 10,
};
const save = (command: DeviceCommand, was: string | null = null) =>
  work.client().automation.saveCommand({ ...command, was });
const refused = (words: string) => ({ code: 'REFUSED', data: { reason: expect.stringContaining(words) } });

test('a command is kept as it was written, edited and removed, also over a restart', async () => {
  await save(deploy);
  await save({ ...deploy, name: 'Announce' });
  await work.reopen();
  expect(await work.client().automation.commands()).toEqual([{ ...deploy, name: 'Announce' }, deploy]);
  await save({ ...deploy, limitMinutes: 5 }, 'Deploy');
  expect(await work.client().automation.commands()).toMatchObject([
    { name: 'Announce' },
    { name: 'Deploy', limitMinutes: 5 },
  ]);
  await work.client().automation.removeCommand({ name: 'Announce' });
  expect(await work.client().automation.commands()).toMatchObject([{ name: 'Deploy' }]);
  await expect(work.client().automation.removeCommand({ name: 'Announce' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a command that could not run is refused with what is wrong', async () => {
  const plain = join(folder, 'plain.txt');
  writeFileSync(plain, 'text');
  chmodSync(plain, 0o644);
  for (const [more, words] of [
    [{ program: 'rsync' }, 'is not a whole path'],
    [{ program: './rsync' }, 'is not a whole path'],
    [{ program: join(folder, 'none') }, 'There is no program at'],
    [{ program: folder }, 'is not a program but a folder'],
    [{ program: plain }, 'may not be run by this user'],
    [{ program: join(plain, 'below') }, 'There is no program at'],
    [{ folder: 'work' }, 'is not a whole path'],
    [{ folder: join(folder, 'none') }, 'There is no folder at'],
    [{ args: ['a\0b'] }, 'code 0'],
    [{ name: '  ' }, 'needs a name'],
  ] as const)
    await expect(
      save({ ...deploy, ...more, args: [...('args' in more ? more.args : [])] }),
    ).rejects.toMatchObject(refused(words));
  await save(deploy);
  await expect(save({ ...deploy, name: 'DEPLOY' })).rejects.toMatchObject(
    refused('Another command is called'),
  );
  expect(await work.client().automation.commands()).toEqual([deploy]);
});

test('commands are of this device: not in the log, not among the preferences, and a file handed over brings none', async () => {
  const before = await work.client().timeline.page({ limit: 50 });
  await save(deploy);
  expect(await work.client().timeline.page({ limit: 50 })).toEqual(before);
  const { db } = work.app().store();
  for (const { ops } of db.rows<{ ops: string }>('SELECT ops_json AS ops FROM log_entry'))
    expect(ops).not.toContain('s3cret-argument');
  expect(await work.client().preferences.get()).not.toHaveProperty('commands');
  const deviceId = (await statusOf(work))?.deviceId;
  expect(deviceId).toBeDefined();

  await work.close();
  expect(readFileSync(join(work.folder, 'slipway.db')).includes('s3cret-argument')).toBe(true);
  const place = join(folder, 'handed-over');
  cpSync(work.folder, place, { recursive: true });
  const other = openWorkspace({ folder: place });
  await other.client().workspace.recover({ action: 'continue-as-new-device' });
  const status = await statusOf(other);
  expect(status?.deviceId).not.toBe(deviceId);
  expect(await other.client().automation.commands()).toEqual([]);
  await other.remove();
});

async function statusOf(of: TestWorkspace) {
  const status = await of.client().workspace.status();
  return status.state === 'ready' ? status.workspace : null;
}
