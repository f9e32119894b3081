import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, planTime } from '#shared/domain/time.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let workspace: TestWorkspace;
let of: Stock;
const zone = 'Europe/Berlin';
const at = (local: string) => planTime({ local, zone }).at;
const from = at('2027-02-01T00:00');

beforeEach(async () => {
  workspace = openWorkspace();
  of = await stock(workspace);
});
afterEach(() => workspace.remove());

const client = () => workspace.client();
const weekly = { name: 'CAB', start: { local: '2027-03-17T10:00', zone }, minutes: 60 };
const listed = async () => client().cab.list({ from, until: from + 120 * DAY });

test('a series is meetings of their own: one is moved or called off and the others stay', async () => {
  const made = await client().cab.add({ ...weekly, chairId: of.other.id, rrule: 'FREQ=WEEKLY;COUNT=3' });
  expect(made.map((one) => one.ref)).toEqual(['CAB-A1', 'CAB-A2', 'CAB-A3']);
  // Ten o'clock on the clock of the wall, before and after the change of summer time.
  expect(made.map((one) => new Date(one.start.at).getUTCHours())).toEqual([9, 9, 8]);
  const [first, second] = made;
  if (!first || !second) throw new Error('no meetings');
  await client().cab.patch({ id: first.id, fields: { start: { local: '2027-03-18T14:00', zone } } });
  await client().cab.remove({ id: second.id, reason: 'Nothing to decide' });
  expect((await listed()).map((one) => [one.ref, one.start.local])).toEqual([
    ['CAB-A1', '2027-03-18T14:00'],
    ['CAB-A3', '2027-03-31T10:00'],
  ]);
  await expect(client().cab.patch({ id: second.id, fields: { name: 'Late' } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a series that never ends writes nothing', async () => {
  await expect(client().cab.add({ ...weekly, rrule: 'FREQ=WEEKLY' })).rejects.toMatchObject({
    data: { reason: 'A series ends: say after how many times, or on which day.' },
  });
  expect(await listed()).toEqual([]);
});

test('a meeting that began before the range still stands in the calendar', async () => {
  await client().cab.add(weekly);
  const range = (after: number) =>
    client().calendar.range({
      from: at('2027-03-17T10:00') + after,
      until: at('2027-03-17T10:00') + after + DAY,
    });
  expect((await range(30 * 60_000)).meetings).toMatchObject([{ ref: 'CAB-A1', name: 'CAB' }]);
  expect((await range(60 * 60_000)).meetings).toEqual([]);
});
