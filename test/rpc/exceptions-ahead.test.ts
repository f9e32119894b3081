import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Conflict, Subject } from '#shared/contract/conflicts.ts';
import { aheadOf } from '#shared/domain/conflicts/records.ts';
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
  await client().calendar.addWindow(
    windowFields({ name: 'Quarter end', kind: 'deny', hard: true, from: '16T00:00', until: '18T00:00' }),
  );
});
afterEach(() => work.remove());

const client = () => work.client();
const UNTIL = MONDAY + 60 * DAY;
const THERE = { start: at('16T12:00'), minutes: 60 };
const check = (subject: Subject, there: typeof THERE | null = THERE) =>
  client().conflicts.check({ subject, ...(there ? { at: there } : {}) });
const hardOf = async (subject: Subject, there = THERE): Promise<Conflict> => {
  const found = (await check(subject, there)).conflicts.find(({ hard }) => hard);
  if (!found) throw new Error('nothing bars it');
  return found;
};
const askFor = async (subject: Subject, there = THERE) =>
  client().conflicts.requestException({
    subject,
    key: (await hardOf(subject, there)).key,
    reason: 'The bank changes its keys that day.',
    until: UNTIL,
    at: there,
  });
const decide = (found: Pick<Conflict, 'recordId'>, approve = true) =>
  client().conflicts.decideException({
    id: found.recordId ?? ('' as never),
    approve,
    decidedBy: have.other.id,
    note: 'Finance was asked.',
  });
const move = (subject: Subject, reason?: string, there = THERE) =>
  client().calendar.move({ subject, ...there, ...(reason ? { reason } : {}) });
async function scheduled(type: 'standard' | 'normal' = 'normal') {
  const written = await planChange(client(), [], '09T12:00', '09T13:00', { type });
  const change = await bringTo(client(), written, 'Scheduled');
  return { change, subject: { kind: 'change', id: change.id } as Subject };
}

test('what is scheduled waits in its place for the exception, and moves to that very time once it is approved', async () => {
  const { change, subject } = await scheduled();
  await expect(check(subject)).resolves.toMatchObject({ asks: 'exception', approvalFirst: true });
  const asked = await askFor(subject);
  expect(asked).toMatchObject({ kind: 'freeze', standing: 'exception requested' });
  expect((await client().changes.get({ key: change.id })).plannedStart).toMatchObject(at('09T12:00'));
  await expect(check(subject, null)).resolves.toMatchObject({ conflicts: [] });
  await expect(check(subject)).resolves.toMatchObject({ asks: 'exception' });
  await expect(move(subject, 'It is asked for')).rejects.toMatchObject(refusedNaming('exception requested'));
  await expect(askFor(subject)).rejects.toMatchObject(refusedNaming('asked for already'));

  const record = await decide(asked);
  expect(aheadOf(record, null, MONDAY)).toEqual({
    at: { startsAt: Date.UTC(2027, 1, 16, 11), endsAt: Date.UTC(2027, 1, 16, 12) },
    approved: true,
  });
  await expect(check(subject)).resolves.toMatchObject({
    asks: 'reason',
    conflicts: [{ standing: 'exception approved', recordId: record.id }],
  });
  // Approved for that time alone.
  for (const there of [
    { start: at('16T13:00'), minutes: 60 },
    { start: at('16T12:00'), minutes: 90 },
  ])
    await expect(move(subject, 'Nearly', there)).rejects.toMatchObject(refusedNaming('reopened'));
  await expect(move(subject)).rejects.toMatchObject(refusedNaming('needs a reason'));
  const { booking, conflicts } = await move(subject, 'The bank asked for it.');
  expect(booking).toMatchObject({ state: 'Scheduled', hard: 0, startsAt: Date.UTC(2027, 1, 16, 11) });
  expect(conflicts).toMatchObject([{ standing: 'exception approved' }]);

  await move(subject, 'Taken back', { start: at('09T12:00'), minutes: 60 });
  await expect(check(subject)).resolves.toMatchObject({ asks: 'reason' });
  await move(subject, 'After all.');
  await expect(client().conflicts.records({ subject })).resolves.toHaveLength(1);
});

test('a declined, withdrawn or outdated exception lets nothing move', async () => {
  const { subject } = await scheduled('standard');
  await decide(await askFor(subject), false);
  await expect(move(subject, 'Still')).rejects.toMatchObject(refusedNaming('exception declined'));

  const again = await askFor(subject);
  await decide(again);
  const rule = (await client().calendar.windows()).find(({ name }) => name === 'Quarter end');
  await client().calendar.patchWindow({
    id: rule?.id ?? ('' as never),
    fields: { endLocal: '2027-02-19T00:00' },
  });
  await expect(move(subject, 'Longer now')).rejects.toMatchObject(refusedNaming('reopened'));
  await client().calendar.patchWindow({
    id: rule?.id ?? ('' as never),
    fields: { endLocal: '2027-02-18T00:00' },
  });
  await expect(check(subject)).resolves.toMatchObject({ asks: 'reason' });
  await client().conflicts.withdraw({ id: again.recordId ?? ('' as never), reason: 'The bank waits.' });
  await expect(move(subject, 'Still')).rejects.toMatchObject(refusedNaming('Quarter end'));
  await expect(client().conflicts.records({ waiting: true })).resolves.toEqual([]);
});

test('nobody asks ahead for a time that a ticket cannot move to, or where nothing bars it', async () => {
  const { change, subject } = await scheduled('standard');
  const { key } = await hardOf(subject);
  const said = { subject, key, reason: 'It must be.', until: UNTIL };
  await expect(
    client().conflicts.requestException({ ...said, at: { start: at('11T12:00'), minutes: 60 } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(client().conflicts.requestException(said)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await client().changes.transition({ ids: [change.id], to: 'Implement' });
  await expect(client().conflicts.requestException({ ...said, at: THERE })).rejects.toMatchObject(
    refusedNaming(change.ref, 'keeps its time', 'Implement'),
  );
  await expect(client().conflicts.records({ subject })).resolves.toEqual([]);
});

test('whoever carries it out does not approve the move of a release ahead; approved, it takes its tickets along', async () => {
  await client().releases.book({ id: have.release.id, windowId: null, start: at('09T22:00'), minutes: 60 });
  for (const change of have.changes) await bringTo(client(), change, 'Scheduled');
  await client().releases.transition({ id: have.release.id, to: 'Awaiting approval' });
  await client().releases.transition({ id: have.release.id, to: 'Scheduled' });
  const subject: Subject = { kind: 'release', id: have.release.id };
  const asked = await askFor(subject);
  await expect(
    client().conflicts.decideException({
      id: asked.recordId ?? ('' as never),
      approve: true,
      decidedBy: have.operator.id,
      note: '',
    }),
  ).rejects.toMatchObject(refusedNaming('asked for'));
  await expect(move(subject)).rejects.toMatchObject(refusedNaming('exception requested'));
  await decide(asked);
  const { booking } = await move(subject, 'The bank asked for it.');
  expect(booking).toMatchObject({ state: 'Scheduled', hard: 0 });
  expect((await client().changes.get({ key: have.changes[0]?.id ?? '' })).plannedStart).toMatchObject(
    at('16T12:00'),
  );
});
