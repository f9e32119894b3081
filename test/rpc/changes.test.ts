import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ChangeId, newId, type ReleaseId } from '#shared/domain/ids.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
});
afterEach(() => work.remove());

const changes = () => work.client().changes;
const refused = {
  code: 'REFUSED',
  defined: true,
  status: 409,
  data: { reason: expect.stringMatching(/\.$/) },
};
const page = (more: object = {}) => changes().page({ filter: {}, sort: [], offset: 0, limit: 500, ...more });
const first = () => {
  const [change] = have.changes;
  if (!change) throw new Error('The stock has changes');
  return change;
};

test('a ticket is found by id and by reference in any case, and says so when it is not there', async () => {
  const { id, ref } = first();
  expect((await changes().get({ key: id })).ref).toBe(ref);
  expect((await changes().get({ key: ref.toLowerCase() })).id).toBe(id);
  for (const key of ['CHG-Z9', newId<ChangeId>(), 'rubbish', "' OR 1=1 --"]) {
    await expect(changes().get({ key })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      defined: true,
      status: 404,
    });
  }
});

test('planned time gets its instant on arrival, and a skipped hour moves forward', async () => {
  const { id } = first();
  const zone = 'Europe/Berlin';
  const saved = await changes().patch({ id, fields: { plannedStart: { local: '2027-03-28T02:30', zone } } });
  expect(saved.plannedStart).toEqual({ local: '2027-03-28T02:30', zone, at: Date.UTC(2027, 2, 28, 1, 30) });
});

test('saving one field touches no other and moves the ticket up in “updated”', async () => {
  const { id } = first();
  const before = await changes().get({ key: id });
  const after = await changes().patch({ id, fields: { notes: 'Call the data centre' } });
  expect(after).toEqual({ ...before, notes: 'Call the data centre', updatedAt: after.updatedAt });
  expect(after.updatedAt).toBeGreaterThan(before.updatedAt);
  const [top] = await page({ sort: [{ by: 'updated', descending: true }] });
  expect(top?.id).toBe(id);
});

test('a save that changes nothing leaves no entry behind', async () => {
  const { id } = first();
  await changes().patch({ id, fields: { notes: 'Same' } });
  const [before] = (await work.client().timeline.page({ limit: 1 })).entries;
  await changes().patch({ id, fields: { notes: 'Same' } });
  const [after] = (await work.client().timeline.page({ limit: 1 })).entries;
  expect(after?.seq).toBe(before?.seq);
});

test('from Assess on what was decided about stays as it is; the rest can still be edited', async () => {
  const { id } = first();
  await changes().transition({ ids: [id], to: 'Assess' });
  await expect(changes().patch({ id, fields: { description: 'Other' } })).rejects.toMatchObject(refused);
  await expect(
    changes().patch({ id, fields: { notes: 'Fine', description: 'Other' } }),
  ).rejects.toMatchObject(refused);
  expect((await changes().get({ key: id })).notes).toBe('');
  expect((await changes().patch({ id, fields: { notes: 'Fine' } })).notes).toBe('Fine');
});

test('moving several tickets moves all or none', async () => {
  const ids = have.changes.map((change) => change.id);
  await changes().hold({ id: ids[2] as ChangeId, onHold: true, reason: 'Waits for parts' });
  await expect(changes().transition({ ids, to: 'Assess' })).rejects.toMatchObject(refused);
  expect((await page()).map((row) => row.state)).toEqual(['New', 'New', 'New']);
  await changes().hold({ id: ids[2] as ChangeId, onHold: false, reason: '' });
  const moved = await changes().transition({ ids, to: 'Assess' });
  expect(moved.map((change) => change.state)).toEqual(['Assess', 'Assess', 'Assess']);
});

test('the way of a normal ticket to its end asks for the authority and the close code', async () => {
  const { id } = first();
  const move = (to: 'Assess' | 'Authorize' | 'Scheduled' | 'Implement' | 'Review' | 'Closed', more = {}) =>
    changes().transition({ ids: [id], to, ...more });
  await expect(move('Authorize')).rejects.toMatchObject(refused);
  // Nobody is left who could vote for the authority, so it is named by hand.
  await work.client().people.patch({ id: have.other.id, fields: { roles: [] } });
  await move('Assess');
  await move('Authorize');
  await expect(move('Scheduled')).rejects.toMatchObject(refused);
  await move('Scheduled', { changeAuthority: 'CAB' });
  await move('Implement');
  await expect(changes().remove({ id, reason: 'Oops' })).rejects.toMatchObject(refused);
  await move('Review');
  await expect(move('Closed')).rejects.toMatchObject(refused);
  const [closed] = await move('Closed', { closeCode: 'successful' });
  expect(closed).toMatchObject({ state: 'Closed', changeAuthority: 'CAB', closeCode: 'successful' });
  expect(closed?.actualStartAt).toBeLessThan(closed?.actualEndAt ?? 0);
  await expect(move('Review')).rejects.toMatchObject(refused);
});

test('a hold needs a reason and bars every move but cancelling', async () => {
  const { id } = first();
  await expect(changes().hold({ id, onHold: true, reason: ' ' })).rejects.toMatchObject(refused);
  await changes().hold({ id, onHold: true, reason: 'Waits for parts' });
  await expect(changes().transition({ ids: [id], to: 'Assess' })).rejects.toMatchObject(refused);
  await expect(changes().transition({ ids: [id], to: 'Cancelled' })).rejects.toMatchObject(refused);
  const [cancelled] = await changes().transition({ ids: [id], to: 'Cancelled', reason: 'Not needed' });
  expect(cancelled?.state).toBe('Cancelled');
});

test('a removed ticket is gone from table, count, search and release, and stays in the timeline', async () => {
  const { id } = first();
  await changes().remove({ id, reason: 'Twice' });
  expect(await changes().count({})).toBe(2);
  expect((await page()).some((row) => row.id === id)).toBe(false);
  expect(await work.client().search.everything({ text: 'signing', limit: 10 })).toEqual([]);
  expect((await work.client().releases.get({ key: have.release.id })).changeRows).toHaveLength(2);
  await expect(changes().patch({ id, fields: { notes: 'x' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { entries } = await work.client().timeline.page({ about: { entity: 'change', id }, limit: 5 });
  expect(entries[0]?.reason).toBe('Twice');
});

test('filters, count and every sort agree with a naive answer', async () => {
  const zone = 'UTC';
  for (let n = 0; n < 40; n += 1) {
    await changes().create({
      title: `Ticket ${(n * 7) % 40} of the ${n % 2 ? 'ledger' : 'portal'}`,
      type: n % 3 === 0 ? 'standard' : 'normal',
      ...(n % 4 === 0
        ? {}
        : { plannedStart: { local: `2027-02-${String((n % 28) + 1).padStart(2, '0')}T10:00`, zone } }),
      ...(n % 5 === 0 ? { serviceIds: [have.serviceId] } : {}),
    });
  }
  const all = await page();
  expect(all).toHaveLength(43);
  const naive = {
    title: (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0),
  };
  const titles = (await page({ sort: [{ by: 'title', descending: false }] })).map((row) => row.title);
  expect(titles).toEqual(all.map((row) => row.title).toSorted(naive.title));
  const planned = (await page({ sort: [{ by: 'plannedStart', descending: false }] })).map(
    (row) => row.plannedStart?.at ?? Infinity,
  );
  expect(planned).toEqual(planned.toSorted((a, b) => a - b));
  for (const filter of [
    { types: ['standard' as const] },
    { serviceId: have.serviceId },
    { text: 'ledger' },
    { releaseId: have.release.id },
    { states: [] },
  ]) {
    const rows = await page({ filter });
    expect(await changes().count(filter)).toBe(rows.length);
    const ids = new Set(rows.map((row) => row.id));
    const wanted = all.filter((row) =>
      'types' in filter
        ? row.type === 'standard'
        : 'serviceId' in filter
          ? row.serviceIds.includes(have.serviceId)
          : 'text' in filter
            ? row.title.includes('ledger')
            : 'releaseId' in filter
              ? row.releaseId === have.release.id
              : false,
    );
    expect(ids).toEqual(new Set(wanted.map((row) => row.id)));
  }
  const parts = [0, 10, 20, 30, 40].map((offset) =>
    page({ sort: [{ by: 'title', descending: true }], offset, limit: 10 }),
  );
  expect((await Promise.all(parts)).flat().map((row) => row.title)).toEqual(titles.toReversed());
});

test('what is typed into the search never breaks it', async () => {
  for (const text of [
    '"',
    "'",
    '*',
    'AND',
    'a AND',
    'NEAR(',
    'title:x',
    '-',
    '(',
    'ü',
    '\0',
    '🚀',
    'chg-a1',
    'x'.repeat(500),
  ]) {
    await expect(page({ filter: { text } })).resolves.toBeInstanceOf(Array);
  }
  expect((await page({ filter: { text: 'northb' } })).map((row) => row.title)).toEqual([
    'Add cards of Northbank',
  ]);
});

test('a ticket cannot board a release that is not there', async () => {
  const releaseId = newId<ReleaseId>();
  await expect(changes().create({ title: 'Lost', releaseId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(changes().patch({ id: first().id, fields: { releaseId } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('the fields of the editor are saved as given, and a document is linked by a web address only', async () => {
  const { id } = first();
  const fields = {
    origin: 'defect' as const,
    releaseStrategy: 'canary' as const,
    build: { version: '4.9.0-rc.2', digest: 'sha256:12ab' },
    pullRequests: ['https://git.example/harbour/pull/12', '#13'],
    attachments: [{ title: 'Load test', url: 'https://files.example/load.pdf' }],
    customFields: { 'cost-centre': '4711' },
    criteria: {
      testing: {
        met: 'yes' as const,
        evidence: 'Run 812',
        confirmedBy: null,
        confirmedAt: 1_700_000_000_000,
      },
    },
  };
  await changes().patch({ id, fields });
  expect(await changes().get({ key: id })).toMatchObject(fields);
  for (const url of ['javascript:alert(1)', 'ftp://files.example/x', '', 'https://a b.example'])
    await expect(changes().patch({ id, fields: { attachments: [{ title: '', url }] } })).rejects.toThrow();
  expect((await changes().get({ key: id })).attachments).toEqual(fields.attachments);
});
