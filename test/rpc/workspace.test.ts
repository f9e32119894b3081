import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type PersonId, type ServiceId, type WindowId } from '#shared/domain/ids.ts';
import { stock } from '#test/support/stock.ts';
import { openWorkspace, overPort, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
beforeEach(() => {
  work = openWorkspace();
});
afterEach(() => work.remove());

const client = () => work.client();

test('before the first start is done nothing is written and the reason is said', async () => {
  expect(await client().workspace.status()).toEqual({ state: 'empty' });
  await expect(client().changes.create({ title: 'Early' })).rejects.toMatchObject({
    code: 'NO_OPERATOR',
    defined: true,
    data: { reason: expect.stringMatching(/\.$/) },
  });
  expect((await client().today.view()).bare).toBe(true);
});

test('a workspace is started once; the second start is refused and changes nothing', async () => {
  const made = await work.create();
  expect(made).toMatchObject({ name: 'Northwind', zone: 'Europe/Berlin', letters: 'A' });
  await expect(
    client().workspace.create({ name: 'Other', zone: 'UTC', operator: 'X' }),
  ).rejects.toMatchObject({
    code: 'REFUSED',
  });
  await work.reopen();
  expect(await client().workspace.status()).toMatchObject({
    state: 'ready',
    workspace: { name: 'Northwind' },
  });
  expect((await client().people.list()).people).toHaveLength(1);
});

test('everything is there after a restart, and references go on where they stood', async () => {
  const { changes } = await stock(work);
  await work.reopen();
  expect(await client().changes.count({})).toBe(3);
  const next = await client().changes.create({ title: 'After the restart' });
  expect(next.ref).toBe('CHG-A4');
  expect((await client().changes.get({ key: changes[0]?.ref ?? '' })).title).toBe(changes[0]?.title);
});

test('the timeline names who operated when it was written, after the operator was switched', async () => {
  const { other } = await stock(work);
  await client().changes.create({ title: 'Rosa wrote this' });
  await client().people.setOperator({ id: other.id });
  await client().changes.create({ title: 'Ana wrote this' });
  const { entries } = await client().timeline.page({ limit: 2 });
  expect(entries.map((entry) => entry.actor)).toEqual(['Ana Meier', 'Rosa Ruiz']);
  await expect(client().people.setOperator({ id: newId<PersonId>() })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('things that are not there are NOT_FOUND, whoever is asked', async () => {
  await work.create();
  const missing = { code: 'NOT_FOUND', defined: true };
  await expect(client().people.patch({ id: newId<PersonId>(), fields: { name: 'X' } })).rejects.toMatchObject(
    missing,
  );
  await expect(
    client().catalogue.patchService({ id: newId<ServiceId>(), fields: { tier: 1 } }),
  ).rejects.toMatchObject(missing);
  const id = newId<WindowId>();
  await expect(client().calendar.patchWindow({ id, fields: { hard: true } })).rejects.toMatchObject(missing);
  await expect(client().calendar.removeWindow({ id, reason: 'x' })).rejects.toMatchObject(missing);
  await expect(client().access.revokeToken({ id: newId() })).rejects.toMatchObject(missing);
  await expect(client().timeline.undo({ device: newId(), seq: 1 })).rejects.toMatchObject(missing);
});

test('a window that ends before it begins, or whose rule cannot be read, is refused and not kept', async () => {
  const { windowId } = await stock(work);
  const [rule] = await client().calendar.windows();
  for (const fields of [
    { endLocal: '2027-02-02T21:00' },
    { rrule: 'FREQ=SOMETIMES' },
    { rrule: 'rubbish' },
  ]) {
    await expect(client().calendar.patchWindow({ id: windowId, fields })).rejects.toMatchObject({
      code: 'REFUSED',
    });
  }
  expect(await client().calendar.windows()).toEqual([rule]);
});

test('preferences are kept on this device and stay out of the log', async () => {
  await work.create();
  const before = (await client().timeline.page({ limit: 1 })).entries[0]?.seq;
  await client().preferences.set({ theme: 'hc' });
  await work.reopen();
  expect((await client().preferences.get()).theme).toBe('hc');
  expect((await client().timeline.page({ limit: 1 })).entries[0]?.seq).toBe(before);
});

test('a token of the local API is shown once and listed without its text', async () => {
  await work.create();
  const made = await client().access.addToken({ name: 'Pipeline', scopes: ['gate:read'] });
  const listed = await client().access.tokens();
  expect(listed).toEqual([expect.objectContaining({ id: made.id, name: 'Pipeline', scopes: ['gate:read'] })]);
  expect(JSON.stringify(listed)).not.toContain(made.secret);
  await client().access.revokeToken({ id: made.id });
  expect(await client().access.tokens()).toEqual([]);
});

test('over a real message port errors keep their code and sentence, and input is checked on this side', async () => {
  await work.create();
  const port = overPort(work.app());
  try {
    await expect(port.client.changes.get({ key: 'CHG-Z9' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      defined: true,
      data: { reason: expect.stringContaining('CHG-Z9') },
    });
    await expect(port.client.changes.get({ key: 7 } as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(port.client.changes.create({ title: 'x'.repeat(501) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    const page = await port.client.repositories.preview({ repositoryId: newId(), from: 'a', to: 'b' });
    await expect(page.next()).rejects.toMatchObject({ code: 'NOT_FOUND', defined: true });
  } finally {
    port.close();
  }
});

test('the whole log is verified in a worker and found sound', async () => {
  await stock(work);
  let last: unknown;
  for await (const event of await client().timeline.verify()) last = event;
  expect(last).toMatchObject({ kind: 'done', sound: true });
});
