import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  newId,
  type PersonId,
  type ReleaseId,
  type ServiceId,
  type StepEventId,
} from '#shared/domain/ids.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

const HOUR = 3_600_000;
let work: TestWorkspace;
let all: Stock;
beforeEach(async () => {
  work = openWorkspace();
  all = await stock(work);
});
afterEach(() => work.remove());

const client = () => work.client();
const stepAt = (n: number) => {
  const step = all.run.steps[n];
  if (!step) throw new Error('no such step');
  return step.id;
};
const REFUSED = { code: 'REFUSED' };
const startedAt = () => all.run.run.startedAt ?? 0;

test.each([
  ['an hour before the run', -HOUR],
  ['in 1970', -1_800_000_000_000],
  ['an hour from now', 2 * HOUR],
])('a tick said to have happened %s is refused', async (_, offset) => {
  const occurredAt = startedAt() + offset;
  await expect(
    client().runbooks.tick({ stepId: stepAt(0), kind: 'finish', occurredAt }),
  ).rejects.toMatchObject(REFUSED);
});

test('an instant that no calendar can write is refused at the door', async () => {
  for (const occurredAt of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 8.64e15]) {
    await expect(
      client().runbooks.tick({ stepId: stepAt(0), kind: 'finish', occurredAt }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
});

test('a step ends no earlier than it began', async () => {
  work.clock.advance(HOUR);
  const { event } = await client().runbooks.tick({ stepId: stepAt(0), kind: 'start' });
  work.clock.advance(HOUR);
  await expect(
    client().runbooks.tick({ stepId: stepAt(0), kind: 'finish', occurredAt: event.occurredAt - HOUR / 2 }),
  ).rejects.toMatchObject(REFUSED);
  await client().runbooks.tick({
    stepId: stepAt(0),
    kind: 'finish',
    occurredAt: event.occurredAt + HOUR / 2,
  });
});

test('a clock set back during a run stops nobody, and a clear after a failure still clears it', async () => {
  await client().runbooks.tick({ stepId: stepAt(0), kind: 'start' });
  await client().runbooks.tick({ stepId: stepAt(0), kind: 'fail', comment: 'Did not answer' });
  work.clock.advance(-3 * HOUR);
  expect((await client().runbooks.tick({ stepId: stepAt(0), kind: 'clear' })).state).toBe('ready');
  expect((await client().runbooks.tick({ stepId: stepAt(0), kind: 'start' })).state).toBe('in progress');
  const { event, state } = await client().runbooks.tick({ stepId: stepAt(0), kind: 'finish' });
  expect(state).toBe('done');
  // By the clock as it is now; the runner asks which of the times is right.
  expect(Math.abs(event.occurredAt - work.clock.now())).toBeLessThan(1_000);
  const entries = work.app().store().db.rows<{ hlc: string }>('SELECT hlc FROM log_entry ORDER BY n');
  const clocks = entries.map((entry) => entry.hlc);
  expect(clocks).toEqual([...clocks].sort());
  expect(new Set(clocks).size).toBe(clocks.length);
  await work.close();
  expect(faultsOf(work.folder)).toEqual([]);
  await work.reopen();
});

test('a clock set back does not make a saved ticket look older than the one on screen', async () => {
  const [one] = all.changes;
  if (!one) throw new Error('no change');
  const before = await client().changes.patch({ id: one.id, fields: { notes: 'at noon' } });
  work.clock.advance(-24 * HOUR);
  const after = await client().changes.patch({ id: one.id, fields: { notes: 'a day earlier' } });
  expect(after.updatedAt).toBeGreaterThan(before.updatedAt);
});

test('a clock far ahead for a while leaves a workspace that goes on when it is right again', async () => {
  work.clock.advance(70 * 365 * 24 * HOUR);
  await client().changes.create({ title: 'In 2097' });
  work.clock.advance(-70 * 365 * 24 * HOUR);
  await client().changes.create({ title: 'In 2027' });
  await work.reopen();
  await client().changes.create({ title: 'After a restart' });
  await work.close();
  expect(faultsOf(work.folder)).toEqual([]);
  await work.reopen();
});

test('one event id is one tick: sent twice it is recorded once, for another step or kind it is refused', async () => {
  const eventId = newId<StepEventId>();
  const tick = { stepId: stepAt(0), kind: 'finish', eventId } as const;
  const [first, again] = await Promise.all([client().runbooks.tick(tick), client().runbooks.tick(tick)]);
  expect(again).toEqual(first);
  await expect(client().runbooks.tick({ ...tick, stepId: stepAt(1) })).rejects.toMatchObject(REFUSED);
  await expect(client().runbooks.tick({ ...tick, kind: 'clear' })).rejects.toMatchObject(REFUSED);
  expect((await client().runbooks.get({ id: all.run.run.id })).events).toHaveLength(1);
});

test('two people who finish one step at the same moment: one is told that it is done', async () => {
  const answers = await Promise.allSettled(
    [1, 2].map(() => client().runbooks.tick({ stepId: stepAt(0), kind: 'finish', eventId: newId() })),
  );
  expect(answers.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('nobody acts for, owns or gets what is not there', async () => {
  const missing = { code: 'NOT_FOUND' };
  const person = newId<PersonId>();
  const one = all.changes[0]?.id;
  if (!one) throw new Error('no change');
  const tick = { stepId: stepAt(0), kind: 'finish', onBehalfOf: person } as const;
  await expect(client().runbooks.tick(tick)).rejects.toMatchObject(missing);
  await expect(client().runbooks.assign({ stepId: stepAt(0), ownerId: person })).rejects.toMatchObject(
    missing,
  );
  for (const fields of [
    { assigneeId: person },
    { releaseId: newId<ReleaseId>() },
    { serviceIds: [newId<ServiceId>()] },
  ]) {
    await expect(client().changes.patch({ id: one, fields })).rejects.toMatchObject(missing);
  }
  await expect(
    client().releases.patch({ id: all.release.id, fields: { ownerId: person } }),
  ).rejects.toMatchObject(missing);
});

test('a change boards no release that is over or under way', async () => {
  const over = await client().releases.create({ name: 'Gone' });
  await client().releases.transition({ id: over.id, to: 'Cancelled', reason: 'Not needed' });
  const late = await client().changes.create({ title: 'Late' });
  await expect(client().changes.patch({ id: late.id, fields: { releaseId: over.id } })).rejects.toMatchObject(
    REFUSED,
  );
  await expect(client().changes.create({ title: 'Later', releaseId: over.id })).rejects.toMatchObject(
    REFUSED,
  );
});

test('a run that has not started follows its release to another window', async () => {
  const book = (local: string) =>
    client().releases.book({
      id: all.release.id,
      windowId: all.windowId,
      start: { local, zone: 'Europe/Berlin' },
      minutes: 60,
    });
  const [template] = await client().runbooks.templates();
  if (!template) throw new Error('no template');
  const { run } = await client().runbooks.attach({
    releaseId: all.release.id,
    templateId: template.id,
    kind: 'live',
  });
  const windowOf = async () => (await client().runbooks.get({ id: run.id })).run;
  await book('2027-02-02T22:00');
  expect((await windowOf()).windowEndsAt).toBe(Date.UTC(2027, 1, 3, 1));
  await book('2027-02-09T22:30');
  expect(await windowOf()).toMatchObject({
    windowEndsAt: Date.UTC(2027, 1, 10, 1),
    plannedStartAt: Date.UTC(2027, 1, 9, 21, 30),
  });
  await client().releases.unbook({ id: all.release.id });
  expect((await windowOf()).windowEndsAt).toBeNull();
});

test('a window that does not hold the time, or is a freeze, is not the window of a booking', async () => {
  const { environments } = await client().catalogue.list();
  const rule = {
    hard: false,
    zone: 'Europe/Berlin',
    startLocal: '2027-02-02T20:00',
    endLocal: '2027-02-02T23:30',
    rrule: '',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: environments.map((one) => one.id),
    teamIds: [],
  } as const;
  const freeze = await client().calendar.addWindow({
    ...rule,
    name: 'Sale',
    kind: 'inform',
    environmentIds: [...rule.environmentIds],
    serviceIds: [],
    teamIds: [],
  });
  const wish = {
    id: all.release.id,
    start: { local: '2027-02-02T22:30', zone: 'Europe/Berlin' },
    minutes: 30,
  };
  await expect(client().releases.book({ ...wish, windowId: freeze.id })).rejects.toMatchObject(REFUSED);
  await expect(
    client().releases.book({
      ...wish,
      windowId: all.windowId,
      start: { ...wish.start, local: '2027-02-03T22:30' },
    }),
  ).rejects.toMatchObject(REFUSED);
});

test('a booking across the doubled hour is as long as it was asked for', async () => {
  await client().calendar.removeWindow({ id: all.windowId, reason: 'Time is free' });
  for (const local of ['2027-10-31T01:30', '2027-10-31T02:30', '2027-03-28T01:30', '2027-03-28T02:30']) {
    const { slot } = await client().releases.book({
      id: all.release.id,
      windowId: null,
      start: { local, zone: 'Europe/Berlin' },
      minutes: 60,
    });
    expect([local, ((slot?.end.at ?? 0) - (slot?.start.at ?? 0)) / 60_000]).toEqual([local, 60]);
  }
});

test.each(['9999-12-31T23:59', '0000-01-01T00:00', '0001-01-01T00:00'])(
  'a release planned at %s is refused in words or planned, never half',
  async (local) => {
    await client().calendar.removeWindow({ id: all.windowId, reason: 'Time is free' });
    const booked = client().releases.book({
      id: all.release.id,
      windowId: null,
      start: { local, zone: 'Europe/Berlin' },
      minutes: 10_080,
    });
    await expect(booked).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect((await client().releases.get({ key: all.release.id })).slot).toBeNull();
  },
);

test('five hundred tickets move together or not at all', async () => {
  const ids = [];
  for (let n = 0; n < 500; n += 1) {
    ids.push(
      (await client().changes.create({ title: `Change ${n}`, description: n === 499 ? '' : 'Enough.' })).id,
    );
  }
  await expect(client().changes.transition({ ids, to: 'Assess' })).rejects.toMatchObject(REFUSED);
  expect(await client().changes.count({ states: ['Assess'] })).toBe(0);
});
