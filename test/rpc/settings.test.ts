import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type PersonId, type ServiceId } from '#shared/domain/ids.ts';
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

test('duty and absence are planned on the clock they were said in, and end after they begin', async () => {
  const ana = await client().people.add({ name: 'Ana Meier' });
  const zone = 'Europe/Berlin';
  const night = { start: { local: '2027-03-27T22:00', zone }, end: { local: '2027-03-28T06:00', zone } };
  const duty = await client().people.addTime({ personId: ana.id, kind: 'duty', ...night });
  // The clock jumps from 02:00 to 03:00 in that night: eight hours on it are seven.
  expect(duty.end.at - duty.start.at).toBe(7 * 3_600_000);
  expect((await client().people.list()).times).toEqual([duty]);
  await expect(
    client().people.addTime({ personId: ana.id, kind: 'absence', start: night.end, end: night.start }),
  ).rejects.toMatchObject({ code: 'REFUSED' });
  await expect(client().people.addTime({ personId: newId(), kind: 'duty', ...night })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await client().people.removeTime({ id: duty.id });
  expect((await client().people.list()).times).toEqual([]);
  await expect(client().people.removeTime({ id: duty.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a planning rule that was not named keeps its value; hours end after they begin', async () => {
  const hours = { days: [1, 2, 3, 4, 5], from: '08:00', until: '18:00' };
  const none = { standard: 0, normal: 0, emergency: 0 };
  expect(await client().workspace.policies()).toEqual({ hours: null, leadMinutes: none });
  await client().workspace.setPolicies({ hours });
  const leadMinutes = { ...none, normal: 2880 };
  expect(await client().workspace.setPolicies({ leadMinutes })).toEqual({ hours, leadMinutes });
  await workspace.reopen();
  expect(await client().workspace.policies()).toEqual({ hours, leadMinutes });
  const late = { ...hours, from: '18:00', until: '08:00' };
  await expect(client().workspace.setPolicies({ hours: late })).rejects.toMatchObject({ code: 'REFUSED' });
  await expect(client().people.add({ name: 'Tom', hours: late })).rejects.toMatchObject({ code: 'REFUSED' });
});

test('a person names who decides in their place; never themselves, never nobody known', async () => {
  const ana = await client().people.add({ name: 'Ana Meier' });
  const bo = await client().people.add({ name: 'Bo Lind', delegateId: ana.id });
  expect(bo.delegateId).toBe(ana.id);
  await expect(client().people.patch({ id: bo.id, fields: { delegateId: bo.id } })).rejects.toMatchObject({
    code: 'REFUSED',
  });
  await expect(
    client().people.patch({ id: bo.id, fields: { delegateId: newId<PersonId>() } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await client().people.patch({ id: bo.id, fields: { delegateId: null } })).delegateId).toBeNull();
});
