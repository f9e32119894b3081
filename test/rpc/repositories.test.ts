import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeLocal } from '#db/local.ts';
import { newId, type RepositoryId } from '#shared/domain/ids.ts';
import { makeRepository, manyCommits, type TestRepository } from '#test/support/git.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { lastOf, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
let repo: TestRepository;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
  repo = makeRepository();
  repo.commit(
    { files: { 'checkout/a.txt': '1\n', 'docs/readme.md': 'x\n' }, tag: 'v1' },
    { message: 'feat(checkout): take cards SHOP-7', files: { 'checkout/a.txt': '2\n' } },
    { message: 'docs: say how', files: { 'docs/readme.md': 'y\n' }, tag: 'v2' },
  );
});
afterEach(async () => {
  repo.remove();
  await work.remove();
});

const repositories = () => work.client().repositories;
const entries = async () => (await work.client().timeline.page({ limit: 1 })).entries[0]?.seq;

test('adding a folder inside the clone twice is one repository', async () => {
  const one = await repositories().add({ path: repo.root });
  const two = await repositories().add({ path: join(repo.root, 'checkout') });
  expect(two).toEqual(one);
  expect(await repositories().list()).toEqual([one]);
});

test('a path left behind by a kill in the middle of adding does not stand in the way of the next attempt', async () => {
  writeLocal(work.app().store(), [], (run) => {
    run('INSERT INTO repository_path VALUES (?, ?)', newId<RepositoryId>(), repo.root);
  });
  const one = await repositories().add({ path: repo.root });
  expect(await repositories().list()).toEqual([one]);
  expect(one.path).toBe(repo.root);
});

test('a range becomes a release with tickets by service, all in one undo-able place', async () => {
  await work.client().catalogue.patchService({ id: have.serviceId, fields: { path: 'checkout' } });
  const { id } = await repositories().add({ path: repo.root });
  expect((await repositories().refs({ id })).map((ref) => ref.name)).toEqual(['v2', 'v1', 'main']);
  const range = { repositoryId: id, from: 'v1', to: 'v2' };
  const before = await entries();
  const preview = await lastOf(await repositories().preview(range));
  expect(await entries()).toBe(before);
  const done = await lastOf(await repositories().draft({ ...range, name: 'Cards', version: '4.3.0' }));
  if (preview.kind !== 'done' || done.kind !== 'done') throw new Error('The streams end with done');
  expect(preview.commits).toBe(2);
  expect(preview.changes).toHaveLength(done.changes);
  const release = await work.client().releases.get({ key: done.releaseId });
  expect(release).toMatchObject({
    name: 'Cards',
    version: '4.3.0',
    rangeFrom: 'v1',
    rangeTo: 'v2',
    repositoryId: id,
  });
  expect(release.changeRows.map((row) => row.title)).toEqual(preview.changes.map((change) => change.title));
  const ticket = await Promise.all(
    release.changeRows.map((row) => work.client().changes.get({ key: row.id })),
  );
  const checkout = ticket.find((one) => one.serviceIds.includes(have.serviceId));
  expect(checkout?.workItems).toEqual(['SHOP-7']);
  expect(checkout?.commits.map((commit) => commit.subject)).toEqual(['feat(checkout): take cards SHOP-7']);
});

test('each way a range can fail comes over the door as its own error with a sentence', async () => {
  const { id } = await repositories().add({ path: repo.root });
  const preview = async (from: string, to: string, repositoryId = id) =>
    lastOf(await repositories().preview({ repositoryId, from, to }));
  const reason = expect.stringMatching(/\.$/);
  const failing = (code: string, status: number) => ({ code, status, defined: true, data: { reason } });
  await expect(preview('v1', 'nope')).rejects.toMatchObject({
    code: 'UNKNOWN_REF',
    defined: true,
    data: { ref: 'nope', reason },
  });
  await expect(preview('v2', 'v1')).rejects.toMatchObject(failing('EMPTY_RANGE', 422));
  await expect(preview('v1', 'v2', newId<RepositoryId>())).rejects.toMatchObject(failing('NOT_FOUND', 404));
  await expect(repositories().add({ path: join(repo.root, '..') })).rejects.toMatchObject(
    failing('NOT_A_REPOSITORY', 422),
  );
  repo.remove();
  await expect(repositories().refs({ id })).rejects.toMatchObject({ defined: true, data: { reason } });
  await expect(preview('v1', 'v2')).rejects.toMatchObject({ defined: true, data: { reason } });
});

test('ending the preview or the draft of a long range writes nothing', async () => {
  const long = makeRepository({ name: 'long', bare: true });
  try {
    long.commit(...manyCommits(5000));
    const { id } = await repositories().add({ path: long.root });
    const before = await entries();
    const range = { repositoryId: id, from: 'v1', to: 'v2' };
    for (const stream of [
      await repositories().preview(range),
      await repositories().draft({ ...range, name: 'Long', version: '' }),
    ]) {
      for await (const event of stream) {
        expect(event.kind).toBe('progress');
        break;
      }
    }
    expect(await entries()).toBe(before);
    expect(await work.client().changes.count({})).toBe(3);
  } finally {
    long.remove();
  }
});
