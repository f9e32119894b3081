import { afterEach, beforeEach, expect, test } from 'vitest';
import { newestEntry } from '#test/support/answers.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
beforeEach(async () => {
  work = openWorkspace();
  await work.create();
});
afterEach(() => work.remove());

test('the history of a release tells what happened to its changes, slot, runs, steps and notes', async () => {
  const client = work.client();
  for await (const _ of await client.sample.load({ changes: 40 }));
  const ran = (await client.runbooks.runs()).find((run) => run.endedAt !== null && run.kind === 'live');
  if (!ran) throw new Error('the sample has a finished live run');
  const about = { entity: 'release', id: ran.releaseId };
  const { entries } = await client.timeline.page({ about, limit: 10 });
  const told = new Set(entries.flatMap((entry) => entry.ops.map((op) => op.entity)));
  expect([...told].sort()).toEqual(expect.arrayContaining(['change', 'release', 'run', 'slot', 'step']));
});

test('a field has its own history with the value before', async () => {
  const client = work.client();
  const made = await client.changes.create({ title: 'One' });
  await client.changes.patch({ id: made.id, fields: { title: 'Two' } });
  await client.changes.patch({ id: made.id, fields: { notes: 'beside it' } });
  const { entries } = await client.timeline.page({
    about: { entity: 'change', id: made.id },
    field: 'title',
    limit: 10,
  });
  expect(entries).toHaveLength(2);
  expect(entries[0]?.ops.find((op) => op.field === 'title')).toMatchObject({ before: 'One', value: 'Two' });
});

test('undo puts the value back although the ticket was edited elsewhere since', async () => {
  const client = work.client();
  const made = await client.changes.create({ title: 'One' });
  await client.changes.patch({ id: made.id, fields: { title: 'Two' } });
  const { device, seq } = await newestEntry(work.client());
  await client.changes.patch({ id: made.id, fields: { notes: 'beside it' } });
  await client.timeline.undo({ device, seq });
  expect(await client.changes.get({ key: made.id })).toMatchObject({ title: 'One', notes: 'beside it' });
});

test('undo never overwrites what somebody wrote since', async () => {
  const client = work.client();
  const made = await client.changes.create({ title: 'One' });
  await client.changes.patch({ id: made.id, fields: { title: 'Two' } });
  const { device, seq } = await newestEntry(work.client());
  await client.changes.patch({ id: made.id, fields: { title: 'Three' } });
  await expect(client.timeline.undo({ device, seq })).rejects.toMatchObject({ code: 'REFUSED' });
  expect((await client.changes.get({ key: made.id })).title).toBe('Three');
});

test('an undo is an entry that can itself be undone', async () => {
  const client = work.client();
  const made = await client.changes.create({ title: 'One' });
  await client.changes.patch({ id: made.id, fields: { title: 'Two' } });
  await client.timeline.undo(await newestEntry(work.client()));
  await client.timeline.undo(await newestEntry(work.client()));
  expect((await client.changes.get({ key: made.id })).title).toBe('Two');
});

test('undo goes back step by step, not only once', async () => {
  const client = work.client();
  const made = await client.changes.create({ title: 'One' });
  await client.changes.patch({ id: made.id, fields: { title: 'Two' } });
  const second = await newestEntry(work.client());
  await client.changes.patch({ id: made.id, fields: { title: 'Three' } });
  await client.timeline.undo(await newestEntry(work.client()));
  await client.timeline.undo(second);
  expect((await client.changes.get({ key: made.id })).title).toBe('One');
});

test('undoing the making of a ticket takes it away, and what happened in a run stays', async () => {
  const client = work.client();
  const made = await client.changes.create({ title: 'One' });
  await client.timeline.undo(await newestEntry(work.client()));
  await expect(client.changes.get({ key: made.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const moved = await client.changes.create({ title: 'Two', description: 'Enough to go on' });
  await client.changes.transition({ ids: [moved.id], to: 'Assess' });
  await expect(client.timeline.undo(await newestEntry(work.client()))).rejects.toMatchObject({
    code: 'REFUSED',
  });
});

test('pages of the timeline join without a gap or a double', async () => {
  const client = work.client();
  for (let n = 0; n < 25; n += 1) await client.changes.create({ title: `Change ${n}` });
  const seen: number[] = [];
  let before: { device: Awaited<ReturnType<typeof newestEntry>>['device']; seq: number } | undefined;
  for (let pages = 0; pages < 10; pages += 1) {
    const { entries, more } = await client.timeline.page({ limit: 7, ...(before ? { before } : {}) });
    seen.push(...entries.map((entry) => entry.seq));
    before = entries.at(-1);
    if (!more) break;
  }
  expect(seen).toEqual(Array.from({ length: 26 }, (_, at) => 26 - at));
});

test.each(['__proto__', 'constructor', 'toString'])(
  '%s is a thing with no history, not a part of an object',
  async (entity) => {
    const about = { entity, id: '01890000-0000-7000-8000-000000000000' };
    expect(await work.client().timeline.page({ about, limit: 5 })).toEqual({ entries: [], more: false });
  },
);
