import { afterEach, beforeEach, expect, test } from 'vitest';
import { occurrencesIn } from '#db/queries/windows.ts';
import type { WindowRule } from '#shared/contract/calendar.ts';
import { MONDAY, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = openWorkspace();
  await workspace.create();
});
afterEach(() => workspace.remove());
const client = () => workspace.client();

const nights = () =>
  client().calendar.addWindow({
    name: 'Release nights',
    kind: 'allow',
    hard: true,
    zone: 'Europe/Berlin',
    startLocal: '2027-02-02T22:00',
    endLocal: '2027-02-03T02:00',
    rrule: 'FREQ=WEEKLY;BYDAY=TU',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
  });
const starts = async () => {
  const { occurrences } = await client().calendar.range({
    from: MONDAY,
    until: MONDAY + 30 * 86_400_000,
  });
  return occurrences.map(({ local }) => local);
};
const undoLast = async () => {
  const [last] = (await client().timeline.page({ limit: 1 })).entries;
  if (!last) throw new Error('The timeline is empty');
  await client().timeline.undo({ device: last.device, seq: last.seq });
};
const all = [
  '2027-02-02T22:00',
  '2027-02-09T22:00',
  '2027-02-16T22:00',
  '2027-02-23T22:00',
  '2027-03-02T22:00',
];

test.each([
  [
    'this',
    ['2027-02-02T22:00', '2027-02-09T21:00', '2027-02-16T22:00', '2027-02-23T22:00', '2027-03-02T22:00'],
  ],
  [
    'following',
    ['2027-02-02T22:00', '2027-02-09T21:00', '2027-02-16T21:00', '2027-02-23T21:00', '2027-03-02T21:00'],
  ],
  [
    'all',
    ['2027-02-02T21:00', '2027-02-09T21:00', '2027-02-16T21:00', '2027-02-23T21:00', '2027-03-02T21:00'],
  ],
] as const)(
  'editing %s is one entry, and undoing it leaves the series as it was',
  async (scope, expected) => {
    const { id } = await nights();
    const before = await client().calendar.windows();
    const written = await client().calendar.editOccurrence({
      id,
      local: '2027-02-09T22:00',
      scope,
      fields: { startLocal: '2027-02-09T21:00', endLocal: '2027-02-10T02:00' },
    });
    expect(written).toHaveLength(scope === 'all' ? 1 : 2);
    expect(await starts()).toEqual(expected);
    await undoLast();
    expect(await client().calendar.windows()).toEqual(before);
  },
);

test.each([
  ['this', all.filter((local) => local !== '2027-02-09T22:00')],
  ['following', all.slice(0, 1)],
  ['all', []],
] as const)('removing %s leaves the rest, and undoing it brings it back', async (scope, expected) => {
  const { id } = await nights();
  await client().calendar.removeOccurrence({
    id,
    local: '2027-02-09T22:00',
    scope,
    reason: 'Public holiday',
  });
  expect(await starts()).toEqual(expected);
  expect((await client().timeline.page({ limit: 1 })).entries[0]?.reason).toBe('Public holiday');
  await undoLast();
  expect(await starts()).toEqual(all);
});

test('a removed series takes its edited nights with it', async () => {
  const { id } = await nights();
  await client().calendar.editOccurrence({
    id,
    local: '2027-02-09T22:00',
    scope: 'this',
    fields: { startLocal: '2027-02-10T22:00', endLocal: '2027-02-11T02:00' },
  });
  await client().calendar.removeWindow({ id, reason: '' });
  expect(await client().calendar.windows()).toEqual([]);
});

test('an edit that no rule can express writes nothing', async () => {
  const { id } = await nights();
  await client().calendar.patchWindow({ id, fields: { rrule: 'FREQ=MONTHLY;BYDAY=1TU' } });
  const before = await client().calendar.windows();
  const move = (fields: Partial<WindowRule>, local = '2027-02-02T22:00') =>
    client().calendar.editOccurrence({ id, local, scope: 'all', fields });
  await expect(move({ startLocal: '2027-02-03T22:00' })).rejects.toMatchObject({
    code: 'REFUSED',
    data: { reason: expect.stringContaining('names its days') },
  });
  await expect(move({}, '2027-02-03T22:00')).rejects.toMatchObject({ code: 'REFUSED' });
  await expect(move({ rrule: 'FREQ=HOURLY' })).rejects.toMatchObject({ code: 'REFUSED' });
  await expect(move({ allDay: true })).rejects.toMatchObject({ code: 'REFUSED' });
  expect(await client().calendar.windows()).toEqual(before);
});

test('an edge of what is read: events of a day far away are left, one that began before and one by an extra date are found', async () => {
  const { id: _, seriesId: __, recurrenceId: ___, uid: ____, source: _____, ...base } = await nights();
  const add = (name: string, startLocal: string, endLocal: string, fields: Partial<WindowRule> = {}) =>
    client().calendar.addWindow({ ...base, rrule: '', name, startLocal, endLocal, ...fields });
  await add('Long before', '2027-01-01T00:00', '2027-01-02T00:00');
  await add('Began before', '2026-12-20T00:00', '2027-02-10T00:00');
  await add('Tonight', '2027-02-10T06:00', '2027-02-10T07:00', { zone: 'Pacific/Kiritimati' });
  await add('Extra', '2026-01-01T16:00', '2026-01-01T18:00', { rDates: ['2027-02-09T17:00'] });
  await add('Long after', '2027-03-01T00:00', '2027-03-02T00:00');
  const from = Date.UTC(2027, 1, 9, 16);
  const found = occurrencesIn(workspace.app().store().db, from, from + 2 * 3_600_000);
  expect(found.map(({ name }) => name).sort()).toEqual(['Began before', 'Extra', 'Tonight']);
});

test('a series with as many left-out days as can be kept refuses one more, and windows can still be listed', async () => {
  const full = Array.from(
    { length: 1000 },
    (_, n) => `${new Date(Date.UTC(2030, 0, 1 + n)).toISOString().slice(0, 10)}T22:00`,
  );
  const { id } = await nights();
  await client().calendar.patchWindow({ id, fields: { rrule: 'FREQ=DAILY', exDates: full } });
  const meant = { id, local: '2027-02-09T22:00', scope: 'this' as const };
  const refused = { code: 'REFUSED', data: { reason: expect.stringContaining('At most 1000 days') } };
  await expect(client().calendar.removeOccurrence({ ...meant, reason: '' })).rejects.toMatchObject(refused);
  const fields = { endLocal: '2027-02-10T01:00' };
  await expect(client().calendar.editOccurrence({ ...meant, fields })).rejects.toMatchObject(refused);
  expect((await client().calendar.windows()).map((one) => one.exDates.length)).toEqual([1000]);
});
