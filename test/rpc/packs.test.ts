import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLocal } from '#db/local.ts';
import { write } from '#db/log.ts';
import { agendaItem } from '#db/schema/cab.ts';
import type { CabMeeting } from '#shared/contract/cab.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { Pack } from '#shared/contract/packs.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { lastOf, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let workspace: TestWorkspace;
let of: Stock;
let meeting: CabMeeting;
const client = () => workspace.client();
const zone = 'Europe/Berlin';

beforeEach(async () => {
  workspace = openWorkspace();
  of = await stock(workspace);
  const [made] = await client().cab.add({
    name: 'CAB',
    start: { local: '2027-02-04T10:00', zone },
    minutes: 60,
    rrule: '',
  });
  if (!made) throw new Error('no meeting');
  meeting = made;
});
afterEach(() => workspace.remove());

const put = (ids: readonly Change['id'][]) =>
  client().cab.addItems({ id: meeting.id, subjects: ids.map((id) => ({ kind: 'change' as const, id })) });
const freeze = async (): Promise<Pack> => {
  const last = await lastOf(await client().packs.freeze({ meetingId: meeting.id }));
  if (last.kind !== 'done') throw new Error('The stream ended early');
  return last.pack;
};
const bytesOf = async (id: Pack['id'], format: 'pdf' | 'docx' | 'html' | 'md') =>
  Buffer.from((await client().packs.file({ id, format })).data, 'base64');

test('a pack is numbered, its documents open as they were stored, and are made again byte for byte', async () => {
  await put(of.changes.map(({ id }) => id));
  const pack = await freeze();
  expect(pack).toMatchObject({
    number: 1,
    frozenBy: of.operator.id,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect((await bytesOf(pack.id, 'pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await bytesOf(pack.id, 'docx')).subarray(0, 2).toString()).toBe('PK');
  expect((await bytesOf(pack.id, 'html')).toString()).toContain(of.changes[0]?.ref);
  expect((await bytesOf(pack.id, 'md')).toString()).toContain(pack.sha256);
  const again = await lastOf(await client().packs.again({ id: pack.id }));
  expect(again).toMatchObject({ kind: 'done', same: true, differ: [] });
});

test('the next pack says what differs from the one before it, and the first stays as it was', async () => {
  const [first, second, third] = of.changes;
  if (!first || !second || !third) throw new Error('no changes');
  await put([first.id, second.id]);
  const one = await freeze();
  const before = await bytesOf(one.id, 'pdf');
  await client().changes.patch({
    id: first.id,
    fields: { backOutSteps: [{ title: 'Deploy 4.1.8', minutes: 9 }] },
  });
  await put([third.id]);
  expect(await client().packs.warnings({ meetingId: meeting.id })).toEqual(
    expect.arrayContaining([`Late on the agenda: ${third.ref}.`, `Edited since pack 1: ${first.ref}.`]),
  );
  const two = await freeze();
  const text = (await bytesOf(two.id, 'md')).toString();
  expect(text).toMatch(new RegExp(`${third.ref} +\\| Added`));
  expect(text).toMatch(new RegExp(`${first.ref} +\\| Altered +\\| Back-out steps`));
  expect(await client().packs.list({ meetingId: meeting.id })).toEqual([two, one]);
  expect(Buffer.compare(await bytesOf(one.id, 'pdf'), before)).toBe(0);
});

test('letters the PDF has no font for are named before the freeze, and stand in the other documents', async () => {
  const made = await client().changes.create({ title: 'ปรับปรุงระบบชำระเงิน' });
  await put([made.id]);
  expect(await client().packs.warnings({ meetingId: meeting.id })).toContain(
    `Has letters that the PDF shows as boxes, other than Word and HTML: ${made.ref}.`,
  );
  const pack = await freeze();
  for (const format of ['html', 'md'] as const)
    expect((await bytesOf(pack.id, format)).toString()).toContain(made.title);
});

test('an empty agenda is not frozen, and nothing is on record', async () => {
  await expect(freeze()).rejects.toMatchObject({ code: 'REFUSED' });
  expect(await client().packs.list({ meetingId: meeting.id })).toEqual([]);
});

test('a freeze that is cancelled leaves nothing', async () => {
  await put(of.changes.slice(0, 1).map(({ id }) => id));
  for await (const event of await client().packs.freeze({ meetingId: meeting.id })) {
    if (event.kind === 'progress' && event.progress.what === 'Setting the PDF') break;
  }
  expect(await client().packs.list({ meetingId: meeting.id })).toEqual([]);
});

test('a change that was approved at the meeting says what is not as the pack had it', async () => {
  const [change] = of.changes;
  if (!change) throw new Error('no change');
  await put([change.id]);
  await freeze();
  expect(await client().packs.differences({ changeId: change.id })).toBeNull();
  const item = (await client().cab.get({ key: meeting.ref })).lines[0];
  if (!item) throw new Error('no item');
  workspace.clock.advance(60_000);
  const store = workspace.app().store();
  write(store, { actor: of.operator.id }, 'Outcome', (tx) =>
    tx.patch(agendaItem, item.id, { outcome: 'approved', outcomeAt: tx.now }),
  );
  expect(await client().packs.differences({ changeId: change.id })).toMatchObject({
    meetingRef: meeting.ref,
    number: 1,
    fields: [],
  });
  await client().changes.patch({
    id: change.id,
    fields: { deploymentSteps: [{ title: 'Deploy twice', minutes: 20 }] },
  });
  expect(await client().packs.differences({ changeId: change.id })).toMatchObject({
    fields: [
      {
        field: 'deploymentSteps',
        name: 'deployment steps',
        before: '1 Deploy (10 min)',
        now: '1 Deploy twice (20 min)',
      },
    ],
  });
});

describe('what was stored', () => {
  test('is refused in words when it is damaged or gone', async () => {
    await put(of.changes.slice(0, 1).map(({ id }) => id));
    const pack = await freeze();
    const hash = pack.files.pdf?.hash ?? '';
    const store = workspace.app().store();
    writeLocal(store, [], (run) =>
      run('UPDATE content SET bytes = ? WHERE hash = ?', Buffer.from('other'), hash),
    );
    await expect(bytesOf(pack.id, 'pdf')).rejects.toMatchObject({
      data: { reason: expect.stringContaining('The PDF of pack 1 is damaged') },
    });
    writeLocal(store, [], (run) => run('DELETE FROM content WHERE hash = ?', hash));
    await expect(bytesOf(pack.id, 'pdf')).rejects.toMatchObject({
      data: { reason: expect.stringContaining('its bytes are not in this file') },
    });
    expect((await bytesOf(pack.id, 'docx')).length).toBeGreaterThan(1000);
  });

  test('is saved into a folder whole or not at all', async () => {
    await put(of.changes.slice(0, 1).map(({ id }) => id));
    const { id } = await freeze();
    const folder = mkdtempSync(join(tmpdir(), 'slipway-packs-'));
    const { path } = await client().packs.save({ id, format: 'md', folder });
    expect(path).toBe(join(folder, `${meeting.ref}-pack-1.md`));
    expect(Buffer.compare(readFileSync(path), await bytesOf(id, 'md'))).toBe(0);
    expect(readdirSync(folder)).toHaveLength(1);
    const save = (into: string) => client().packs.save({ id, format: 'pdf', folder: into });
    await expect(save(join(folder, 'none'))).rejects.toMatchObject({
      data: { reason: expect.stringContaining('is not there') },
    });
    await expect(save(path)).rejects.toMatchObject({
      data: { reason: expect.stringContaining('is not a folder') },
    });
    await expect(save('relative')).rejects.toMatchObject({
      data: { reason: expect.stringContaining('whole path') },
    });
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    // The superuser may write anywhere.
    if (process.getuid?.() !== 0)
      await expect(save(locked)).rejects.toMatchObject({
        data: { reason: expect.stringContaining('may not be written') },
      });
    rmSync(folder, { recursive: true });
  });
});

test('the cover counts the board as the meeting does: the chair is of it, and nobody twice', async () => {
  const [one] = of.changes;
  if (!one) throw new Error('no change');
  await put([one.id]);
  const fields = { chairId: of.operator.id, memberIds: [of.operator.id, of.other.id], quorum: 2 };
  for (const memberIds of [fields.memberIds, [of.other.id]]) {
    await client().cab.patch({ id: meeting.id, fields: { ...fields, memberIds } });
    const { data } = await client().packs.file({ id: (await freeze()).id, format: 'md' });
    expect(Buffer.from(data, 'base64').toString()).toContain('Quorum two of two.');
  }
});
