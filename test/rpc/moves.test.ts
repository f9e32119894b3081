import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChangeState } from '#shared/contract/changes.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import { DAY } from '#shared/domain/time.ts';
import { newestEntry, refusedNaming } from '#test/support/answers.ts';
import { approveOpen, at, bringTo, planChange, windowFields } from '#test/support/planning.ts';
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
const UNTIL = MONDAY + 60 * DAY;
type Said = { reason?: string; exception?: { reason: string; until: number } };
const move = (subject: Subject, to: string, said: Said = {}, minutes = 60) =>
  client().calendar.move({ subject, start: at(to), minutes, ...said });
const changeOf = (id: string) => client().changes.get({ key: id });
const freeTime = () => client().calendar.removeWindow({ id: have.windowId, reason: 'For this test' });
const freeze = (hard: boolean) =>
  client().calendar.addWindow(
    windowFields({ name: 'Quarter end', kind: 'deny', hard, from: '16T00:00', until: '18T00:00' }),
  );

test('a new change moves freely, under assessment with a reason in one entry, and from Implement on never', async () => {
  await freeTime();
  const change = await planChange(client(), [], '09T12:00', '09T13:00');
  const subject: Subject = { kind: 'change', id: change.id };
  const { booking, conflicts } = await move(subject, '10T12:00', {}, 90);
  expect(booking).toMatchObject({ id: change.id, startsAt: Date.UTC(2027, 1, 10, 11), hard: 0, soft: 0 });
  expect(booking.endsAt - booking.startsAt).toBe(90 * 60_000);
  expect(conflicts).toEqual([]);

  let day = 10;
  for (const state of ['Assess', 'Authorize', 'Scheduled'] satisfies ChangeState[]) {
    await client().changes.transition({ ids: [change.id], to: state, changeAuthority: 'CAB' });
    day += 1;
    await expect(move(subject, `${day}T12:00`)).rejects.toMatchObject(
      refusedNaming(change.ref, state, 'reason'),
    );
    await move(subject, `${day}T12:00`, { reason: 'The vendor is late.' });
    expect(await newestEntry(client())).toMatchObject({ reason: 'Moved: The vendor is late.' });
    expect((await changeOf(change.id)).plannedStart).toMatchObject(at(`${day}T12:00`));
    await approveOpen(client(), change.id);
  }
  await client().changes.transition({ ids: [change.id], to: 'Implement' });
  await expect(move(subject, '20T12:00', { reason: 'Late' })).rejects.toMatchObject(
    refusedNaming('Implement'),
  );
  expect((await changeOf(change.id)).plannedStart).toMatchObject(at(`${day}T12:00`));
});

test('what is on hold or rides a release keeps its time, and the page is told so beforehand', async () => {
  await freeTime();
  const held = await planChange(client(), [], '09T12:00', '09T13:00');
  await client().changes.hold({ id: held.id, onHold: true, reason: 'Waits for the vendor' });
  await client().releases.book({ id: have.release.id, windowId: null, start: at('09T22:30'), minutes: 60 });
  for (const id of [held.id, have.changes[0]?.id ?? held.id]) {
    const subject: Subject = { kind: 'change', id };
    const { fixed } = await client().conflicts.check({ subject, at: { start: at('11T12:00'), minutes: 60 } });
    expect(fixed).not.toBe('');
    await expect(move(subject, '11T12:00', { reason: 'Why not' })).rejects.toMatchObject(
      refusedNaming('keeps its time'),
    );
  }
});

test('a release takes its tickets and runs along, onto the window of the new time', async () => {
  const subject: Subject = { kind: 'release', id: have.release.id };
  await client().releases.book({
    id: have.release.id,
    windowId: have.windowId,
    start: at('09T22:30'),
    minutes: 60,
  });
  const { run } = await client().runbooks.attach({
    releaseId: have.release.id,
    templateId: have.run.run.templateId ?? ('' as never),
    kind: 'live',
  });
  const [own] = have.changes.slice(1);
  await client().changes.patch({
    id: own?.id ?? ('' as never),
    fields: { plannedStart: at('03T12:00'), plannedEnd: at('03T13:00') },
  });
  await move(subject, '16T23:00', {}, 120);
  const { slot } = await client().releases.get({ key: have.release.id });
  expect(slot).toMatchObject({
    windowId: have.windowId,
    start: { at: Date.UTC(2027, 1, 16, 22) },
    windowStartsAt: Date.UTC(2027, 1, 16, 21),
    windowEndsAt: Date.UTC(2027, 1, 17, 1),
    protectionEndsAt: Date.UTC(2027, 1, 17, 2),
  });
  const [rides, stays] = await Promise.all(have.changes.map(({ id }) => changeOf(id)));
  expect(rides?.plannedStart).toMatchObject(at('16T23:00'));
  expect(stays?.plannedStart).toMatchObject(at('03T12:00'));
  expect((await client().runbooks.get({ id: run.id })).run).toMatchObject({
    plannedStartAt: Date.UTC(2027, 1, 16, 22),
    windowEndsAt: Date.UTC(2027, 1, 17, 1),
  });
  await client().timeline.undo(await newestEntry(client()));
  expect((await client().releases.get({ key: have.release.id })).slot?.start).toMatchObject(at('09T22:30'));
  expect((await changeOf(have.changes[0]?.id ?? '')).plannedStart).toMatchObject(at('09T22:30'));
});

test('a hard rule refuses the place; asked for an exception, a plan may stand there but not be scheduled', async () => {
  await freeTime();
  await freeze(true);
  const change = await planChange(client(), [], '09T12:00', '09T13:00', { type: 'standard' });
  const subject: Subject = { kind: 'change', id: change.id };
  await expect(move(subject, '16T12:00', { reason: 'Please' })).rejects.toMatchObject(
    refusedNaming(change.ref, 'Quarter end', 'exception'),
  );
  expect((await changeOf(change.id)).plannedStart).toMatchObject(at('09T12:00'));

  const exception = { reason: 'The bank changes its keys that day.', until: UNTIL };
  const { booking, conflicts } = await move(subject, '16T12:00', { exception });
  expect(booking).toMatchObject({ hard: 1, waits: true });
  expect(conflicts).toMatchObject([{ kind: 'freeze', standing: 'exception requested' }]);
  await expect(client().conflicts.records({ waiting: true })).resolves.toMatchObject([
    { reason: exception.reason, requestedBy: have.operator.id },
  ]);
  await expect(client().changes.transition({ ids: [change.id], to: 'Scheduled' })).rejects.toMatchObject(
    refusedNaming('Quarter end'),
  );
  await client().timeline.undo(await newestEntry(client()));
  expect((await changeOf(change.id)).plannedStart).toMatchObject(at('09T12:00'));
  await expect(client().conflicts.records({})).resolves.toEqual([]);

  await client().changes.transition({ ids: [change.id], to: 'Scheduled' });
  await expect(move(subject, '16T12:00', { exception })).rejects.toMatchObject(refusedNaming('Quarter end'));
});

test('a soft conflict at the new place asks for the reason that then accepts it, in the same entry', async () => {
  await freeTime();
  const busy = await planChange(client(), [have.serviceId], '10T12:00', '10T13:00');
  const change = await planChange(client(), [have.serviceId], '09T12:00', '09T13:00');
  const subject: Subject = { kind: 'change', id: change.id };
  await expect(move(subject, '10T12:30')).rejects.toMatchObject(
    refusedNaming(change.ref, 'reason', busy.ref),
  );
  const { booking, conflicts } = await move(subject, '10T12:30', { reason: 'Other nodes.' });
  expect(booking).toMatchObject({ soft: 0 });
  expect(conflicts).toMatchObject([{ kind: 'service booked', standing: 'accepted', minutes: 30 }]);
  await move(subject, '10T13:00');
  const [record] = await client().conflicts.records({ subject });
  expect(record).toMatchObject({ state: 'in force', reason: 'Other nodes.' });
  await move(subject, '10T12:45', { reason: 'Other nodes still.' });
  await expect(client().conflicts.records({ subject })).resolves.toHaveLength(2);
});

test('letting go asks for exactly what was told while dragging', async () => {
  await freeTime();
  await freeze(true);
  await client().calendar.addWindow(
    windowFields({ name: 'Sales day', kind: 'deny', hard: false, from: '19T00:00', until: '20T00:00' }),
  );
  const exception = { reason: 'The bank asked for it.', until: UNTIL };
  const answers: string[] = [];
  for (const type of ['standard', 'normal', 'emergency'] as const) {
    for (const state of ['New', 'Authorize', 'Scheduled'] as const) {
      if (type === 'standard' && state === 'Authorize') continue;
      for (const day of ['11', '16', '19']) {
        const written = await planChange(client(), [], '09T12:00', '09T13:00', { type });
        await bringTo(client(), written, state === 'New' ? 'New' : state);
        const subject: Subject = { kind: 'change', id: written.id };
        const start = at(`${day}T12:00`);
        const { asks, fixed } = await client().conflicts.check({ subject, at: { start, minutes: 60 } });
        expect(fixed).toBe('');
        const goes = (said: Said) =>
          move(subject, `${day}T12:00`, said).then(
            () => true,
            () => false,
          );
        const bare = await goes({});
        const withReason = bare || (await goes({ reason: 'It fits.' }));
        const withException = withReason || (await goes({ exception }));
        answers.push(`${type} ${state} ${day}: ${asks}`);
        const scheduled = state === 'Scheduled' && type !== 'emergency';
        expect([bare, withReason, withException], answers.at(-1)).toEqual(
          asks === 'nothing'
            ? [true, true, true]
            : asks === 'reason'
              ? [false, true, true]
              : [false, false, !scheduled],
        );
        await client().changes.remove({ id: written.id, reason: 'Next one' });
      }
    }
  }
  expect(new Set(answers.map((answer) => answer.split(': ')[1]))).toEqual(
    new Set(['nothing', 'reason', 'exception']),
  );
});

test('moving to where it stands writes nothing and asks for nothing', async () => {
  await freeTime();
  const change = await bringTo(client(), await planChange(client(), [], '09T12:00', '09T13:00'), 'Assess');
  const before = await newestEntry(client());
  await move({ kind: 'change', id: change.id }, '09T12:00');
  expect((await newestEntry(client())).seq).toBe(before.seq);
});

test('a ticket that boards a booked release takes its time, and moves with it from then on', async () => {
  await freeTime();
  await client().releases.book({ id: have.release.id, windowId: null, start: at('09T22:30'), minutes: 60 });
  const late = await client().changes.create({ title: 'Late one', description: 'Forgotten before.' });
  await client().changes.patch({ id: late.id, fields: { releaseId: have.release.id } });
  const own = await planChange(client(), [], '11T12:00', '11T13:00');
  await client().changes.patch({ id: own.id, fields: { releaseId: have.release.id } });
  await move({ kind: 'release', id: have.release.id }, '12T22:00');
  expect((await changeOf(late.id)).plannedStart).toMatchObject(at('12T22:00'));
  expect((await changeOf(own.id)).plannedStart).toMatchObject(at('11T12:00'));
  const { bookings } = await client().calendar.range({ from: MONDAY, until: UNTIL });
  expect(bookings.find((one) => one.id === late.id)).toMatchObject({
    rides: true,
    releaseId: have.release.id,
  });
  expect(bookings.find((one) => one.id === own.id)).toMatchObject({ rides: false });
});

test('a change with a finer time within the slot keeps it to the minute when its release moves, there and back', async () => {
  await freeTime();
  const [first, second] = have.changes;
  if (!first || !second) throw new Error('the release is empty');
  const release: Subject = { kind: 'release', id: have.release.id };
  await client().changes.patch({
    id: first.id,
    fields: { plannedStart: at('09T22:20'), plannedEnd: at('09T22:50') },
  });
  await client().releases.book({ id: release.id, windowId: null, start: at('09T22:00'), minutes: 120 });
  const timesOf = async (id: string) => {
    const { plannedStart, plannedEnd } = await changeOf(id);
    return [plannedStart?.local, plannedEnd?.local];
  };
  await move(release, '16T20:00', {}, 120);
  expect(await timesOf(first.id)).toEqual(['2027-02-16T20:20', '2027-02-16T20:50']);
  expect(await timesOf(second.id)).toEqual(['2027-02-16T20:00', '2027-02-16T22:00']);
  await move(release, '09T22:00', {}, 120);
  expect(await timesOf(first.id)).toEqual(['2027-02-09T22:20', '2027-02-09T22:50']);
  await move(release, '09T22:00', {}, 30);
  expect(await timesOf(first.id)).toEqual(['2027-02-09T22:20', '2027-02-09T22:30']);
});
