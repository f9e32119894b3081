import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RepositoryId } from '#shared/domain/ids.ts';
import { makeRepository, manyCommits, type TestRepository } from '#test/support/git.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { lastOf, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
let repo: TestRepository;
let repositoryId: RepositoryId;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
  repo = makeRepository();
  repo.commit(
    { files: { 'checkout/package.json': deps({ pad: '1.0.0' }), 'docs/readme.md': 'x\n' }, tag: 'v1' },
    {
      message: 'feat(checkout): take cards SHOP-7 (#31)',
      files: { 'checkout/package.json': deps({ pad: '1.3.0' }), 'checkout/migrations/1.sql': 'x' },
      tag: 'v2-rc.1',
    },
    {
      message: 'fix(checkout)!: refuse expired cards\n\nBREAKING CHANGE: the old form is gone',
      author: 'Bo Lind <bo@example.com>',
      files: { 'checkout/a.txt': '3\n', 'checkout/config/app.yaml': 'a: 1\n' },
      tag: 'v2-rc.2',
    },
  );
  repositoryId = (await work.client().repositories.add({ path: repo.root })).id;
});
afterEach(async () => {
  repo.remove();
  await work.remove();
});

const deps = (dependencies: Record<string, string>) => JSON.stringify({ dependencies });
const repositories = () => work.client().repositories;
const change = (key: string) => work.client().changes.get({ key });
const range = (to: string, more: object = {}) => ({
  repositoryId,
  from: 'v1',
  to,
  groupBy: 'service' as const,
  key: have.serviceId as string | null,
  changeId: null,
  ...more,
});
async function draftInto(
  input: ReturnType<typeof range>,
  take: never[] | ['title'] = [],
  said: { amendReason?: string } = {},
) {
  const done = await lastOf(await repositories().draftChange({ ...input, take, ...said }));
  if (done.kind !== 'done') throw new Error('The stream ends with done');
  return done;
}
async function proposalOf(input: ReturnType<typeof range>) {
  const done = await lastOf(await repositories().proposal(input));
  if (done.kind !== 'done') throw new Error('The stream ends with done');
  return done;
}

test('one ticket is drafted from a range with all that the commits and files tell', async () => {
  const { change: made } = await draftInto(range('v2-rc.2'));
  expect(made).toMatchObject({
    state: 'New',
    serviceIds: [have.serviceId],
    workItems: ['SHOP-7'],
    pullRequests: ['#31'],
    draftedFrom: 'shop v1..v2-rc.2',
    requesterId: have.operator.id,
    drafted: { repositoryId, from: 'v1', to: 'v2-rc.2', groupBy: 'service', key: have.serviceId },
  });
  expect(made.description.split('\n').slice(0, 1)).toEqual([
    expect.stringMatching(
      /^2 commits by Bo Lind, Ada Example in Checkout, from v1 to v2-rc.2 \([0-9a-f]{8}\): 4 files, \+\d+ −\d+ lines\.$/,
    ),
  ]);
  for (const line of [
    '- the old form is gone',
    '- Database migrations: checkout/migrations/1.sql',
    '- Configuration: checkout/config/app.yaml',
    '- pad 1.0.0 → 1.3.0',
  ])
    expect(made.description).toContain(line);
});

test('drafting again from the next candidate keeps what people wrote, in one entry that can be undone', async () => {
  const { change: made } = await draftInto(range('v2-rc.1'));
  await work
    .client()
    .changes.patch({ id: made.id, fields: { title: 'Take cards at checkout', impact: 'None' } });
  const again = range('v2-rc.2', { changeId: made.id });
  const { fields, groups } = await proposalOf(again);
  expect(groups).toEqual([{ key: have.serviceId, name: 'Checkout', commits: 2 }]);
  expect(fields.find(({ field }) => field === 'title')).toMatchObject({
    outcome: 'kept',
    present: 'Take cards at checkout',
  });
  expect((await change(made.id)).draftedFrom).toBe('shop v1..v2-rc.1');
  const before = await change(made.id);
  const done = await draftInto(again);
  expect(done.kept).toEqual(['title']);
  expect(done.replaced).toEqual(expect.arrayContaining(['description', 'deploymentSteps']));
  expect(done.change).toMatchObject({ title: 'Take cards at checkout', impact: 'None' });
  expect(done.change.commits).toHaveLength(2);
  expect(done.change.description).toContain('the old form is gone');
  const { entries } = await work.client().timeline.page({ limit: 1 });
  expect(entries[0]).toMatchObject({ reason: 'Drafted from v1..v2-rc.2', undoable: true });
  await work.client().timeline.undo({ device: entries[0]?.device as never, seq: entries[0]?.seq ?? 0 });
  const { updatedAt: _a, ...undone } = await change(made.id);
  const { updatedAt: _b, ...was } = before;
  expect(undone).toEqual(was);
});

test('a kept field is taken when the person says so, and counts as drafted from then on', async () => {
  const { change: made } = await draftInto(range('v2-rc.1'));
  await work.client().changes.patch({ id: made.id, fields: { title: 'Mine' } });
  const taken = await draftInto(range('v2-rc.2', { changeId: made.id }), ['title']);
  expect(taken.change.title).not.toBe('Mine');
  expect((await draftInto(range('v2-rc.1', { changeId: made.id }))).change.title).toBe(made.title);
});

test('a ticket that was written by hand keeps every word and gains what it lacks', async () => {
  const [mine] = have.changes;
  if (!mine) throw new Error('There are changes');
  const done = await draftInto(range('v2-rc.2', { changeId: mine.id }));
  expect(done.change).toMatchObject({
    title: mine.title,
    description: mine.description,
    deploymentSteps: mine.deploymentSteps,
    workItems: ['SHOP-7'],
    pullRequests: ['#31'],
  });
  expect(done.change.validationSteps.length).toBeGreaterThan(0);
});

test('from Assess on what was voted on is not drafted anew; a finished ticket is refused', async () => {
  const { change: made } = await draftInto(range('v2-rc.1'));
  await work.client().changes.transition({ ids: [made.id], to: 'Assess' });
  const done = await draftInto(range('v2-rc.2', { changeId: made.id }));
  expect(done.fixed).toEqual(expect.arrayContaining(['description', 'deploymentSteps']));
  expect(done.change.description).toBe(made.description);
  await work.client().changes.transition({ ids: [made.id], to: 'Cancelled', reason: 'Not wanted' });
  await expect(draftInto(range('v2-rc.2', { changeId: made.id }))).rejects.toMatchObject({
    code: 'REFUSED',
    data: { reason: expect.stringContaining('is Cancelled') },
  });
});

test('drafting again under votes is one amendment with a reason, and those votes are stale from then on', async () => {
  const { id: quinn } = await work.client().people.add({ name: 'Quinn Otte', roles: ['QA'] });
  const { change: made } = await draftInto(range('v2-rc.1'));
  await work.client().changes.transition({ ids: [made.id], to: 'Assess' });
  const subject = { kind: 'change' as const, id: made.id };
  const evidence = { kind: 'mail' as const, text: 'Mail of Monday' };
  const vote = { subject, stageId: 'quality', verdict: 'approve' as const, decidedBy: quinn, evidence };
  await work.client().approvals.decide(vote);
  const again = range('v2-rc.2', { changeId: made.id });
  const { fields } = await proposalOf(again);
  const amended = fields.filter(({ outcome }) => outcome === 'amended');
  expect(amended.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['description', 'deploymentSteps']),
  );
  const proposed = Object.fromEntries(amended.map(({ field, proposed: to }) => [field, to]));
  const effects = await work.client().changes.amendEffects({ id: made.id, fields: proposed });
  expect(effects.stale.map(({ name }) => name)).toEqual(['Quinn Otte']);

  const before = (await work.client().timeline.page({ limit: 1 })).entries[0]?.seq ?? 0;
  await expect(draftInto(again, [], { amendReason: ' ' })).rejects.toMatchObject({
    code: 'REFUSED',
    data: { reason: expect.stringContaining('needs a reason') },
  });
  const done = await draftInto(again, [], { amendReason: 'The second candidate' });
  expect(done.amended).toEqual(amended.map(({ field }) => field));
  expect(done.fixed).toEqual([]);
  expect(done.change).toMatchObject({ ...proposed, draftedFrom: 'shop v1..v2-rc.2' });
  const [entry] = (await work.client().timeline.page({ limit: 1 })).entries;
  expect(entry).toMatchObject({
    seq: before + 1,
    reason: 'Amended: The second candidate (Drafted from v1..v2-rc.2)',
  });
  const { stages } = await work.client().approvals.of(subject);
  expect(stages.find(({ stage }) => stage.id === 'quality')).toMatchObject({
    state: 'open',
    decisions: [{ stale: true, counts: false }],
  });
});

test('a group that the range does not hold is refused, and null stands for the first', async () => {
  await expect(draftInto(range('v2-rc.2', { key: 'SHOP-99', groupBy: 'work item' }))).rejects.toMatchObject({
    code: 'REFUSED',
  });
  const { groups, key } = await proposalOf(range('v2-rc.2', { key: null, groupBy: 'work item' }));
  expect(groups.map((one) => [one.key, one.name, one.commits])).toEqual([
    ['SHOP-7', 'SHOP-7', 1],
    ['', 'shop', 1],
  ]);
  expect(key).toBe('SHOP-7');
});

test('a release drafted by work item has one ticket for each and remembers how it was drafted', async () => {
  const done = await lastOf(
    await repositories().draft({
      repositoryId,
      from: 'v1',
      to: 'v2-rc.2',
      groupBy: 'work item',
      name: 'Cards',
      version: '2',
    }),
  );
  if (done.kind !== 'done') throw new Error('The stream ends with done');
  const { changeRows } = await work.client().releases.get({ key: done.releaseId });
  const keys = await Promise.all(changeRows.map(async ({ id }) => (await change(id)).drafted?.key));
  expect(keys.sort()).toEqual(['', 'SHOP-7']);
});

test('ending the stream of a long range leaves the ticket as it was', async () => {
  const long = makeRepository({ name: 'long', bare: true });
  try {
    long.commit(...manyCommits(3000));
    const { id } = await repositories().add({ path: long.root });
    const before = await work.client().changes.count({});
    const input = { ...range('v2', { key: null }), repositoryId: id, take: [] };
    for await (const event of await repositories().draftChange(input)) {
      expect(event.kind).toBe('progress');
      break;
    }
    expect(await work.client().changes.count({})).toBe(before);
  } finally {
    long.remove();
  }
});
