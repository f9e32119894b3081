import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Change } from '#shared/contract/changes.ts';
import type { Train } from '#shared/contract/trains.ts';
import { DAY, planTime } from '#shared/domain/time.ts';
import { bringTo } from '#test/support/planning.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let workspace: TestWorkspace;
let of: Stock;
let train: Train;
const zone = 'Europe/Berlin';
const at = (local: string) => planTime({ local, zone }).at;

/** Tuesdays in the maintenance window; T1 on 9 February, cut-off the Friday before at noon. */
const weekly = {
  name: 'Ledger train',
  code: 'T',
  zone,
  startLocal: '2027-02-09T22:00',
  firstNumber: 1,
  rrule: 'FREQ=WEEKLY',
  minutes: 180,
  cutOff: { days: 4, time: '12:00' },
  demo: null,
  environmentId: null,
  serviceIds: [],
  teamIds: [],
};

beforeEach(async () => {
  workspace = openWorkspace();
  of = await stock(workspace);
  train = await client().trains.add({ ...weekly, deliveryManagerId: of.other.id });
});
afterEach(() => workspace.remove());

const client = () => workspace.client();
const write = (title: string, fields = {}) =>
  client().changes.create({
    title,
    description: 'What changes and why.',
    serviceIds: [of.serviceId],
    ...fields,
  });
const board = (change: Change, number?: number) =>
  client().trains.board({
    trainId: train.id,
    subject: { kind: 'change', id: change.id },
    ...(number === undefined ? {} : { number }),
  });
const departures = async () =>
  (
    await client().trains.departures({
      trainId: train.id,
      from: at('2027-02-01T00:00'),
      until: at('2027-03-10T00:00'),
    })
  ).map((one) => ({ label: one.label, refs: one.releases.map((each) => each.ref), boarding: one.boarding }));
const reasons = async () =>
  (await client().timeline.page({ limit: 10 })).entries.map((entry) => entry.reason);
const authorise = (change: Change) => bringTo(client(), change, 'Scheduled');
/** Sets the clock of the workspace. */
const goTo = (local: string) => workspace.clock.advance(at(local) - workspace.clock.now());
const releaseOf = async (change: Change) => {
  const found = await client().changes.get({ key: change.ref });
  return found.releaseId && (await client().releases.get({ key: found.releaseId }));
};

test('the second change to board rides the release of the first, with its time', async () => {
  const [one, two] = [await write('Cache answers'), await write('Retry once')];
  const first = await board(one);
  const second = await board(two);
  expect(second.releaseId).toBe(first.releaseId);
  const release = await client().releases.get({ key: first.releaseId });
  expect(release).toMatchObject({
    name: 'Ledger train T1',
    deliveryManagerId: of.other.id,
    ownerId: of.operator.id,
    trainId: train.id,
    departureNumber: 1,
    slot: { windowId: of.windowId, start: { local: '2027-02-09T22:00' }, end: { local: '2027-02-10T01:00' } },
  });
  expect(release.changeRows.map((row) => row.plannedStart?.local)).toEqual([
    '2027-02-09T22:00',
    '2027-02-09T22:00',
  ]);
  expect((await departures())[0]).toEqual({ label: 'T1', refs: [release.ref], boarding: 'open' });
});

test('past its cut-off the next departure is taken, and the log says why', async () => {
  goTo('2027-02-05T12:00');
  const change = await write('Cache answers');
  const { departure, note } = await board(change, 1);
  expect(departure.label).toBe('T2');
  expect(note).toBe('Missed the cut-off of T1, rides T2');
  expect((await reasons())[0]).toBe(note);
});

test('a departure in a hard freeze takes nobody, says why and leaves nothing half made', async () => {
  await client().calendar.addWindow({
    name: 'Reporting',
    kind: 'deny',
    hard: true,
    zone,
    startLocal: '2027-02-08T00:00',
    endLocal: '2027-02-12T00:00',
    rrule: '',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
  });
  const change = await write('Cache answers');
  await expect(board(change, 1)).rejects.toThrow(
    expect.objectContaining({
      data: { reason: expect.stringMatching(/^T1 is not boarded\. Reporting bars/) },
    }),
  );
  expect((await client().releases.list()).map((one) => one.name)).toEqual(['Checkout']);
  expect(await releaseOf(change)).toBeNull();
});

test('a change on another open release does not board, one aboard takes another departure', async () => {
  const [aboardOther] = of.changes;
  if (!aboardOther) throw new Error('no ticket');
  await expect(board(aboardOther)).rejects.toMatchObject({
    data: { reason: expect.stringContaining('Take it off that release first') },
  });
  const change = await write('Cache answers');
  await board(change, 1);
  await board(change, 3);
  expect((await departures()).map((one) => one.refs.length)).toEqual([1, 0, 1, 0, 0]);
  expect(await releaseOf(change)).toMatchObject({ name: 'Ledger train T3', departureNumber: 3 });
});

test('a release boards itself with its changes and leaves with its booking', async () => {
  const subject = { kind: 'release', id: of.release.id } as const;
  await client().trains.board({ trainId: train.id, number: 2, subject });
  const aboard = await client().releases.get({ key: of.release.id });
  expect(aboard).toMatchObject({ departureNumber: 2, slot: { start: { local: '2027-02-16T22:00' } } });
  expect(new Set(aboard.changeRows.map((row) => row.plannedStart?.local))).toEqual(
    new Set(['2027-02-16T22:00']),
  );
  await client().trains.leave({ subject, reason: 'Needs its own night' });
  const left = await client().releases.get({ key: of.release.id });
  expect(left).toMatchObject({ trainId: null, departureNumber: null });
  expect(left.slot?.start.local).toBe('2027-02-16T22:00');
  expect((await reasons())[0]).toBe('Needs its own night');
});

test('a change that leaves gives back the time it had from the departure', async () => {
  const change = await write('Cache answers');
  await board(change);
  const subject = { kind: 'change', id: change.id } as const;
  await client().trains.leave({ subject, reason: 'Not ready' });
  expect(await client().changes.get({ key: change.ref })).toMatchObject({
    releaseId: null,
    plannedStart: null,
  });
  await expect(client().trains.leave({ subject, reason: 'Again' })).rejects.toMatchObject({
    data: { reason: `${change.ref} is aboard no train.` },
  });
});

test('the app was closed at the cut-off: what is not authorised has moved on when it opens, once', async () => {
  const ready = await write('Ready in time');
  const late = await write('Still assessed');
  const urgent = await write('Patch the edge', { type: 'emergency' });
  const held = await write('On hold');
  for (const one of [ready, late, urgent, held]) await board(one, 1);
  await authorise(ready);
  await authorise(held);
  await client().changes.hold({ id: held.id, onHold: true, reason: 'Waits for the supplier' });
  goTo('2027-02-05T12:01');
  await workspace.reopen();
  expect(await releaseOf(ready)).toMatchObject({ departureNumber: 1 });
  for (const one of [late, urgent, held]) expect(await releaseOf(one)).toMatchObject({ departureNumber: 2 });
  const change = await client().changes.get({ key: late.ref });
  expect(change.plannedStart?.local).toBe('2027-02-16T22:00');
  expect((await reasons()).slice(0, 3)).toEqual(Array(3).fill('Missed the cut-off of T1, rides T2'));
  const entries = (await client().timeline.page({ limit: 100 })).entries.length;
  await workspace.reopen();
  expect((await client().timeline.page({ limit: 100 })).entries).toHaveLength(entries);
});

test('a departure that left while the app was closed keeps whoever was aboard', async () => {
  const late = await write('Still assessed');
  await board(late, 1);
  goTo('2027-02-09T22:00');
  await workspace.reopen();
  expect(await releaseOf(late)).toMatchObject({ departureNumber: 1 });
});

test('a release that boarded by itself misses the cut-off as a whole', async () => {
  await client().trains.board({
    trainId: train.id,
    number: 1,
    subject: { kind: 'release', id: of.release.id },
  });
  goTo('2027-02-05T12:01');
  await workspace.reopen();
  expect(await client().releases.get({ key: of.release.id })).toMatchObject({
    departureNumber: 2,
    slot: { start: { local: '2027-02-16T22:00' } },
    changes: 3,
  });
});

test('a train that ends, or a next departure in a freeze, loses nobody at the cut-off', async () => {
  const change = await write('Still assessed');
  await board(change, 1);
  await client().calendar.addWindow({
    name: 'Reporting',
    kind: 'deny',
    hard: true,
    zone,
    startLocal: '2027-02-15T00:00',
    endLocal: '2027-02-20T00:00',
    rrule: '',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
  });
  goTo('2027-02-05T12:01');
  await workspace.reopen();
  expect((await reasons())[0]).toBe('Missed the cut-off of T1, rides T3; T2 cannot be booked');
  await client().trains.patch({ id: train.id, fields: { rrule: 'FREQ=WEEKLY;COUNT=3' } });
  goTo('2027-02-19T12:01');
  await workspace.reopen();
  expect((await reasons())[0]).toBe('Missed the cut-off of T3; no later departure can take it');
  expect(await releaseOf(change)).toBeNull();
});

test('another cadence takes those aboard along, and never renumbers a departure that left', async () => {
  const change = await write('Cache answers');
  await board(change, 2);
  await client().trains.patch({
    id: train.id,
    fields: { startLocal: '2027-02-16T23:00', firstNumber: 2, minutes: 120 },
  });
  expect(await releaseOf(change)).toMatchObject({
    departureNumber: 2,
    slot: { start: { local: '2027-02-16T23:00' }, end: { local: '2027-02-17T01:00' } },
  });
  await expect(
    client().trains.patch({ id: train.id, fields: { startLocal: '2027-02-23T22:00', firstNumber: 3 } }),
  ).rejects.toMatchObject({ data: { reason: expect.stringContaining('Releases ride T2') } });
  await expect(
    client().trains.patch({ id: train.id, fields: { startLocal: '2027-02-17T22:00' } }),
  ).rejects.toMatchObject({ data: { reason: expect.stringContaining('cannot follow T2 to its new time') } });
});

test('a cadence is not undone under whoever boarded by it since', async () => {
  const patched = () =>
    client().trains.patch({ id: train.id, fields: { startLocal: '2027-02-16T22:00', firstNumber: 2 } });
  await patched();
  const [edit] = (await client().timeline.page({ limit: 1 })).entries;
  if (!edit) throw new Error('The timeline is empty');
  await client().timeline.undo(edit);
  expect((await client().trains.list())[0]?.startLocal).toBe(weekly.startLocal);
  await patched();
  const [again] = (await client().timeline.page({ limit: 1 })).entries;
  if (!again) throw new Error('The timeline is empty');
  await board(await write('Cache answers'), 3);
  await expect(client().timeline.undo(again)).rejects.toMatchObject({
    data: { reason: expect.stringContaining('rides this train') },
  });
});

test('removing a train leaves its releases booked and off the train', async () => {
  const change = await write('Cache answers');
  await board(change);
  await client().trains.remove({ id: train.id, reason: 'One train is enough' });
  expect(await client().trains.list()).toEqual([]);
  expect(await releaseOf(change)).toMatchObject({ trainId: null, slot: { windowId: of.windowId } });
});

test('marks of a train show its cut-off also where only that lies in the range', async () => {
  const range = await client().calendar.range({
    from: at('2027-02-05T00:00'),
    until: at('2027-02-05T00:00') + DAY,
  });
  expect(range.trains).toMatchObject([{ kind: 'cut-off', label: 'T1', name: 'Ledger train' }]);
});
