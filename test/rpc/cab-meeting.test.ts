import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CabMeeting } from '#shared/contract/cab.ts';
import type { Change } from '#shared/contract/changes.ts';
import { type AgendaItemId, newId } from '#shared/domain/ids.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let workspace: TestWorkspace;
let of: Stock;
let meeting: CabMeeting;
let next: CabMeeting;
const zone = 'Europe/Berlin';
const client = () => workspace.client();

beforeEach(async () => {
  workspace = openWorkspace();
  of = await stock(workspace);
  const made = await client().cab.add({
    name: 'Weekly CAB',
    start: { local: '2027-03-17T10:00', zone },
    minutes: 60,
    chairId: of.other.id,
    memberIds: [of.operator.id],
    quorum: 2,
    rrule: 'FREQ=WEEKLY;COUNT=2',
  });
  if (!made[0] || !made[1]) throw new Error('no meetings');
  [meeting, next] = [made[0], made[1]];
});
afterEach(() => workspace.remove());

/** A change that waits for its authority. */
async function waiting(
  title: string,
  fields: Omit<Parameters<ReturnType<typeof client>['changes']['create']>[0], 'title'> = {},
): Promise<Change> {
  const { id } = await client().changes.create({ title, description: 'What and why.', ...fields });
  await client().changes.transition({ ids: [id], to: 'Assess' });
  const [moved] = await client().changes.transition({ ids: [id], to: 'Authorize' });
  if (!moved) throw new Error('not moved');
  return moved;
}

const view = (of: CabMeeting = meeting) => client().cab.get({ key: of.id });
const refs = async (of?: CabMeeting) => (await view(of)).lines.map((line) => line.ref);
const idOf = async (ref: string): Promise<AgendaItemId> => {
  const line = (await view()).lines.find((one) => one.ref === ref);
  if (!line) throw new Error(`${ref} is not on the agenda`);
  return line.id;
};
const add = (...changes: readonly Change[]) =>
  client().cab.addItems({
    id: meeting.id,
    subjects: changes.map(({ id }) => ({ kind: 'change' as const, id })),
  });
const open = async (...present: readonly Stock['other'][]) => {
  for (const { id } of present) await client().cab.present({ id: meeting.id, personId: id, present: true });
  return client().cab.start({ id: meeting.id });
};

test('filling takes what the rule says, riskiest first, never twice, and says what it left out and why', async () => {
  const quiet = await waiting('Change a text', { plannedStart: { local: '2027-03-18T09:00', zone } });
  const risky = await waiting('Move the ledger', { serviceIds: [of.serviceId], plannedOutageMinutes: 240 });
  const held = await waiting('Wait for the vendor');
  await client().changes.hold({ id: held.id, onHold: true, reason: 'Vendor' });
  const first = await client().cab.fillAgenda({ id: meeting.id });
  expect(first.view.lines.map((line) => line.ref)).toEqual([risky.ref, quiet.ref]);
  expect(first).toMatchObject({ added: 2, left: [{ ref: held.ref, why: 'it is on hold' }], more: 0 });
  const again = await client().cab.fillAgenda({ id: meeting.id });
  expect(again.added).toBe(0);
  expect(await refs()).toEqual([risky.ref, quiet.ref]);
  // What stands on the agenda of a meeting ahead does not come onto another one.
  const other = await client().cab.fillAgenda({ id: next.id });
  expect(other).toMatchObject({ added: 0, view: { lines: [] } });
  expect(other.left.map(({ why }) => why)).toContain(`it is on the agenda of ${meeting.ref}`);
});

test('a rule of its own decides what a meeting hears', async () => {
  const one = await waiting('Change a text');
  await client().cab.patch({
    id: meeting.id,
    fields: {
      agendaRule: { types: [], states: ['New'], riskLevels: [], daysAhead: null, minutes: 5 },
    },
  });
  const { view: filled } = await client().cab.fillAgenda({ id: meeting.id });
  expect(filled.lines.map((line) => line.ref).toSorted()).toEqual(of.changes.map((change) => change.ref));
  expect(filled.lines.every((line) => line.minutes === 5)).toBe(true);
  expect(filled.lines.some((line) => line.ref === one.ref)).toBe(false);
});

test('the order is a person’s: moved before another, to the end, and back to the order of the rule', async () => {
  const [a, b, c] = [await waiting('A'), await waiting('B'), await waiting('C')];
  await add(a, b, c);
  await client().cab.moveItem({ id: await idOf(c.ref), before: await idOf(a.ref) });
  expect(await refs()).toEqual([c.ref, a.ref, b.ref]);
  await client().cab.moveItem({ id: await idOf(c.ref), before: null });
  expect(await refs()).toEqual([a.ref, b.ref, c.ref]);
  await client().cab.moveItem({ id: await idOf(a.ref), before: null });
  expect((await client().cab.orderAgenda({ id: meeting.id })).lines.map((line) => line.ref)).toEqual([
    a.ref,
    b.ref,
    c.ref,
  ]);
  const item = await client().cab.patchItem({
    id: await idOf(b.ref),
    fields: { minutes: 25, note: 'Ask Ops' },
  });
  expect(item).toMatchObject({ minutes: 25, note: 'Ask Ops', late: false });
  await client().cab.removeItem({ id: item.id });
  expect(await refs()).toEqual([a.ref, c.ref]);
  await expect(client().cab.moveItem({ id: await idOf(a.ref), before: item.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('what comes once the meeting has begun comes late, and a late item that moves up is late no more', async () => {
  const [a, b] = [await waiting('A'), await waiting('B')];
  await add(a);
  await open(of.other);
  await add(b);
  expect((await view()).lines.map((line) => [line.ref, line.late])).toEqual([
    [a.ref, false],
    [b.ref, true],
  ]);
  await client().cab.moveItem({ id: await idOf(b.ref), before: await idOf(a.ref) });
  expect((await view()).lines.map((line) => [line.ref, line.late])).toEqual([
    [b.ref, false],
    [a.ref, false],
  ]);
});

test('talking about an item ends the one before, and ending the meeting ends the talk', async () => {
  const [a, b] = [await waiting('A'), await waiting('B')];
  await add(a, b);
  await expect(client().cab.startItem({ id: await idOf(a.ref) })).rejects.toMatchObject({ code: 'REFUSED' });
  await open(of.other);
  await client().cab.startItem({ id: await idOf(a.ref) });
  await client().cab.startItem({ id: await idOf(b.ref) });
  const lines = (await view()).lines;
  expect(lines.map((line) => line.endedAt !== null)).toEqual([true, false]);
  await client().cab.endItem({ id: await idOf(b.ref) });
  await client().cab.startItem({ id: await idOf(b.ref) });
  const ended = await client().cab.end({ id: meeting.id });
  expect(ended.endedAt).not.toBeNull();
  expect((await view()).lines.every((line) => line.endedAt !== null)).toBe(true);
  await expect(client().cab.end({ id: meeting.id })).rejects.toMatchObject({ code: 'REFUSED' });
  await expect(add(await waiting('C'))).rejects.toMatchObject({
    data: { reason: `${meeting.ref} has ended. Open it again, then change its agenda.` },
  });
  expect(await client().cab.start({ id: meeting.id })).toMatchObject({ endedAt: null });
});

test('an outcome waits for the start and for somebody to be there; too few are put on record', async () => {
  const change = await waiting('A');
  await add(change);
  const id = await idOf(change.ref);
  const approve = () => client().cab.recordOutcome({ id, seenAt: null, outcome: 'approved' });
  await expect(approve()).rejects.toMatchObject({
    data: { reason: `${meeting.ref} has not begun. Start the meeting, then record what it decides.` },
  });
  await open();
  await expect(approve()).rejects.toMatchObject({
    data: { reason: 'Nobody is marked as present. Mark who is there, then record the outcome.' },
  });
  await client().cab.present({ id: meeting.id, personId: of.other.id, present: true });
  const done = await approve();
  expect(done.item).toMatchObject({ outcome: 'approved', note: 'Recorded without quorum, 1 of 2.' });
  expect(done.sentence).toContain('without quorum, 1 of 2');
});

test('the second of two people at once is told what the first recorded, and nothing is written over', async () => {
  const change = await waiting('A');
  await add(change);
  await open(of.other, of.operator);
  const id = await idOf(change.ref);
  const first = await client().cab.recordOutcome({ id, seenAt: null, outcome: 'approved', note: 'Fine' });
  await expect(
    client().cab.recordOutcome({ id, seenAt: null, outcome: 'rejected', note: 'No' }),
  ).rejects.toMatchObject({
    data: {
      reason: expect.stringContaining(`${change.ref} is recorded as approved already`),
    },
  });
  expect((await view()).lines[0]).toMatchObject({ outcome: 'approved', note: 'Fine' });
  await expect(client().cab.removeItem({ id })).rejects.toMatchObject({ code: 'REFUSED' });
  expect(first.item.outcomeAt).not.toBeNull();
});

test('deferring puts it on the agenda of the next meeting, with what was said shown there', async () => {
  const change = await waiting('A');
  await add(change);
  await open(of.other, of.operator);
  expect((await view()).next).toMatchObject({ ref: next.ref });
  const { sentence } = await client().cab.recordOutcome({
    id: await idOf(change.ref),
    seenAt: null,
    outcome: 'deferred',
    note: 'The back-out is not tried',
    deferTo: next.id,
  });
  expect(sentence).toContain(`It is on the agenda of ${next.ref}.`);
  expect((await view(next)).lines).toMatchObject([
    { ref: change.ref, outcome: null, previous: [{ ref: meeting.ref, outcome: 'deferred' }] },
  ]);
  // Sent back: it is written anew and submitted again, so an outcome before that would decide nothing.
  expect((await view(next)).lines[0]?.advises).toContain(`${change.ref} is in New; CAB decides once`);
  expect(await client().changes.get({ key: change.id })).toMatchObject({ state: 'New', round: 2 });
});

test('minutes that somebody else wrote meanwhile are not written over', async () => {
  await client().cab.saveRecord({ id: meeting.id, record: 'Welcome.', base: '' });
  await expect(client().cab.saveRecord({ id: meeting.id, record: 'Mine', base: '' })).rejects.toMatchObject({
    code: 'REFUSED',
  });
  expect((await view()).meeting.record).toBe('Welcome.');
});

test('a meeting that is called off gives its agenda to another; one that was held stays', async () => {
  const [a, b] = [await waiting('A'), await waiting('B')];
  await add(a, b);
  await client().cab.remove({ id: meeting.id, reason: 'Holiday', moveTo: next.id });
  expect(await refs(next)).toEqual([a.ref, b.ref]);
  await expect(view()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await client().cab.present({ id: next.id, personId: of.other.id, present: true });
  await client().cab.start({ id: next.id });
  const [line] = (await view(next)).lines;
  if (!line) throw new Error('no item');
  await client().cab.recordOutcome({ id: line.id, seenAt: null, outcome: 'rejected', note: 'No' });
  await expect(client().cab.remove({ id: next.id, reason: '' })).rejects.toMatchObject({
    data: { reason: `${next.ref} was held: 1 of its items have an outcome. A meeting that was held stays.` },
  });
});

test('past meetings come newest first with what came out of each, and Today names the one of the next day', async () => {
  const [a, b] = [await waiting('A'), await waiting('B')];
  await add(a, b);
  const today = async () =>
    (await client().today.view()).waiting.filter(({ kind }) => kind === 'meeting').map(({ title }) => title);
  expect(await today()).toEqual([]);
  workspace.clock.advance(meeting.start.at - 24 * 60 * 60_000 - 60_000 - workspace.clock.now());
  expect(await today()).toEqual([]);
  workspace.clock.advance(120_000);
  expect(await today()).toHaveLength(1);
  workspace.clock.advance(meeting.start.at - 60 * 60_000 - workspace.clock.now());
  expect(await today()).toEqual([`${meeting.name}, 2 items on the agenda`]);
  await open(of.other);
  const [line] = (await view()).lines;
  if (!line) throw new Error('no item');
  await client().cab.recordOutcome({ id: line.id, seenAt: null, outcome: 'rejected', note: 'No' });
  await client().cab.end({ id: meeting.id });
  expect(await today()).toEqual([]);
  const end = (one: CabMeeting) => one.start.at + one.minutes * 60_000;
  expect(await client().cab.past({ before: end(meeting) - 1, limit: 5 })).toEqual([]);
  const past = await client().cab.past({ before: end(next), limit: 5 });
  expect(past.map(({ ref, items, outcomes }) => [ref, items, outcomes])).toEqual([
    [next.ref, 0, []],
    [meeting.ref, 2, [{ outcome: 'rejected', count: 1 }]],
  ]);
  expect(await client().cab.past({ before: end(next), limit: 1 })).toHaveLength(1);
});

test('what was removed or finished since is left out or shown as gone, never in the way', async () => {
  const [a, b] = [await waiting('A'), await waiting('B')];
  await add(a);
  await client().changes.remove({ id: a.id, reason: 'Twice' });
  const { left, view: shown } = await add(a, b);
  expect(left).toEqual([{ ref: a.ref, title: 'A', why: 'it was removed' }]);
  expect(shown.lines.map((line) => [line.ref, line.gone])).toEqual([
    [a.ref, true],
    [b.ref, false],
  ]);
  await open(of.other);
  await expect(
    client().cab.recordOutcome({ id: await idOf(a.ref), seenAt: null, outcome: 'approved' }),
  ).rejects.toMatchObject({ data: { reason: expect.stringContaining('was removed from the workspace') } });
  const nobody = { kind: 'change' as const, id: newId<Change['id']>() };
  await expect(client().cab.addItems({ id: meeting.id, subjects: [nobody] })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a release can stand on an agenda', async () => {
  await client().cab.addItems({ id: meeting.id, subjects: [{ kind: 'release', id: of.release.id }] });
  expect((await view()).lines).toMatchObject([{ ref: of.release.ref, type: null, subjectKind: 'release' }]);
  const range = await client().calendar.range({
    from: meeting.start.at - 1,
    until: meeting.start.at + 1,
  });
  expect(range.meetings).toMatchObject([{ ref: meeting.ref, items: 1 }]);
});

test('the approved ones move to Scheduled, and the others stay with the reason', async () => {
  const time = {
    plannedStart: { local: '2027-03-23T23:00', zone },
    plannedEnd: { local: '2027-03-23T23:30', zone },
  };
  const [a, b, c] = [await waiting('A', time), await waiting('B'), await waiting('C')];
  await add(a, b, c);
  await open(of.other, of.operator);
  await client().cab.recordOutcome({ id: await idOf(a.ref), seenAt: null, outcome: 'approved' });
  await client().cab.recordOutcome({ id: await idOf(b.ref), seenAt: null, outcome: 'rejected', note: 'No' });
  const { moved, stays } = await client().cab.scheduleApproved({ id: meeting.id });
  expect(moved).toEqual([a.ref]);
  expect(stays.map(({ ref, why }) => [ref, why])).toEqual([
    [b.ref, 'It was rejected.'],
    [c.ref, 'It was not decided.'],
  ]);
  expect(await client().changes.get({ key: a.id })).toMatchObject({ state: 'Scheduled' });
});

test('an outcome is the vote of the authority, by the chair, with the meeting as evidence, in one entry', async () => {
  const change = await waiting('A');
  await add(change);
  await open(of.other, of.operator);
  const { item, decided, sentence } = await client().cab.recordOutcome({
    id: await idOf(change.ref),
    seenAt: null,
    outcome: 'approved with conditions',
    conditions: ['A DBA is in the room'],
  });
  expect(decided).toBe(true);
  expect(sentence).toBe(`${change.ref}: approved with conditions, recorded as the decision of CAB.`);
  expect(item.note).toBe('Condition: A DBA is in the room');
  const standing = await client().approvals.of({ kind: 'change', id: change.id });
  expect(standing.stages.find(({ stage }) => stage.authority)).toMatchObject({
    state: 'approved',
    decisions: [
      {
        verdict: 'approve',
        decidedBy: of.other.id,
        recordedBy: of.operator.id,
        capacity: 'on behalf',
        meetingId: meeting.id,
        evidence: { kind: 'meeting', text: meeting.ref },
      },
    ],
  });
  expect(standing.conditions).toMatchObject([{ text: 'A DBA is in the room', metAt: null }]);
  expect((await view()).lines[0]?.voices).toMatchObject([{ stage: 'CAB', verdict: 'approve', stale: false }]);
  // What the board approved is not put before it again.
  expect((await client().cab.fillAgenda({ id: next.id })).left).toMatchObject([
    { ref: change.ref, why: 'it is approved already' },
  ]);
});

test('a decision that a rule bars leaves neither outcome nor vote, and another person’s word can be given', async () => {
  const change = await waiting('A', { requesterId: of.other.id });
  const { id: decidedBy } = await client().people.add({ name: 'Bo Holt', roles: ['CAB member'] });
  await add(change);
  await open(of.other, of.operator);
  const id = await idOf(change.ref);
  await expect(client().cab.recordOutcome({ id, seenAt: null, outcome: 'approved' })).rejects.toMatchObject({
    code: 'REFUSED',
  });
  expect((await view()).lines[0]).toMatchObject({ outcome: null, voices: [] });
  const done = await client().cab.recordOutcome({ id, seenAt: null, outcome: 'approved', decidedBy });
  expect(done.decided).toBe(true);
});

test('an outcome on a ticket that does not wait for its authority is advice, and says so', async () => {
  const [fresh] = of.changes;
  if (!fresh) throw new Error('no change');
  await add(fresh);
  await open(of.other, of.operator);
  const done = await client().cab.recordOutcome({
    id: await idOf(fresh.ref),
    seenAt: null,
    outcome: 'approved',
  });
  expect(done).toMatchObject({ decided: false, item: { outcome: 'approved' } });
  expect(done.sentence).toContain(`${fresh.ref} is in New; CAB decides once it is in Authorize.`);
});

test('the outcome on a release is recorded as a decision on it', async () => {
  await client().releases.patch({ id: of.release.id, fields: { ownerId: of.operator.id } });
  await client().cab.addItems({ id: meeting.id, subjects: [{ kind: 'release', id: of.release.id }] });
  await open(of.other, of.operator);
  const done = await client().cab.recordOutcome({
    id: await idOf(of.release.ref),
    seenAt: null,
    outcome: 'approved',
  });
  expect(done.decided).toBe(true);
  const standing = await client().approvals.of({ kind: 'release', id: of.release.id });
  expect(standing.stages[0]).toMatchObject({ state: 'approved', decisions: [{ meetingId: meeting.id }] });
});

test('a wrong outcome is put right by whoever has seen it, and the later word counts', async () => {
  const change = await waiting('A');
  await add(change);
  await open(of.other, of.operator);
  const id = await idOf(change.ref);
  const first = await client().cab.recordOutcome({
    id,
    seenAt: null,
    outcome: 'rejected',
    note: 'Wrong key',
  });
  await client().cab.recordOutcome({ id, seenAt: first.item.outcomeAt, outcome: 'approved' });
  const standing = await client().approvals.of({ kind: 'change', id: change.id });
  expect(standing.stages.find(({ stage }) => stage.authority)).toMatchObject({ state: 'approved' });
});
