import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change, ChangeState } from '#shared/contract/changes.ts';
import type { Person, Role } from '#shared/contract/people.ts';
import type { DecideInput } from '#shared/contract/standing.ts';
import { type CabMeetingId, type ChangeId, newId, type PersonId } from '#shared/domain/ids.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { newestEntry, refusedNaming } from '#test/support/answers.ts';
import { at } from '#test/support/planning.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let rosa: Person;
let ana: Person;
let quinn: Person;
let mail: Pick<DecideInput, 'evidence'>;
const client = () => work.client();
const add = (name: string, ...roles: Role[]) => client().people.add({ name, roles });

beforeEach(async () => {
  work = openWorkspace();
  await work.create();
  const [operator] = (await client().people.list()).people;
  if (!operator) throw new Error('no operator');
  rosa = operator;
  ana = await add('Ana Meier', 'approver');
  quinn = await add('Quinn Otte', 'QA');
  mail = { evidence: { kind: 'mail', text: 'Mail of Monday' } };
});
afterEach(() => work.remove());

const write = (fields: Partial<Pick<Change, 'type' | 'assigneeId' | 'requesterId'>> = {}) =>
  client().changes.create({ title: 'Renew the certificate', description: 'It ends in March.', ...fields });
const move = async (change: Pick<Change, 'id'>, to: ChangeState, said: object = {}) => {
  const [moved] = await client().changes.transition({ ids: [change.id], to, ...said });
  if (!moved) throw new Error('nothing moved');
  return moved;
};
const on = ({ id }: Pick<Change, 'id'>) => ({ kind: 'change' as const, id });
const of = (change: Pick<Change, 'id'>) => client().approvals.of(on(change));
const get = ({ id }: Pick<Change, 'id'>) => client().changes.get({ key: id });
const decide = (
  change: Pick<Change, 'id'>,
  stageId: string,
  verdict: DecideInput['verdict'],
  more: Partial<DecideInput> = {},
) => client().approvals.decide({ subject: on(change), stageId, verdict, ...more });
const stageOf = async (change: Pick<Change, 'id'>, id: string) => {
  const found = (await of(change)).stages.find((one) => one.stage.id === id);
  if (!found) throw new Error(`no stage ${id}`);
  return found;
};
/** To Authorize, with QA's word. */
async function toAuthorize(change: Change): Promise<void> {
  await move(change, 'Assess');
  await decide(change, 'quality', 'approve', { decidedBy: quinn.id, ...mail });
  await move(change, 'Authorize');
}

describe('the flow of a normal change', () => {
  test('a stage nobody could decide is not asked; the others bar the way by name until they approve', async () => {
    const change = await write();
    expect((await of(change)).stages.map((one) => `${one.stage.id} ${one.state}`)).toEqual([
      'initial-review not asked',
      'quality not due',
      'stakeholder not asked',
      'cab not due',
      'scheduling not due',
      'monitoring not due',
    ]);
    await move(change, 'Assess');
    expect((await get(change)).flow?.map((one) => one.id)).toEqual([
      'quality',
      'cab',
      'scheduling',
      'monitoring',
    ]);
    await expect(move(change, 'Authorize')).rejects.toMatchObject(
      refusedNaming('Quality assurance', 'Q. Otte'),
    );
    expect((await of(change)).missing[0]).toMatchObject({ field: 'approval', bars: true });
    await decide(change, 'quality', 'approve', { decidedBy: quinn.id, ...mail });
    await move(change, 'Authorize');
    await expect(move(change, 'Scheduled', { changeAuthority: 'Me' })).rejects.toMatchObject(
      refusedNaming('CAB'),
    );
    await decide(change, 'cab', 'approve', { decidedBy: ana.id, ...mail });
    const scheduled = await move(change, 'Scheduled', { changeAuthority: 'Me' });
    expect(scheduled.changeAuthority).toBe('A. Meier by mail, recorded by R. Ruiz');
    expect(await stageOf(change, 'cab')).toMatchObject({
      state: 'approved',
      sentence: 'Approved by A. Meier by mail, recorded by R. Ruiz.',
      decisions: [
        { capacity: 'on behalf', decidedBy: ana.id, recordedBy: rosa.id, stale: false, counts: true },
      ],
    });
    expect(await newestEntry(client())).toMatchObject({ reason: 'Moved to Scheduled' });
  });

  test('a policy edited later does not touch a ticket under way', async () => {
    const change = await write();
    await move(change, 'Assess');
    const { policies } = await client().changePolicies.get();
    await client().changePolicies.set({
      policies: { approvalFlows: { ...policies.approvalFlows, normal: [] } },
      reason: 'Less paper',
    });
    await expect(move(change, 'Authorize')).rejects.toMatchObject(refusedNaming('Quality assurance'));
  });

  test('where nobody is asked at all the authority is named by hand', async () => {
    for (const one of [ana, quinn]) await client().people.patch({ id: one.id, fields: { roles: [] } });
    const change = await write();
    await move(change, 'Assess');
    await move(change, 'Authorize');
    await expect(move(change, 'Scheduled')).rejects.toMatchObject(refusedNaming('authorised'));
    expect((await move(change, 'Scheduled', { changeAuthority: 'The owner' })).changeAuthority).toBe(
      'The owner',
    );
  });

  test('the last person who could decide is gone: the stage is blocked until somebody is named', async () => {
    const change = await write();
    await move(change, 'Assess');
    await client().people.patch({ id: quinn.id, fields: { roles: [] } });
    expect(await stageOf(change, 'quality')).toMatchObject({ state: 'blocked', eligible: [] });
    await expect(move(change, 'Authorize')).rejects.toMatchObject(refusedNaming('Nobody can decide'));
    await expect(
      decide(change, 'quality', 'approve', { decidedBy: quinn.id, ...mail }),
    ).rejects.toMatchObject(refusedNaming('Nobody can decide'));
    const { id: neu } = await add('Nia Ek', 'QA');
    await decide(change, 'quality', 'approve', { decidedBy: neu, ...mail });
    await move(change, 'Authorize');
  });

  test('tasks are listed until they are done and bar nothing', async () => {
    const change = await write({ type: 'standard' });
    await move(change, 'Scheduled');
    expect(await stageOf(change, 'scheduling')).toMatchObject({ state: 'to do' });
    await move(change, 'Implement');
    await decide(change, 'scheduling', 'done', { comment: 'In the calendar' });
    expect(await stageOf(change, 'scheduling')).toMatchObject({ state: 'done' });
    await expect(decide(change, 'scheduling', 'approve')).rejects.toMatchObject(refusedNaming('task'));
  });
});

describe('whose word it is', () => {
  test('the requester and the assignee do not decide, whoever records it, unless the workspace allows it', async () => {
    const change = await write({ requesterId: ana.id });
    await toAuthorize(change);
    await add('Ben Ono', 'CAB member');
    const own = () => decide(change, 'cab', 'approve', { decidedBy: ana.id, ...mail });
    await expect(own()).rejects.toMatchObject(refusedNaming('own change'));
    await client().changePolicies.set({
      policies: { approvalRules: { selfApproval: true, onBehalf: true, retrospectiveHours: 72 } },
      reason: 'Two people only',
    });
    await own();
    expect(await stageOf(change, 'cab')).toMatchObject({ state: 'approved' });
  });

  test('recording for others needs evidence and a workspace that allows it', async () => {
    const change = await write();
    await move(change, 'Assess');
    const record = (more: Partial<DecideInput> = {}) =>
      decide(change, 'quality', 'approve', { decidedBy: quinn.id, ...more });
    await expect(record()).rejects.toMatchObject(refusedNaming('evidence'));
    await client().changePolicies.set({
      policies: { approvalRules: { selfApproval: false, onBehalf: false, retrospectiveHours: 72 } },
      reason: 'Own words only',
    });
    await expect(record(mail)).rejects.toMatchObject(refusedNaming('switched off'));
    await client().people.setOperator({ id: quinn.id });
    await record();
    expect((await stageOf(change, 'quality')).decisions).toMatchObject([{ capacity: 'self' }]);
  });

  test('a delegate decides only while the person is away', async () => {
    const { id: deputy } = await add('Dee Puty');
    await client().people.patch({ id: quinn.id, fields: { delegateId: deputy } });
    const change = await write();
    await move(change, 'Assess');
    await client().people.setOperator({ id: deputy });
    await expect(decide(change, 'quality', 'approve')).rejects.toMatchObject(refusedNaming('away'));
    await client().people.addTime({
      personId: quinn.id,
      kind: 'absence',
      start: at('01T00:00'),
      end: at('03T00:00'),
    });
    await decide(change, 'quality', 'approve');
    expect(await stageOf(change, 'quality')).toMatchObject({
      state: 'approved',
      decisions: [{ capacity: 'delegate' }],
    });
  });

  test('a meeting that is named is on the record, and one that is not there is refused', async () => {
    const [meeting] = await client().cab.add({ name: 'CAB', minutes: 60, start: at('01T08:00') });
    if (!meeting) throw new Error('no meeting');
    const change = await write();
    await toAuthorize(change);
    const word = { decidedBy: ana.id, evidence: { kind: 'meeting' as const, text: '' } };
    await expect(
      decide(change, 'cab', 'approve', { ...word, meetingId: newId<CabMeetingId>() }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await decide(change, 'cab', 'approve', { ...word, meetingId: meeting.id });
    expect((await get(change)).changeAuthority).toBe(`A. Meier, recorded by R. Ruiz at ${meeting.ref}`);
  });

  test('two people decide at once: both are on record and the first decides', async () => {
    const { id: ben } = await add('Ben Ono', 'CAB member');
    const change = await write();
    await toAuthorize(change);
    await Promise.all([
      decide(change, 'cab', 'approve', { decidedBy: ana.id, ...mail }),
      decide(change, 'cab', 'reject', { decidedBy: ben, comment: 'Too early', ...mail }),
    ]);
    const cab = await stageOf(change, 'cab');
    expect(cab.decisions.map((one) => one.verdict)).toEqual(['approve', 'reject']);
    expect(cab).toMatchObject({ state: 'approved' });
    await move(change, 'Scheduled');
  });
});

describe('amending', () => {
  test('names the votes it makes stale beforehand; they do not count until they are given again', async () => {
    const change = await write();
    await toAuthorize(change);
    await decide(change, 'cab', 'approve', { decidedBy: ana.id, ...mail });
    const fields = { description: 'It ends in February.', plannedOutageMinutes: 5 };
    const effects = await client().changes.amendEffects({ id: change.id, fields });
    expect(effects.fields.toSorted()).toEqual(['description', 'plannedOutageMinutes']);
    expect(effects.stale.map((one) => `${one.stage}: ${one.name}`)).toEqual([
      'Quality assurance: Quinn Otte',
      'CAB: Ana Meier',
    ]);
    await expect(client().changes.amend({ id: change.id, fields, reason: ' ' })).rejects.toMatchObject(
      refusedNaming('reason'),
    );
    const seen = (await of(change)).contentHash;
    const amended = await client().changes.amend({ id: change.id, fields, reason: 'The vendor moved it' });
    expect(amended).toMatchObject({ ...fields, changeAuthority: '' });
    expect(await newestEntry(client())).toMatchObject({ reason: 'Amended: The vendor moved it' });
    await expect(move(change, 'Scheduled')).rejects.toMatchObject(refusedNaming('Quality assurance', 'CAB'));
    await expect(
      decide(change, 'cab', 'approve', { decidedBy: ana.id, contentHash: seen, ...mail }),
    ).rejects.toMatchObject(refusedNaming('amended'));
    await decide(change, 'quality', 'approve', { decidedBy: quinn.id, ...mail });
    await decide(change, 'cab', 'approve', { decidedBy: ana.id, ...mail });
    await move(change, 'Scheduled');
  });

  test('is for what was submitted and is not over, and has to change something', async () => {
    const change = await write();
    const amend = (description: string) =>
      client().changes.amend({ id: change.id, fields: { description }, reason: 'Better' });
    await expect(amend('Other')).rejects.toMatchObject(refusedNaming('without an amendment'));
    await move(change, 'Assess');
    await expect(amend('It ends in March.')).rejects.toMatchObject(refusedNaming('changes nothing'));
    await move(change, 'Cancelled', { reason: 'Not needed' });
    await expect(amend('Other')).rejects.toMatchObject(refusedNaming('Cancelled'));
  });

  test('moving it in the calendar makes votes stale like any amendment of the schedule, and an undo of either is refused', async () => {
    const change = await client().changes.create({
      title: 'Renew',
      description: 'Enough.',
      plannedStart: at('09T12:00'),
      plannedEnd: at('09T13:00'),
    });
    await move(change, 'Assess');
    await decide(change, 'quality', 'approve', { decidedBy: quinn.id, ...mail });
    await expect(client().timeline.undo(await newestEntry(client()))).rejects.toMatchObject(
      refusedNaming('A decision stays'),
    );
    await client().calendar.move({
      subject: on(change),
      start: at('10T12:00'),
      minutes: 60,
      reason: 'Later',
    });
    expect(await stageOf(change, 'quality')).toMatchObject({ state: 'open', decisions: [{ stale: true }] });
  });
});

test('another slot of its release is another schedule: the votes on what rides it become stale, and an undo brings them back', async () => {
  const { id: releaseId } = await client().releases.create({ name: 'Checkout' });
  const book = (local: string) =>
    client().releases.book({ id: releaseId, windowId: null, start: at(local), minutes: 120 });
  await book('09T22:00');
  const change = await client().changes.create({ title: 'Renew', description: 'Enough.', releaseId });
  await toAuthorize(change);
  await decide(change, 'cab', 'approve', { decidedBy: ana.id, ...mail });
  const authorised = (await get(change)).changeAuthority;
  const fields = { plannedStart: at('10T22:00'), plannedEnd: at('11T00:00') };
  expect((await client().changes.amendEffects({ id: change.id, fields })).stale).toHaveLength(2);
  await book('10T22:00');
  expect(await stageOf(change, 'cab')).toMatchObject({ state: 'open', decisions: [{ stale: true }] });
  expect((await get(change)).changeAuthority).toBe('');
  await client().timeline.undo(await newestEntry(client()));
  expect(await stageOf(change, 'cab')).toMatchObject({ state: 'approved' });
  expect((await get(change)).changeAuthority).toBe(authorised);
});

describe('sent back and rejected', () => {
  test('a send back takes the ticket to New; the next round starts without the votes of the first', async () => {
    const change = await write();
    await toAuthorize(change);
    await expect(decide(change, 'cab', 'send back', { decidedBy: ana.id, ...mail })).rejects.toMatchObject(
      refusedNaming('comment'),
    );
    const after = await decide(change, 'cab', 'send back', {
      decidedBy: ana.id,
      comment: 'No back-out',
      ...mail,
    });
    expect(after).toMatchObject({ state: 'New', round: 2 });
    expect(after.earlier.map((one) => one.verdict)).toEqual(['approve', 'send back']);
    await client().changes.patch({ id: change.id, fields: { description: 'Now with a back-out.' } });
    await move(change, 'Assess');
    expect(await stageOf(change, 'quality')).toMatchObject({ state: 'open', decisions: [] });
  });

  test('a person takes it back to New with a reason, up to Scheduled', async () => {
    const change = await write({ type: 'standard' });
    await move(change, 'Scheduled');
    await expect(move(change, 'New')).rejects.toMatchObject(refusedNaming('reason'));
    expect(await move(change, 'New', { reason: 'Wrong service' })).toMatchObject({
      state: 'New',
      round: 2,
      flow: null,
    });
    await move(change, 'Scheduled');
    await move(change, 'Implement');
    await expect(move(change, 'New', { reason: 'Too late' })).rejects.toMatchObject(
      refusedNaming('Implement'),
    );
  });

  test('a reject bars the way until its giver decides otherwise', async () => {
    const change = await write();
    await move(change, 'Assess');
    await decide(change, 'quality', 'reject', { decidedBy: quinn.id, comment: 'Untested', ...mail });
    await expect(move(change, 'Authorize')).rejects.toMatchObject(refusedNaming('Rejected by Q. Otte'));
    await decide(change, 'quality', 'approve', { decidedBy: quinn.id, ...mail });
    await move(change, 'Authorize');
  });
});

test('an open condition bars Implement until it is met, and can be opened again before', async () => {
  const change = await write();
  await toAuthorize(change);
  await decide(change, 'cab', 'approve', {
    decidedBy: ana.id,
    conditions: ['Tell the data centre'],
    ...mail,
  });
  await move(change, 'Scheduled');
  await expect(move(change, 'Implement')).rejects.toMatchObject(refusedNaming('Tell the data centre'));
  const [condition] = (await of(change)).conditions;
  if (!condition) throw new Error('no condition');
  const { id } = condition;
  const edited = await client().approvals.editCondition({ id, text: ' Tell the data centre by mail ' });
  expect(edited.conditions).toMatchObject([{ text: 'Tell the data centre by mail', metAt: null }]);
  expect(await newestEntry(client())).toMatchObject({
    reason: 'Condition edited: Tell the data centre by mail',
  });
  await expect(client().approvals.editCondition({ id, text: ' ' })).rejects.toMatchObject(
    refusedNaming('has to be done'),
  );
  await expect(move(change, 'Implement')).rejects.toMatchObject(refusedNaming('by mail'));
  const met = await client().approvals.meetCondition({ id: condition.id, note: 'Told on Monday' });
  await expect(client().approvals.editCondition({ id, text: 'Nothing' })).rejects.toMatchObject(
    refusedNaming('is met'),
  );
  expect(met.conditions).toMatchObject([{ metBy: rosa.id, metNote: 'Told on Monday', inForce: true }]);
  await expect(client().approvals.meetCondition({ id: condition.id })).rejects.toMatchObject(
    refusedNaming('met already'),
  );
  await client().approvals.reopenCondition({ id: condition.id, reason: 'Nobody there knew' });
  await expect(move(change, 'Implement')).rejects.toMatchObject(refusedNaming('Tell the data centre'));
  await expect(client().timeline.undo(await newestEntry(client()))).rejects.toMatchObject({
    code: 'REFUSED',
  });
  await client().approvals.meetCondition({ id: condition.id });
  await move(change, 'Implement');
});

describe('emergency', () => {
  test('may be scheduled with a reason before its approval, which is then owed by a deadline and needed to close', async () => {
    const change = await write({ type: 'emergency' });
    await move(change, 'Authorize');
    await expect(move(change, 'Scheduled')).rejects.toMatchObject(refusedNaming('ECAB'));
    const scheduled = await move(change, 'Scheduled', { reason: 'Cards are down' });
    expect(scheduled.approveBy).toBeGreaterThan(work.clock.now() + 71 * HOUR);
    const { items } = await client().approvals.waiting({ personId: ana.id });
    expect(items).toMatchObject([
      { kind: 'retrospective approval', ref: change.ref, dueAt: scheduled.approveBy },
    ]);
    await move(change, 'Implement');
    await move(change, 'Review');
    const close = { closeCode: 'successful' };
    await expect(move(change, 'Closed', close)).rejects.toMatchObject(refusedNaming('ECAB'));
    await decide(change, 'ecab', 'approve', { decidedBy: ana.id, ...mail });
    expect(await get(change)).toMatchObject({
      approveBy: null,
      changeAuthority: expect.stringContaining('A. Meier'),
    });
    await move(change, 'Closed', close);
  });

  test('rejected afterwards it is closed as backed out or unsuccessful only', async () => {
    const change = await write({ type: 'emergency' });
    await move(change, 'Authorize');
    await move(change, 'Scheduled', { reason: 'Cards are down' });
    await move(change, 'Implement');
    await move(change, 'Review');
    await expect(
      decide(change, 'ecab', 'send back', { decidedBy: ana.id, comment: 'No', ...mail }),
    ).rejects.toMatchObject(refusedNaming('cannot be sent back'));
    await decide(change, 'ecab', 'reject', { decidedBy: ana.id, comment: 'It could wait', ...mail });
    await expect(move(change, 'Closed', { closeCode: 'successful' })).rejects.toMatchObject(
      refusedNaming('backed out'),
    );
    await move(change, 'Closed', { closeCode: 'backed out' });
  });

  test('a change nobody authorised is recorded afterwards, in Review with its times and a deadline', async () => {
    const now = work.clock.now();
    const record = (more: { actualEndAt?: number; reason?: string } = {}) =>
      client().changes.recordUnauthorised({
        fields: { title: 'Restarted the gateway', description: 'It hung.' },
        actualStartAt: now - DAY,
        actualEndAt: now - DAY + HOUR,
        reason: 'Found in the night log',
        ...more,
      });
    await expect(record({ actualEndAt: now - 2 * DAY })).rejects.toMatchObject(
      refusedNaming('after it began'),
    );
    await expect(record({ actualEndAt: now + DAY })).rejects.toMatchObject(refusedNaming('future'));
    await expect(record({ reason: ' ' })).rejects.toMatchObject(refusedNaming('authorisation'));
    const made = await record();
    expect(made).toMatchObject({
      type: 'emergency',
      state: 'Review',
      unauthorised: true,
      actualStartAt: now - DAY,
    });
    expect(made.approveBy).toBeGreaterThan(now + 71 * HOUR);
    await expect(move(made, 'Closed', { closeCode: 'successful' })).rejects.toMatchObject(
      refusedNaming('ECAB'),
    );
    await decide(made, 'ecab', 'approve', { decidedBy: ana.id, ...mail });
    await move(made, 'Closed', { closeCode: 'successful' });
  });
});

test('fields that the workspace asks for bar the move to that state; criteria only once they are named there', async () => {
  const change = await write();
  await move(change, 'Assess');
  await decide(change, 'quality', 'approve', { decidedBy: quinn.id, ...mail });
  const lines = (await of(change)).missing;
  expect(lines.every((line) => line.field === 'criteria' && !line.bars)).toBe(true);
  expect(lines).toHaveLength(8);
  await client().changePolicies.set({
    policies: {
      criteria: [{ id: 'testing', name: 'Testing complete', about: '' }],
      transitionNeeds: [
        { field: 'impact', to: 'Authorize', types: [] },
        { field: 'criteria', to: 'Authorize', types: ['normal'] },
        { field: 'evidence', to: 'Authorize', types: ['emergency'] },
      ],
    },
    reason: 'Gate',
  });
  await expect(move(change, 'Authorize')).rejects.toMatchObject(
    refusedNaming('needs impact', 'Testing complete'),
  );
  const criterion = { evidence: 'Run 88', confirmedBy: quinn.id, confirmedAt: null };
  await client().changes.patch({
    id: change.id,
    fields: { impact: 'None', criteria: { testing: { met: 'no', ...criterion } } },
  });
  await expect(move(change, 'Authorize')).rejects.toMatchObject(refusedNaming('Testing complete'));
  await client().changes.patch({
    id: change.id,
    fields: { criteria: { testing: { met: 'yes', ...criterion } } },
  });
  await move(change, 'Authorize');
});

test('a vote is due until it is given, and again once the ticket was amended under it', async () => {
  const change = await write();
  const zone = 'Europe/Berlin';
  const plannedStart = { local: '2027-02-03T22:00', zone };
  const plannedEnd = { local: '2027-02-03T23:00', zone };
  await client().changes.patch({ id: change.id, fields: { plannedStart, plannedEnd } });
  await toAuthorize(change);
  const due = async () =>
    (await client().changeTable.attention({ ids: [change.id] })).map((one) => one.words);
  expect(await due()).toEqual(['CAB vote due']);
  await decide(change, 'cab', 'approve', { decidedBy: ana.id, ...mail });
  expect(await due()).toEqual([]);
  await client().changes.amend({
    id: change.id,
    fields: { description: 'It ends in February.' },
    reason: 'The date was wrong',
  });
  expect(await due()).toEqual(['CAB vote due']);
});

test('what waits is told per person and in all, and rows of the table know how far they are', async () => {
  const change = await write();
  const other = await write({ type: 'standard' });
  await move(change, 'Assess');
  await move(other, 'Scheduled');
  const waits = async (personId?: PersonId) =>
    (await client().approvals.waiting(personId ? { personId } : {})).items.map(
      (one) => `${one.ref} ${one.stage}`,
    );
  expect(await waits(quinn.id)).toEqual([`${change.ref} Quality assurance`]);
  expect(await waits(ana.id)).toEqual([]);
  expect(await waits()).toEqual([`${change.ref} Quality assurance`, `${other.ref} Scheduling`]);
  const first = async () =>
    (await client().today.view()).waiting.map((one) => `${one.group}: ${one.ref}, ${one.due}`);
  expect(await first()).toEqual([`Remind others: ${change.ref}, Quality assurance waits for Q. Otte`]);
  await client().people.setOperator({ id: quinn.id });
  expect(await first()).toEqual([`Approve: ${change.ref}, Quality assurance`]);
  await client().people.setOperator({ id: rosa.id });
  await decide(change, 'quality', 'approve', { decidedBy: quinn.id, ...mail });
  expect(await first()).toEqual([`Approve: ${change.ref}, no time planned`]);
  const ids = [change.id, other.id, newId<ChangeId>()];
  expect(await client().approvals.progress({ ids })).toMatchObject([
    { id: change.id, given: 1, needed: 2, state: 'open' },
    { id: other.id, given: 0, needed: 0, state: 'none' },
  ]);
});

test('a release has one stage of its own, which is about its slot and tickets', async () => {
  const { id } = await client().releases.create({ name: 'Checkout' });
  const subject = { kind: 'release' as const, id };
  const decideOn = (more: Partial<DecideInput> = {}) =>
    client().approvals.decide({
      subject,
      stageId: 'cab',
      verdict: 'approve',
      decidedBy: ana.id,
      ...mail,
      ...more,
    });
  await expect(decideOn({ conditions: ['x'] })).rejects.toMatchObject(refusedNaming('on the changes'));
  expect(await decideOn()).toMatchObject({ stages: [{ state: 'approved' }] });
  await client().changes.create({ title: 'One more', releaseId: id });
  expect(await client().approvals.of(subject)).toMatchObject({
    stages: [{ state: 'open', decisions: [{ stale: true }] }],
  });
});
