import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { write } from '#db/log.ts';
import { insertChange } from '#db/queries/changes.ts';
import { windowRule } from '#db/schema/calendar.ts';
import type { Booking } from '#shared/contract/calendar.ts';
import { newId, type WindowId } from '#shared/domain/ids.ts';
import { DAY, MINUTE, planTimeAt } from '#shared/domain/time.ts';
import { at, planChange, windowFields, ZONE } from '#test/support/planning.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { MONDAY, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
  await work.client().calendar.removeWindow({ id: have.windowId, reason: 'For this test' });
});
afterEach(() => work.remove());

const client = () => work.client();
const hour = (day: number, of: number) => Date.UTC(2027, 1, day, of);
const range = (from: number, until: number, filter = {}) => client().calendar.range({ from, until, filter });
const titles = (bookings: readonly Booking[]) => bookings.map((one) => one.title);

/** Many changes at once, an hour each, `gap` ms from start to start. */
function plan(count: number, gap: number, fields: { state?: 'New' | 'Cancelled' } = {}): void {
  write(work.app().store(), { actor: have.operator.id }, 'Planned', (tx) => {
    for (let i = 0; i < count; i++) {
      insertChange(tx, {
        title: `Change ${i}`,
        serviceIds: [have.serviceId],
        plannedStart: planTimeAt(MONDAY + i * gap, ZONE),
        plannedEnd: planTimeAt(MONDAY + i * gap + 60 * MINUTE, ZONE),
        ...fields,
      });
    }
  });
}

test('half-open: what ends at the start or starts at the end of the range is not in it, what lasts weeks is', async () => {
  await planChange(client(), [], '09T11:00', '09T12:00', { title: 'Before' });
  await planChange(client(), [], '09T12:00', '09T13:00', { title: 'Inside' });
  await planChange(client(), [], '09T13:00', '09T14:00', { title: 'After' });
  await planChange(client(), [], '02T12:00', '20T12:00', { title: 'Weeks' });
  await planChange(client(), [], '04T12:00', '09T12:30', { title: 'Days' });
  const { bookings, more } = await range(hour(9, 11), hour(9, 12));
  expect(titles(bookings)).toEqual(['Weeks', 'Days', 'Inside']);
  expect(more).toBe(0);
});

test('the filter leaves out other services and environments, but not what may be in any environment', async () => {
  const { id: ledger } = await client().catalogue.addService({ name: 'Ledger' });
  const [dev, , , production] = (await client().catalogue.list()).environments;
  if (!dev || !production) throw new Error('no environments');
  const plain = (title: string, services: (typeof ledger)[], environments: (typeof dev.id)[]) =>
    planChange(client(), services, '09T12:00', '09T13:00', { title, environmentIds: environments });
  await plain('Checkout', [have.serviceId], [production.id]);
  await plain('Ledger', [ledger], [dev.id]);
  await plain('Anywhere', [ledger], []);
  await plain('Nothing named', [], []);
  await client().calendar.addWindow({
    ...windowFields({ name: 'Ledger only', kind: 'deny', hard: false, from: '09T00:00', until: '10T00:00' }),
    serviceIds: [ledger],
  });
  await client().calendar.addWindow(
    windowFields({ name: 'All', kind: 'inform', hard: false, from: '09T00:00', until: '10T00:00' }),
  );
  const day = (filter: object) => range(hour(9, 0), hour(10, 0), filter);
  const ofLedger = await day({ serviceIds: [ledger] });
  expect(titles(ofLedger.bookings).sort()).toEqual(['Anywhere', 'Ledger']);
  expect(ofLedger.occurrences.map((one) => one.name).sort()).toEqual(['All', 'Ledger only']);
  const ofCheckout = await day({ serviceIds: [have.serviceId], environmentIds: [production.id] });
  expect(titles(ofCheckout.bookings)).toEqual(['Checkout']);
  expect(ofCheckout.occurrences.map((one) => one.name)).toEqual(['All']);
  const inDev = await day({ environmentIds: [dev.id] });
  expect(titles(inDev.bookings).sort()).toEqual(['Anywhere', 'Ledger', 'Nothing named']);
});

test('what is too much to draw is counted, not dropped silently, and cancelled changes are neither', async () => {
  plan(2_300, 10 * MINUTE);
  plan(20, 10 * MINUTE, { state: 'Cancelled' });
  const { bookings, more } = await range(MONDAY, MONDAY + 30 * DAY);
  expect(bookings).toHaveLength(2_000);
  expect(more).toBe(300);
  expect(bookings.every((one, i) => i === 0 || one.startsAt >= (bookings[i - 1]?.startsAt ?? 0))).toBe(true);
});

test('each booking counts the conflicts that it is told when it is asked for alone, at the edges of the range too', async () => {
  await client().calendar.addWindow(
    windowFields({ name: 'Quarter end', kind: 'deny', hard: true, from: '03T00:00', until: '04T00:00' }),
  );
  plan(300, 45 * MINUTE);
  await planChange(client(), [have.serviceId], '01T12:00', '28T12:00', { title: 'Weeks' });
  const { bookings } = await range(hour(3, 6), hour(4, 6));
  expect(bookings.length).toBeGreaterThan(30);
  for (const { id, hard, soft } of bookings) {
    const { conflicts } = await client().conflicts.check({ subject: { kind: 'change', id: id as never } });
    expect({ hard, soft }).toEqual({
      hard: conflicts.filter((one) => one.hard).length,
      soft: conflicts.filter((one) => !one.hard).length,
    });
  }
  expect(bookings.some((one) => one.hard > 0) && bookings.some((one) => one.soft > 1)).toBe(true);
});

test('ten years of two hundred rules leave the event loop to others meanwhile', {
  timeout: 60_000,
}, async () => {
  write(work.app().store(), { actor: have.operator.id }, 'Rules', (tx) => {
    for (let i = 0; i < 200; i++) {
      tx.insert(windowRule, {
        id: newId<WindowId>(),
        ...windowFields({
          name: `Rule ${i}`,
          kind: 'allow',
          hard: false,
          from: '02T22:00',
          until: '03T02:00',
        }),
        rrule: i % 2 === 0 ? 'FREQ=WEEKLY;BYDAY=TU,TH' : 'FREQ=MONTHLY;BYDAY=1SU',
      });
    }
  });
  // Each look at the clock is a millisecond later, so that a fast machine needs as many turns as a slow one.
  let clock = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => ++clock);
  let turns = 0;
  let going = true;
  const turn = () => {
    turns += 1;
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  const { occurrences } = await range(MONDAY, MONDAY + 3_650 * DAY);
  going = false;
  now.mockRestore();
  expect(occurrences.length).toBeGreaterThan(100 * 1_000);
  expect(occurrences.every((one, i) => i === 0 || one.startsAt >= (occurrences[i - 1]?.startsAt ?? 0))).toBe(
    true,
  );
  expect(new Set(occurrences.map((one) => `${one.windowId} ${one.startsAt}`)).size).toBe(occurrences.length);
  expect(turns).toBeGreaterThan(500);
});

test('a free slot that is proposed has no conflict when the thing is put there', async () => {
  await client().calendar.addWindow({
    ...windowFields({ name: 'Nights', kind: 'allow', hard: true, from: '02T22:00', until: '03T02:00' }),
    rrule: 'FREQ=WEEKLY;BYDAY=TU,FR',
  });
  await client().calendar.addWindow(
    windowFields({ name: 'Quarter end', kind: 'deny', hard: true, from: '09T00:00', until: '13T00:00' }),
  );
  await planChange(client(), [have.serviceId], '02T22:00', '03T00:30');
  const change = await planChange(client(), [have.serviceId], '16T22:00', '16T23:00', {
    assigneeId: have.other.id,
  });
  await planChange(client(), [], '05T22:00', '05T23:30', { validatorId: have.other.id });
  await client().people.addTime({
    personId: have.other.id,
    kind: 'absence',
    start: at('19T00:00'),
    end: at('21T00:00'),
  });
  const subject = { kind: 'change' as const, id: change.id };
  const { slots, none } = await client().calendar.slots({ subject, minutes: 60, limit: 20 });
  expect(none).toBe('');
  expect(slots.length).toBeGreaterThan(5);
  for (const { startsAt } of slots) {
    const { local, zone } = planTimeAt(startsAt, 'UTC');
    const found = await client().conflicts.check({ subject, at: { start: { local, zone }, minutes: 60 } });
    expect(found.conflicts.map((one) => one.sentence)).toEqual([]);
  }
  expect(slots[0]).toMatchObject({ startsAt: hour(2, 23) + 30 * MINUTE, window: 'Nights' });
  const late = await client().calendar.slots({ serviceIds: [have.serviceId], minutes: 600 });
  expect(late.slots).toEqual([]);
  expect(late.none).toContain('lasts 4 h');
});

test('a free time for a release asks for the people of its tickets and looks past its own booking', async () => {
  const [ticket] = have.changes;
  await client().changes.patch({ id: ticket?.id ?? ('' as never), fields: { validatorId: have.other.id } });
  const id = have.release.id;
  await client().releases.book({ id, windowId: null, start: at('09T12:00'), minutes: 60 });
  await planChange(client(), [], '09T11:00', '09T12:00', { assigneeId: have.other.id });
  const from = hour(9, 10);
  const { slots } = await client().calendar.slots({
    subject: { kind: 'release', id },
    minutes: 60,
    from,
    limit: 3,
  });
  expect(slots[0]).toMatchObject({ startsAt: hour(9, 11), why: expect.stringContaining('Ana Meier free') });
});
