import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type ServiceId } from '#shared/domain/ids.ts';
import { stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = openWorkspace();
  await workspace.create();
});
afterEach(() => workspace.remove());
const client = () => workspace.client();

test('what a person prefers is there after a restart; what was not said keeps its value', async () => {
  const usual = await client().preferences.get();
  expect(usual).toMatchObject({ theme: 'system', localApi: false });
  await client().preferences.set({ theme: 'hc' });
  await client().preferences.set({ localApi: true });
  await workspace.reopen();
  expect(await client().preferences.get()).toEqual({ ...usual, theme: 'hc', localApi: true });
});

test('preferences never reach the log: they are nobody else’s business', async () => {
  const before = await client().timeline.page({ limit: 50 });
  await client().preferences.set({ theme: 'dark', density: 'tight' });
  expect(await client().timeline.page({ limit: 50 })).toEqual(before);
});

test('a token is shown once, and a revoked one is gone from the list', async () => {
  const made = await client().access.addToken({ name: 'pipeline', scopes: ['gate:read'] });
  const { secret, ...listed } = made;
  expect(secret.length).toBeGreaterThan(40);
  expect(await client().access.tokens()).toEqual([listed]);
  expect(JSON.stringify(await client().access.tokens())).not.toContain(secret);
  await client().access.revokeToken({ id: made.id });
  expect(await client().access.tokens()).toEqual([]);
});

test('where no shell answers the local API, its address is not made up', async () => {
  await client().preferences.set({ localApi: true });
  expect(await client().access.localApi()).toEqual({ address: null });
});

test('the next write is signed with the name of the person who operates now', async () => {
  const ana = await client().people.add({ name: 'Ana Meier' });
  await client().people.setOperator({ id: ana.id });
  const made = await client().releases.create({ name: 'Checkout' });
  expect(made.ownerId).toBe(ana.id);
  const { entries } = await client().timeline.page({ limit: 1 });
  expect(entries[0]?.actor).toBe('Ana Meier');
});

test('an edit of a person touches the given fields only', async () => {
  const ana = await client().people.add({ name: 'Ana Meier', email: 'ana@example.org', roles: ['DBA'] });
  const after = await client().people.patch({ id: ana.id, fields: { phone: '+49 30 1234' } });
  expect(after).toEqual({ ...ana, phone: '+49 30 1234' });
  expect((await client().people.list()).people).toContainEqual(after);
});

test('a service depends only on services that are there; a refused edit changes nothing', async () => {
  const ledger = await client().catalogue.addService({ name: 'Ledger', tier: 1 });
  const checkout = await client().catalogue.addService({ name: 'Checkout', dependsOn: [ledger.id] });
  const nobody = newId<ServiceId>();
  await expect(
    client().catalogue.patchService({ id: checkout.id, fields: { name: 'Basket', dependsOn: [nobody] } }),
  ).rejects.toMatchObject({ defined: true });
  expect((await client().catalogue.list()).services).toContainEqual(checkout);
});

test('a backup that was asked for is listed with its cause and can be restored', async () => {
  await client().releases.create({ name: 'Before' });
  const made = await client().backups.create();
  expect(made.cause).toBe('asked');
  expect(await client().backups.list()).toContainEqual(made);
  await client().releases.create({ name: 'After' });
  await client().backups.restore({ name: made.name });
  expect((await client().releases.list()).map(({ name }) => name)).toEqual(['Before']);
  expect((await client().backups.list()).map(({ cause }) => cause)).toContain('restore');
});

test('an edited window moves all its occurrences; its other fields stay', async () => {
  const { windowId } = await stocked();
  const before = (await client().calendar.windows()).find(({ id }) => id === windowId);
  const fields = { startLocal: '2027-02-02T23:00' };
  expect(await client().calendar.patchWindow({ id: windowId, fields })).toEqual({ ...before, ...fields });
  const { occurrences } = await client().calendar.range({
    from: Date.UTC(2027, 1, 2),
    until: Date.UTC(2027, 1, 11),
  });
  expect(occurrences.map(({ startsAt }) => startsAt)).toEqual([
    Date.UTC(2027, 1, 2, 22),
    Date.UTC(2027, 1, 9, 22),
  ]);
});

async function stocked() {
  await workspace.remove();
  workspace = openWorkspace();
  return stock(workspace);
}
