import { afterEach, beforeEach, expect, test } from 'vitest';
import { write } from '#db/log.ts';
import { insertChange } from '#db/queries/changes.ts';
import type { CloseCode } from '#shared/contract/changes.ts';
import { newId, type PersonId, type ServiceId } from '#shared/domain/ids.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let serviceId: ServiceId;
const changes = () => work.client().changes;
beforeEach(async () => {
  work = openWorkspace();
  await work.create();
  serviceId = (await work.client().catalogue.addService({ name: 'payments-api', tier: 3 })).id;
});
afterEach(() => work.remove());

const refused = { code: 'REFUSED' };

/** Closed changes of the service, the oldest first. */
function close(codes: readonly CloseCode[], more: { serviceIds?: ServiceId[]; version?: string } = {}) {
  write(work.app().store(), { actor: newId<PersonId>() }, 'Closed before', (tx) => {
    for (const closeCode of codes)
      insertChange(tx, {
        title: 'Done before',
        state: 'Closed',
        closeCode,
        serviceIds: more.serviceIds ?? [serviceId],
        build: more.version ? { version: more.version, digest: '' } : null,
      });
  });
}
const times = (count: number, code: CloseCode) => Array.from({ length: count }, () => code);

test('a level set by hand stands before the score until it is cleared, each with its reason', async () => {
  const { id, riskScore, riskLevel } = await changes().create({ title: 'Sign requests' });
  expect({ riskScore, riskLevel }).toEqual({ riskScore: 15, riskLevel: 'moderate' });
  await expect(changes().overrideRisk({ id, level: 'high', reason: ' ' })).rejects.toMatchObject(refused);
  await expect(changes().overrideRisk({ id, level: null, reason: 'x' })).rejects.toMatchObject(refused);
  const set = await changes().overrideRisk({ id, level: 'very high', reason: ' Quarter end ' });
  expect(set).toMatchObject({ riskScore: 15, riskLevel: 'very high' });
  expect(set.riskOverride).toMatchObject({ level: 'very high', reason: 'Quarter end' });
  // Other edits leave it in place, the score goes on beside it.
  const edited = await changes().patch({ id, fields: { type: 'emergency' } });
  expect(edited).toMatchObject({ riskScore: 30, riskLevel: 'very high' });
  expect(
    await changes().page({ filter: { riskLevels: ['very high'] }, sort: [], offset: 0, limit: 10 }),
  ).toHaveLength(1);
  const cleared = await changes().overrideRisk({ id, level: null, reason: 'It moved' });
  expect(cleared).toMatchObject({ riskOverride: null, riskScore: 30, riskLevel: 'moderate' });
  const { entries } = await work.client().timeline.page({ about: { entity: 'change', id }, limit: 5 });
  expect(entries.map(({ reason }) => reason)).toEqual([
    'Risk as scored again: It moved',
    'Edited type',
    'Risk set to very high: Quarter end',
    'Change written',
  ]);
});

test('a finished ticket keeps the risk it was judged with', async () => {
  const { id } = await changes().create({ title: 'Sign requests', serviceIds: [serviceId] });
  await changes().transition({ ids: [id], to: 'Cancelled', reason: 'Not needed' });
  close(times(20, 'backed out'));
  expect(await changes().patch({ id, fields: { notes: 'Too late' } })).toMatchObject({ riskScore: 15 });
  await expect(changes().overrideRisk({ id, level: 'high', reason: 'Late' })).rejects.toMatchObject(refused);
});

test('the last twenty closed changes of a service count, and only those', async () => {
  expect(await changes().failRates([serviceId])).toEqual([]);
  close(times(9, 'unsuccessful'));
  close(times(15, 'successful'), { version: '4.8.0' });
  close(['backed out', 'unsuccessful', 'successful with issues']);
  const other = (await work.client().catalogue.addService({ name: 'ledger-api', tier: 2 })).id;
  close(['successful'], { serviceIds: [serviceId, other], version: '9.9.9' });
  await changes().create({ title: 'Open ones do not count', serviceIds: [serviceId] });
  expect(await changes().failRates([other, serviceId])).toEqual([
    { serviceId: other, closed: 1, failed: 0, version: '' },
    { serviceId, closed: 20, failed: 3, version: '4.8.0' },
  ]);
  const next = await changes().create({ title: 'Sign requests', serviceIds: [serviceId] });
  // No way back 10, no validation 5, 3 of 20 failed 8.
  expect(next.riskScore).toBe(23);
  const answered = await changes().patch({ id: next.id, fields: { riskAnswers: { undone: 'no' } } });
  expect(answered).toMatchObject({ riskScore: 37, riskLevel: 'high' });
});

/** Resolves once open changes have been scored anew. */
function scored(): Promise<void> {
  const store = work.app().store();
  return new Promise((resolve) => {
    const leave = store.onCommit((topics) => {
      if (!topics.includes('changes')) return;
      leave();
      resolve();
    });
  });
}

test('another risk model scores open tickets anew, and leaves the finished as they were judged', async () => {
  const open = await changes().create({ title: 'Sign requests', type: 'emergency' });
  const done = await changes().create({ title: 'Sign answers', type: 'emergency' });
  const level = await changes().create({ title: 'Sign all' });
  await changes().overrideRisk({ id: level.id, level: 'high', reason: 'Quarter end' });
  await changes().transition({ ids: [done.id], to: 'Cancelled', reason: 'Not needed' });
  const { changePolicies } = work.client();
  const { riskModel } = (await changePolicies.get()).policies;
  const rules = { emergency: { off: false, points: 60 }, 'no-validation': { off: true, points: 5 } };
  const scores = async () =>
    Promise.all(
      [open, done, level].map(async ({ id }) => {
        const { riskScore, riskLevel } = await changes().get({ key: id });
        return [riskScore, riskLevel];
      }),
    );
  const before = await scores();
  let after = scored();
  await changePolicies.set({ policies: { riskModel: { ...riskModel, rules } }, reason: 'Last quarter' });
  await after;
  expect(await scores()).toEqual([
    [70, 'very high'],
    [30, 'moderate'],
    [10, 'high'],
  ]);
  const { updatedAt } = await changes().get({ key: open.id });
  expect(updatedAt, 'nobody edited it').toBe(open.updatedAt);
  after = scored();
  await changePolicies.reset({ keys: ['riskModel'], reason: '' });
  await after;
  expect(await scores()).toEqual(before);
});

test('what the stop of the program left out is scored at the next start', async () => {
  const { id } = await changes().create({ title: 'Sign requests', type: 'emergency' });
  const { changePolicies } = work.client();
  const { riskModel } = (await changePolicies.get()).policies;
  const rules = { emergency: { off: true, points: 15 } };
  await changePolicies.set({ policies: { riskModel: { ...riskModel, rules } }, reason: '' });
  await work.reopen();
  if ((await changes().get({ key: id })).riskScore !== 15) await scored();
  expect((await changes().get({ key: id })).riskScore).toBe(15);
});
