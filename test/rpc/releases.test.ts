import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReleaseState } from '#shared/contract/releases.ts';
import { newId, type WindowId } from '#shared/domain/ids.ts';
import { bringTo } from '#test/support/planning.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
});
afterEach(() => work.remove());

const releases = () => work.client().releases;
const refused = { code: 'REFUSED', defined: true, data: { reason: expect.stringMatching(/\.$/) } };
const zone = 'Europe/Berlin';
const book = (local: string, minutes: number, windowId: WindowId | null = have.windowId) =>
  releases().book({ id: have.release.id, windowId, start: { local, zone }, minutes });
const to = (state: ReleaseState, reason?: string) =>
  releases().transition({ id: have.release.id, to: state, ...(reason === undefined ? {} : { reason }) });

/** Brings the tickets of the release to Scheduled. */
async function authorise(): Promise<void> {
  for (const change of have.changes) await bringTo(work.client(), change, 'Scheduled');
}

test('a slot keeps the ends of its window, and the tickets ride along', async () => {
  const { slot } = await book('2027-02-09T22:30', 90);
  expect(slot).toMatchObject({
    start: { at: Date.UTC(2027, 1, 9, 21, 30) },
    end: { local: '2027-02-10T00:00', at: Date.UTC(2027, 1, 9, 23, 0) },
    windowEndsAt: Date.UTC(2027, 1, 10, 1, 0),
    protectionEndsAt: Date.UTC(2027, 1, 10, 2, 0),
  });
  const rides = await work.client().changes.get({ key: have.changes[0]?.id ?? '' });
  expect(rides.plannedStart?.at).toBe(slot?.start.at);
});

test('outside every hard window, overrunning it, or in a hard freeze, nothing is booked', async () => {
  await expect(book('2027-02-10T12:00', 60, null)).rejects.toMatchObject(refused);
  await expect(book('2027-02-09T23:00', 60 * 6)).rejects.toMatchObject(refused);
  await expect(book('2027-02-10T12:00', 60)).rejects.toMatchObject(refused);
  await expect(book('2027-02-09T22:00', 60, newId<WindowId>())).rejects.toMatchObject(refused);
  await work.client().calendar.addWindow({
    name: 'Year-end freeze',
    kind: 'deny',
    hard: true,
    zone,
    startLocal: '2027-02-09T00:00',
    endLocal: '2027-02-10T00:00',
    rrule: '',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
  });
  await expect(book('2027-02-09T22:30', 60)).rejects.toMatchObject(refused);
  expect((await releases().get({ key: have.release.ref })).slot).toBeNull();
});

test('the calendar shows a booking in the range it touches and nowhere else', async () => {
  await book('2027-02-09T22:30', 90);
  const range = async (from: number, until: number) =>
    (await work.client().calendar.range({ from, until })).bookings.filter((one) => one.kind === 'release');
  expect(await range(Date.UTC(2027, 1, 9), Date.UTC(2027, 1, 10))).toHaveLength(1);
  expect(await range(Date.UTC(2027, 1, 9, 23), Date.UTC(2027, 1, 10))).toEqual([]);
  await releases().unbook({ id: have.release.id });
  expect(await range(Date.UTC(2027, 1, 9), Date.UTC(2027, 1, 10))).toEqual([]);
  await expect(releases().unbook({ id: have.release.id })).rejects.toMatchObject(refused);
});

test('Scheduled needs a slot and authorised tickets, named where they are missing', async () => {
  await to('Awaiting approval');
  await expect(to('Scheduled')).rejects.toMatchObject(refused);
  await book('2027-02-09T22:30', 90);
  const missing = await to('Scheduled').catch((error) => error.data.reason);
  for (const { ref } of have.changes) expect(missing).toContain(ref);
  await authorise();
  expect((await to('Scheduled')).state).toBe('Scheduled');
});

test('states follow their way: no skipping, no Deployment by hand, cancelling needs a reason', async () => {
  await expect(to('Review')).rejects.toMatchObject(refused);
  await expect(to('Deployment')).rejects.toMatchObject(refused);
  await expect(to('Closed')).rejects.toMatchObject(refused);
  await expect(to('Cancelled')).rejects.toMatchObject(refused);
  expect((await to('Cancelled', 'Budget')).state).toBe('Cancelled');
  await expect(to('Planning')).rejects.toMatchObject(refused);
});

test('a live run carries release and tickets from Scheduled over Deployment and Review to Closed', async () => {
  await book('2027-02-09T22:30', 90);
  await authorise();
  const { runbooks } = work.client();
  const { run } = await runbooks.attach({
    releaseId: have.release.id,
    templateId: have.run.run.templateId ?? ('' as never),
    kind: 'live',
  });
  expect(run).toMatchObject({
    windowEndsAt: Date.UTC(2027, 1, 10, 1),
    protectionEndsAt: Date.UTC(2027, 1, 10, 2),
  });
  await expect(runbooks.start({ id: run.id })).rejects.toMatchObject(refused);
  await to('Awaiting approval');
  await to('Scheduled');
  const { steps } = await runbooks.start({ id: run.id });
  const states = async () =>
    (await releases().get({ key: have.release.id })).changeRows.map((row) => row.state);
  expect((await releases().get({ key: have.release.id })).state).toBe('Deployment');
  expect(await states()).toEqual(['Implement', 'Implement', 'Implement']);
  const close = (outcome: 'successful' | 'failed') =>
    releases().close({ id: have.release.id, outcome, note: 'Fine.' });
  await expect(close('successful')).rejects.toMatchObject(refused);
  for (const { id } of steps) await runbooks.tick({ stepId: id, kind: 'finish' });
  await runbooks.end({ id: run.id, outcome: 'completed', reason: '' });
  expect(await states()).toEqual(['Review', 'Review', 'Review']);
  const closed = await close('successful');
  expect(closed).toMatchObject({ state: 'Closed', outcome: 'successful', closeNote: 'Fine.' });
  expect(closed.actualStartAt).toBeLessThan(closed.actualEndAt ?? 0);
  expect(await states()).toEqual(['Closed', 'Closed', 'Closed']);
  await expect(close('failed')).rejects.toMatchObject(refused);
});

test('readiness is a sum whose lines name what is missing', async () => {
  const { readiness } = await releases().get({ key: have.release.id });
  for (const line of readiness) {
    expect(line.points).toBeLessThanOrEqual(line.of);
    expect(line.missing === '').toBe(line.points === line.of);
  }
  expect(readiness.reduce((sum, line) => sum + line.of, 0)).toBe(100);
});
