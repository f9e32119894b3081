import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
});
afterEach(() => work.remove());

const changeVersions = () => work.client().changeVersions;
const page = { offset: 0, limit: 200 };

test('each entry about a ticket is a version with who, when and why, and gives the ticket as it stood then', async () => {
  const [first, second] = have.changes;
  if (!first || !second) throw new Error('There are changes');
  const stood = [first];
  const patch = async (fields: object) => {
    stood.push(await work.client().changes.patch({ id: first.id, fields }));
  };
  await patch({ title: 'Rotate all keys of checkout' });
  await patch({ description: 'Other words', deploymentSteps: [] });
  await patch({ title: first.title });
  await work.client().changes.patch({ id: second.id, fields: { title: 'Not of this ticket' } });
  const { versions, total } = await changeVersions().list({ id: first.id, ...page });
  expect(total).toBe(4);
  expect(versions.map((one) => [one.number, one.fields, one.actor])).toEqual(
    [
      [4, ['title'], 'Rosa Ruiz'],
      [3, ['deploymentSteps', 'description'], 'Rosa Ruiz'],
      [2, ['title'], 'Rosa Ruiz'],
      [1, ['*'], 'Rosa Ruiz'],
    ].map(([number, fields, actor]) => [number, expect.arrayContaining(fields as string[]), actor]),
  );
  for (const { device, seq, number } of versions) {
    const { change, version } = await changeVersions().get({ id: first.id, device, seq });
    expect(version.number).toBe(number);
    expect(change).toEqual(stood[number - 1]);
  }
  const part = await changeVersions().list({ id: first.id, offset: 1, limit: 2 });
  expect(part.versions.map((one) => one.number)).toEqual([3, 2]);
});

test('a removed ticket still shows its versions; an entry about something else is no version of it', async () => {
  const [first, second] = have.changes;
  if (!first || !second) throw new Error('There are changes');
  await work.client().changes.remove({ id: first.id, reason: 'Written twice' });
  const { versions } = await changeVersions().list({ id: first.id, ...page });
  expect(versions.map((one) => one.reason)).toEqual(['Written twice', 'Change written']);
  const [other] = (await changeVersions().list({ id: second.id, ...page })).versions;
  if (!other) throw new Error('It was written');
  await expect(
    changeVersions().get({ id: first.id, device: other.device, seq: other.seq }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(changeVersions().list({ id: newId(), ...page })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('versions come from the log alone, so they are the same after a restart', async () => {
  const [first] = have.changes;
  if (!first) throw new Error('There are changes');
  await work.client().changes.patch({ id: first.id, fields: { impact: 'None' } });
  const before = await changeVersions().list({ id: first.id, ...page });
  await work.reopen();
  expect(await changeVersions().list({ id: first.id, ...page })).toEqual(before);
});
