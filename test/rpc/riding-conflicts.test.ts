import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Subject } from '#shared/contract/conflicts.ts';
import { DAY } from '#shared/domain/time.ts';
import { refusedNaming } from '#test/support/answers.ts';
import { at, bringTo, planChange, windowFields } from '#test/support/planning.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { MONDAY, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
  await client().calendar.removeWindow({ id: have.windowId, reason: 'For this test' });
  await client().releases.book({ id: have.release.id, windowId: null, start: at('09T22:00'), minutes: 60 });
});
afterEach(() => work.remove());

const client = () => work.client();
const release = (): Subject => ({ kind: 'release', id: have.release.id });
const [first, second] = [() => ticket(0), () => ticket(1)];
function ticket(n: number) {
  const found = have.changes[n];
  if (!found) throw new Error('too few tickets');
  return found;
}
const checkAt = (day: string) =>
  client().conflicts.check({ subject: release(), at: { start: at(day), minutes: 60 } });
const away = (from: string, until: string) =>
  client().people.addTime({
    personId: have.other.id,
    kind: 'absence',
    start: at(from),
    end: at(until),
    note: 'Ski',
  });
const assign = (id: string, assigneeId: Stock['other']['id'] | null) =>
  client().changes.patch({ id: id as never, fields: { assigneeId, validatorId: null } });

test('carrying a release names who aboard is away there, from the side of their ticket, each once', async () => {
  for (const { id } of have.changes) await assign(id, null);
  await assign(first().id, have.other.id);
  await away('16T00:00', '17T00:00');
  await expect(checkAt('10T22:00')).resolves.toMatchObject({ conflicts: [], asks: 'nothing' });
  const there = await checkAt('16T22:00');
  expect(there).toMatchObject({
    asks: 'reason',
    conflicts: [
      {
        kind: 'person absent',
        ref: first().ref,
        title: first().title,
        subject: { kind: 'change', id: first().id },
        minutes: 60,
      },
    ],
  });

  const move = (reason?: string) =>
    client().calendar.move({
      subject: release(),
      start: at('16T22:00'),
      minutes: 60,
      ...(reason ? { reason } : {}),
    });
  await expect(move()).rejects.toMatchObject(refusedNaming(have.release.ref, 'reason', first().ref, 'away'));
  const { booking, conflicts } = await move('Somebody else is found by then.');
  expect(conflicts).toMatchObject([{ ref: first().ref, standing: 'accepted' }]);
  // The release itself has none: its ticket is counted on its own.
  expect(booking).toMatchObject({ hard: 0, soft: 0 });
  await expect(client().conflicts.records({})).resolves.toMatchObject([
    { kind: 'acceptance', subject: { kind: 'change', id: first().id }, reason: /found/ },
  ]);
  await expect(
    client().conflicts.check({ subject: { kind: 'change', id: first().id } }),
  ).resolves.toMatchObject({ conflicts: [{ kind: 'person absent', standing: 'accepted' }] });

  const entry = (await client().timeline.page({ limit: 1 })).entries[0];
  if (!entry) throw new Error('the log is empty');
  await client().timeline.undo(entry);
  await expect(client().conflicts.records({})).resolves.toEqual([]);
});

test('a ticket aboard with a time of its own does not follow, so the new time says nothing about it', async () => {
  for (const { id } of have.changes) await assign(id, have.other.id);
  await client().changes.patch({
    id: second().id,
    fields: { plannedStart: at('03T12:00'), plannedEnd: at('03T13:00') },
  });
  await away('16T00:00', '17T00:00');
  const { conflicts } = await checkAt('16T22:00');
  expect(conflicts.map(({ ref }) => ref)).not.toContain(second().ref);
  expect(conflicts.map(({ ref }) => ref)).toContain(first().ref);
});

test('a ticket without a time is named where a release would be booked, before it takes that time', async () => {
  const plan = await client().releases.create({ name: 'Ledger', version: '2.0.0' });
  const change = await client().changes.create({ title: 'Renew the ledger key', assigneeId: have.other.id });
  await client().changes.patch({ id: change.id, fields: { releaseId: plan.id } });
  await away('16T00:00', '17T00:00');
  const { conflicts } = await client().conflicts.check({
    subject: { kind: 'release', id: plan.id },
    at: { start: at('16T22:00'), minutes: 60 },
  });
  expect(conflicts).toMatchObject([{ kind: 'person absent', ref: change.ref }]);
});

test('lead time and double booking of a ticket aboard count where its release goes', async () => {
  for (const { id } of have.changes) await assign(id, null);
  await assign(first().id, have.other.id);
  await client().workspace.setPolicies({ leadMinutes: { standard: 0, normal: 12 * 1440, emergency: 0 } });
  const busy = await planChange(client(), [], '10T22:30', '10T23:30', { assigneeId: have.other.id });
  const { conflicts } = await checkAt('10T22:00');
  const mine = conflicts.filter(({ ref }) => ref === first().ref);
  expect(mine.map(({ kind }) => kind)).toEqual(['person booked twice', 'lead time']);
  expect(mine[0]?.other.ref).toBe(busy.ref);
  expect(new Set(conflicts.map(({ ref, key }) => `${ref} ${key}`)).size).toBe(conflicts.length);
});

test('scheduling a release and starting its run ask once for the soft conflicts of what rides it', async () => {
  for (const { id } of have.changes) await assign(id, null);
  for (const change of have.changes) await bringTo(client(), change, 'Scheduled');
  await assign(first().id, have.other.id);
  await client().releases.transition({ id: have.release.id, to: 'Awaiting approval' });
  const { id: absence } = await away('09T00:00', '10T00:00');
  const schedule = (reason?: string) =>
    client().releases.transition({ id: have.release.id, to: 'Scheduled', ...(reason ? { reason } : {}) });
  await expect(schedule()).rejects.toMatchObject(
    refusedNaming(have.release.ref, 'scheduled', first().ref, 'away'),
  );
  await schedule('A deputy is there.');
  await expect(client().conflicts.records({})).resolves.toMatchObject([
    { subject: { id: first().id }, reason: 'A deputy is there.' },
  ]);

  const { run } = await client().runbooks.attach({
    releaseId: have.release.id,
    templateId: have.run.run.templateId ?? ('' as never),
    kind: 'live',
  });
  // Longer away than what was accepted: the decision is open again.
  await client().people.removeTime({ id: absence });
  await away('08T00:00', '12T00:00');
  await expect(client().runbooks.start({ id: run.id })).rejects.toMatchObject(
    refusedNaming('reason', first().ref, 'reopened'),
  );
  await client().runbooks.start({ id: run.id, reason: 'The deputy is on the bridge.' });
  const records = await client().conflicts.records({ subject: { kind: 'change', id: first().id } });
  expect(records.map(({ reason }) => reason)).toEqual(['The deputy is on the bridge.', 'A deputy is there.']);
  expect(records[0]?.until).toBeGreaterThanOrEqual(MONDAY + DAY);
});

test('a ticket that comes to lie in the slot of its release rides it: what is asked before is what it meets there', async () => {
  await client().calendar.addWindow({
    ...windowFields({
      name: 'Nights of checkout',
      kind: 'allow',
      hard: false,
      from: '20T22:00',
      until: '21T02:00',
    }),
    serviceIds: [have.serviceId],
  });
  await client().changes.patch({
    id: second().id,
    fields: { plannedStart: at('03T12:00'), plannedEnd: at('03T13:00'), assigneeId: null, validatorId: null },
  });
  const subject: Subject = { kind: 'change', id: second().id };
  const before = await client().conflicts.check({ subject, at: { start: at('09T22:00'), minutes: 30 } });
  expect(before).toMatchObject({ conflicts: [], asks: 'nothing', fixed: '' });
  const { conflicts } = await client().calendar.move({ subject, start: at('09T22:00'), minutes: 30 });
  expect(conflicts).toEqual([]);
  // Now it moves with its release only, and says so wherever it is asked about.
  const after = await client().conflicts.check({ subject, at: { start: at('03T12:00'), minutes: 30 } });
  expect(after.fixed).toContain('moves with it');
});

test('the readiness of a release counts what its gate will ask about, also of the tickets that ride it', async () => {
  for (const { id } of have.changes) await assign(id, null);
  await assign(first().id, have.other.id);
  const line = async () =>
    (await client().releases.get({ key: have.release.id })).readiness.find(
      ({ what }) => what === 'Conflicts',
    );
  await expect(line()).resolves.toMatchObject({ points: 10, missing: '' });
  await away('09T00:00', '10T00:00');
  await expect(line()).resolves.toMatchObject({ points: 5, missing: expect.stringContaining(first().ref) });
});
