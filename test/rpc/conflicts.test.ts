import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Subject } from '#shared/contract/conflicts.ts';
import { newId } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';
import { newestEntry, refusedNaming } from '#test/support/answers.ts';
import { at, bringTo, planChange, windowFields } from '#test/support/planning.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { MONDAY, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
});
afterEach(() => work.remove());

const client = () => work.client();
const NIGHT = MONDAY + 30 * DAY;
const release = (): Subject => ({ kind: 'release', id: have.release.id });
const check = async (subject: Subject) => (await client().conflicts.check({ subject })).conflicts;
const kinds = async (subject: Subject) => (await check(subject)).map((one) => one.kind);
const freeze = (hard = true, from = '09T00:00', until = '10T00:00') =>
  client().calendar.addWindow(windowFields({ name: 'Quarter end', kind: 'deny', hard, from, until }));
const bookRelease = () =>
  client().releases.book({
    id: have.release.id,
    windowId: have.windowId,
    start: at('09T22:30'),
    minutes: 90,
  });
const toScheduled = (reason?: string) =>
  client().releases.transition({ id: have.release.id, to: 'Scheduled', ...(reason ? { reason } : {}) });

/** The release booked, its tickets scheduled, and itself before its approval. */
async function beforeApproval(): Promise<void> {
  await bookRelease();
  for (const change of have.changes) await bringTo(client(), change, 'Scheduled');
  await client().releases.transition({ id: have.release.id, to: 'Awaiting approval' });
}

test('a hard freeze that came after the booking bars Scheduled and the run until somebody else approves an exception', async () => {
  await beforeApproval();
  const rule = await freeze();
  await expect(toScheduled()).rejects.toMatchObject(
    refusedNaming(have.release.ref, 'Quarter end', 'exception'),
  );
  await expect(toScheduled('It has to be')).rejects.toMatchObject(refusedNaming('Quarter end'));

  const [found] = await check(release());
  expect(found).toMatchObject({ kind: 'freeze', hard: true, standing: 'open', minutes: 90 });
  const asked = {
    subject: release(),
    key: found?.key ?? '',
    reason: 'The regulator set the day.',
    until: NIGHT,
  };
  await expect(client().conflicts.accept(asked)).rejects.toMatchObject(refusedNaming('hard rule'));
  const { recordId } = await client().conflicts.requestException(asked);
  await expect(toScheduled()).rejects.toMatchObject(refusedNaming('exception requested'));
  const decide = (decidedBy: Stock['other']['id']) =>
    client().conflicts.decideException({ id: recordId ?? ('' as never), approve: true, decidedBy, note: '' });
  await expect(decide(have.operator.id)).rejects.toMatchObject(refusedNaming('asked for'));
  await expect(client().conflicts.records({ waiting: true })).resolves.toHaveLength(1);
  await expect(decide(have.other.id)).resolves.toMatchObject({
    state: 'in force',
    decidedBy: have.other.id,
    recordedBy: have.operator.id,
  });
  await expect(client().conflicts.records({ waiting: true })).resolves.toEqual([]);
  expect((await toScheduled()).state).toBe('Scheduled');

  const { run } = await client().runbooks.attach({
    releaseId: have.release.id,
    templateId: have.run.run.templateId ?? ('' as never),
    kind: 'live',
  });
  await client().calendar.patchWindow({ id: rule.id, fields: { endLocal: '2027-02-11T00:00' } });
  expect((await check(release()))[0]).toMatchObject({ kind: 'freeze', standing: 'reopened' });
  await expect(client().runbooks.start({ id: run.id })).rejects.toMatchObject(refusedNaming('reopened'));
  expect((await client().releases.get({ key: have.release.id })).state).toBe('Scheduled');
});

test('a soft conflict that came after the schedule asks whoever starts the run for a reason', async () => {
  await beforeApproval();
  await toScheduled();
  const { run } = await client().runbooks.attach({
    releaseId: have.release.id,
    templateId: have.run.run.templateId ?? ('' as never),
    kind: 'live',
  });
  await freeze(false);
  await expect(client().runbooks.start({ id: run.id })).rejects.toMatchObject(
    refusedNaming(have.release.ref, 'reason', 'Quarter end'),
  );
  await client().runbooks.start({ id: run.id, reason: 'Sales agreed at 21:50.' });
  expect((await client().releases.get({ key: have.release.id })).state).toBe('Deployment');
  await expect(client().conflicts.records({ subject: release() })).resolves.toMatchObject([
    { kind: 'acceptance', state: 'in force', reason: 'Sales agreed at 21:50.' },
  ]);
});

test('whoever carries out a ticket aboard does not approve the exception of its release; declining says why', async () => {
  await bookRelease();
  await freeze();
  const [ticket] = have.changes;
  await client().changes.patch({ id: ticket?.id ?? ('' as never), fields: { assigneeId: have.other.id } });
  const { recordId } = await client().conflicts.requestException({
    subject: release(),
    key: (await check(release()))[0]?.key ?? '',
    reason: 'It cannot wait.',
    until: NIGHT,
  });
  const decide = (approve: boolean, decidedBy = have.other.id, note = '') =>
    client().conflicts.decideException({ id: recordId ?? ('' as never), approve, decidedBy, note });
  await expect(decide(true)).rejects.toMatchObject(refusedNaming('carries out'));
  const third = await client().people.add({ name: 'Bo Lind' });
  await expect(decide(false, third.id)).rejects.toMatchObject(refusedNaming('note'));
  await decide(false, third.id, 'The week after is free.');
  expect((await check(release()))[0]).toMatchObject({ standing: 'exception declined' });
  await expect(decide(true, third.id)).rejects.toMatchObject({ code: 'REFUSED' });
});

test('an open soft conflict asks for a reason, which is put on record until the planned end in the same entry', async () => {
  await client().calendar.removeWindow({ id: have.windowId, reason: '' });
  const one = await planChange(client(), [have.serviceId], '09T12:00', '09T13:00');
  const other = await planChange(client(), [have.serviceId], '09T12:30', '09T14:00');
  await bringTo(client(), other, 'Authorize');
  await bringTo(client(), one, 'Authorize');
  const move = (reason?: string) =>
    client().changes.transition({
      ids: [one.id, other.id],
      to: 'Scheduled',
      changeAuthority: 'CAB',
      ...(reason ? { reason } : {}),
    });
  await expect(move()).rejects.toMatchObject(refusedNaming(one.ref, other.ref, 'also changes Checkout'));
  expect((await client().changes.get({ key: one.id })).state).toBe('Authorize');

  await move('Both touch other nodes.');
  const entry = await newestEntry(client());
  const records = await client().conflicts.records({});
  expect(records).toHaveLength(2);
  expect(records.find((record) => record.subject.id === one.id)).toMatchObject({
    kind: 'acceptance',
    reason: 'Both touch other nodes.',
    requestedBy: have.operator.id,
    until: Date.UTC(2027, 1, 9, 12),
  });
  expect(entry.reason).toBe('Both touch other nodes.');
  await expect(check({ kind: 'change', id: one.id })).resolves.toMatchObject([
    { kind: 'service booked', standing: 'accepted' },
  ]);
  await expect(client().timeline.undo(entry)).rejects.toMatchObject({ code: 'REFUSED' });
});

test('one hard conflict in a bulk move leaves every ticket where it was', async () => {
  await client().calendar.removeWindow({ id: have.windowId, reason: '' });
  await freeze();
  const free = await planChange(client(), [], '11T12:00', '11T13:00', { type: 'standard' });
  const frozen = await planChange(client(), [], '09T12:00', '09T13:00', { type: 'standard' });
  await expect(
    client().changes.transition({ ids: [free.id, frozen.id], to: 'Scheduled', reason: 'All of them' }),
  ).rejects.toMatchObject(refusedNaming(frozen.ref, 'Quarter end'));
  expect((await client().changes.get({ key: free.id })).state).toBe('New');
});

test('a ticket that rides its release is not stopped by what its release answers for', async () => {
  await bookRelease();
  await freeze();
  const [ticket] = have.changes;
  if (!ticket) throw new Error('no ticket');
  expect((await bringTo(client(), ticket, 'Scheduled')).state).toBe('Scheduled');
  await expect(kinds({ kind: 'change', id: ticket.id })).resolves.toEqual([]);
  await expect(kinds(release())).resolves.toEqual(['freeze']);
});

test('an emergency goes ahead once its exception is asked for, not before', async () => {
  await client().calendar.removeWindow({ id: have.windowId, reason: '' });
  await freeze();
  const change = await planChange(client(), [], '09T12:00', '09T13:00', { type: 'emergency' });
  const subject: Subject = { kind: 'change', id: change.id };
  await expect(bringTo(client(), change, 'Scheduled')).rejects.toMatchObject(refusedNaming('Quarter end'));
  const [found] = await check(subject);
  await client().conflicts.requestException({
    subject,
    key: found?.key ?? '',
    reason: 'Cards fail.',
    until: NIGHT,
  });
  const scheduled = await client().changes.transition({
    ids: [change.id],
    to: 'Scheduled',
    changeAuthority: 'ECAB',
  });
  expect(scheduled[0]?.state).toBe('Scheduled');
  const { bookings } = await client().calendar.range({ from: MONDAY, until: NIGHT });
  expect(bookings.find((one) => one.id === change.id)).toMatchObject({ hard: 1, soft: 0, waits: true });
});

test('what is on record can be taken back; then the conflict is open again', async () => {
  await bookRelease();
  await freeze(false);
  const key = (await check(release()))[0]?.key ?? '';
  const said = { subject: release(), key, reason: 'Told sales.', until: NIGHT };
  await expect(client().conflicts.accept({ ...said, until: MONDAY })).rejects.toMatchObject(
    refusedNaming('future'),
  );
  await expect(client().conflicts.accept({ ...said, key: 'freeze:other' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(client().conflicts.requestException(said)).rejects.toMatchObject(refusedNaming('soft'));
  const accepted = await client().conflicts.accept(said);
  expect(accepted.standing).toBe('accepted');
  await expect(client().conflicts.accept(said)).rejects.toMatchObject(refusedNaming('already'));
  const id = accepted.recordId ?? ('' as never);
  await client().conflicts.withdraw({ id, reason: 'Sales said no.' });
  await expect(client().conflicts.withdraw({ id, reason: 'Again' })).rejects.toMatchObject({
    code: 'REFUSED',
  });
  expect((await check(release()))[0]).toMatchObject({ standing: 'open', recordId: null });
  await expect(client().timeline.undo(await newestEntry(client()))).rejects.toMatchObject(
    refusedNaming('stays'),
  );
  await expect(client().conflicts.records({ subject: release() })).resolves.toMatchObject([
    { state: 'withdrawn' },
  ]);
});

test('what was called off waits for no decision any more', async () => {
  await bookRelease();
  await freeze();
  const key = (await check(release()))[0]?.key ?? '';
  await client().conflicts.requestException({ subject: release(), key, reason: 'Cards fail.', until: NIGHT });
  const waiting = () => client().conflicts.records({ waiting: true });
  await expect(waiting()).resolves.toHaveLength(1);
  await client().releases.transition({ id: have.release.id, to: 'Cancelled', reason: 'No budget' });
  await expect(waiting()).resolves.toEqual([]);
});

test('the first screen names a freeze only to those it is about, and not once it was accepted', async () => {
  const { id: ledger } = await client().catalogue.addService({ name: 'Ledger' });
  await bookRelease();
  const other = await planChange(client(), [ledger], '09T12:00', '09T13:00');
  await client().calendar.addWindow({
    ...windowFields({ name: 'Quarter end', kind: 'deny', hard: false, from: '09T00:00', until: '10T00:00' }),
    serviceIds: [ledger],
  });
  const inFreeze = async () =>
    (await client().today.view()).inFreeze.map(({ ref, freeze: name }) => [ref, name]);
  await expect(inFreeze()).resolves.toEqual([[other.ref, 'Quarter end']]);
  const subject: Subject = { kind: 'change', id: other.id };
  const key = (await check(subject)).find((one) => one.kind === 'freeze')?.key ?? '';
  await client().conflicts.accept({ subject, key, reason: 'Told finance.', until: NIGHT });
  await expect(inFreeze()).resolves.toEqual([]);
});

test('an acceptance past its time is not one any more', async () => {
  await bookRelease();
  await freeze(false);
  const key = (await check(release()))[0]?.key ?? '';
  await client().conflicts.accept({ subject: release(), key, reason: 'For a day.', until: MONDAY + DAY });
  work.clock.advance(DAY);
  expect((await check(release()))[0]).toMatchObject({ standing: 'expired' });
});

test('a slot whose window changed says so in the calendar and in the readiness of its release', async () => {
  await bookRelease();
  const readiness = async () =>
    (await client().releases.get({ key: have.release.id })).readiness.find(
      (line) => line.what === 'Conflicts',
    );
  expect(await readiness()).toMatchObject({ points: 10, of: 10, missing: '' });
  await client().calendar.patchWindow({ id: have.windowId, fields: { endLocal: '2027-02-03T01:00' } });
  await expect(kinds(release())).resolves.toEqual(['window changed']);
  expect(await readiness()).toMatchObject({
    points: 5,
    missing: expect.stringContaining('Its window changed'),
  });
  const { bookings } = await client().calendar.range({ from: MONDAY, until: NIGHT });
  expect(bookings.find((one) => one.kind === 'release')).toMatchObject({ hard: 0, soft: 1 });
  await client().calendar.removeWindow({ id: have.windowId, reason: 'No more' });
  await expect(kinds(release())).resolves.toEqual(['window changed']);
});

test('a release waits for one it depends on, also when that has no time or was called off', async () => {
  await bookRelease();
  const base = await client().releases.create({ name: 'Ledger', version: '2.0.0' });
  await client().releases.patch({ id: have.release.id, fields: { dependsOn: [base.id] } });
  const first = async () => (await check(release()))[0]?.sentence;
  expect(await first()).toContain('has no planned time');
  await client().releases.book({ id: base.id, windowId: null, start: at('16T22:00'), minutes: 60 });
  expect(await first()).toMatch(/Ledger 2.0.0.*ends at/);
  await expect(kinds({ kind: 'release', id: base.id })).resolves.toContain('release dependency');
  await client().releases.book({ id: base.id, windowId: null, start: at('02T22:00'), minutes: 60 });
  await expect(kinds(release())).resolves.toEqual([]);
  await client().releases.transition({ id: base.id, to: 'Cancelled', reason: 'No budget' });
  await expect(kinds(release())).resolves.toEqual(['release dependency']);
});

test('releases that wait for each other in a circle, or for one that is not there, are refused by name', async () => {
  const base = await client().releases.create({
    name: 'Ledger',
    version: '2.0.0',
    dependsOn: [have.release.id],
  });
  const patch = (dependsOn: (typeof base.id)[]) =>
    client().releases.patch({ id: have.release.id, fields: { dependsOn } });
  await expect(patch([base.id])).rejects.toMatchObject({
    code: 'REFUSED',
    data: { reason: expect.stringContaining(base.ref) },
  });
  await expect(patch([have.release.id])).rejects.toMatchObject(refusedNaming(have.release.ref, 'itself'));
  await expect(patch([newId<typeof base.id>()])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await client().releases.get({ key: have.release.id })).dependsOn).toEqual([]);
});

test('people are looked at with their own hours, duty and absence', async () => {
  await client().calendar.removeWindow({ id: have.windowId, reason: '' });
  await client().workspace.setPolicies({ hours: { days: [1, 2, 3, 4, 5], from: '09:00', until: '17:00' } });
  const night = await planChange(client(), [], '09T22:00', '09T23:00', { assigneeId: have.other.id });
  const subject: Subject = { kind: 'change', id: night.id };
  await expect(kinds(subject)).resolves.toEqual(['outside working hours']);
  const span = { personId: have.other.id, start: at('09T21:00'), end: at('10T06:00') };
  await client().people.addTime({ ...span, kind: 'duty' });
  await expect(kinds(subject)).resolves.toEqual([]);
  await client().people.addTime({ ...span, kind: 'absence', note: 'Ill' });
  await expect(kinds(subject)).resolves.toContain('person absent');
  const twice = await planChange(client(), [], '09T22:30', '09T23:30', { validatorId: have.other.id });
  await expect(kinds({ kind: 'change', id: twice.id })).resolves.toContain('person booked twice');
});

test('the list of conflicts is that of every booking, and a finished or removed one has none', async () => {
  await client().calendar.removeWindow({ id: have.windowId, reason: '' });
  await freeze(false);
  const one = await planChange(client(), [have.serviceId], '09T12:00', '09T13:00');
  const other = await planChange(client(), [have.serviceId], '09T11:00', '09T12:30');
  const list = async () =>
    (await client().conflicts.list({ from: MONDAY, until: NIGHT })).map(
      (found) => `${found.ref} ${found.kind}`,
    );
  await expect(list()).resolves.toEqual([
    `${other.ref} freeze`,
    `${other.ref} service booked`,
    `${one.ref} freeze`,
    `${one.ref} service booked`,
  ]);
  await client().changes.remove({ id: other.id, reason: 'Not needed' });
  await client().changes.transition({ ids: [one.id], to: 'Cancelled', reason: 'Nor this' });
  await expect(list()).resolves.toEqual([]);
});

test('a conflict that would arise elsewhere is told before anything moves, in the zone it is asked in', async () => {
  await freeze();
  const change = await planChange(client(), [have.serviceId], '11T12:00', '11T13:00');
  const elsewhere = await client().conflicts.check({
    subject: { kind: 'change', id: change.id },
    at: { start: { local: '2027-02-09T22:30', zone: 'UTC' }, minutes: 60 },
  });
  expect(elsewhere.conflicts[0]).toMatchObject({ kind: 'freeze', minutes: 30 });
  expect(elsewhere).toMatchObject({ asks: 'exception', fixed: '' });
  expect((await client().changes.get({ key: change.id })).plannedStart?.local).toBe('2027-02-11T12:00');
});
