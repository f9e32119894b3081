import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { write } from '#db/log.ts';
import { run as runTable, step } from '#db/schema/runbooks.ts';
import type { RunView } from '#shared/contract/runbooks.ts';
import type { StepId } from '#shared/domain/ids.ts';
import { bringTo, planChange, at as planned } from '#test/support/planning.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
let view: RunView;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
  view = await liveRun();
});
afterEach(() => work.remove());

const client = () => work.client();
const planning = () => work.client().planning;
const refused = (words: string) => ({ code: 'REFUSED', data: { reason: expect.stringContaining(words) } });
const idAt = (at: number) => view.steps[at]?.id as StepId;

/** A live run of six steps of ten minutes, planned for Tuesday 2 February 2027, 22:00. */
async function liveRun(): Promise<RunView> {
  await client().releases.book({
    id: have.release.id,
    windowId: have.windowId,
    start: planned('02T22:00'),
    minutes: 120,
  });
  const template = (await client().runbooks.templates()).find(({ name }) => name === 'Test runbook');
  if (!template) throw new Error('no template');
  return client().runbooks.attach({ releaseId: have.release.id, templateId: template.id, kind: 'live' });
}

describe('owners', () => {
  test('steps without an owner are named by role with who has it, and given out in one entry', async () => {
    const ops = await client().people.add({ name: 'Olu Ade', roles: ['operations'] });
    expect(await planning().get({ id: view.run.id })).toMatchObject({
      roles: [{ role: 'operations', numbers: [1, 2, 3, 4, 5, 6], candidates: [ops.id] }],
      unowned: [],
    });
    await client().runbooks.assign({ stepId: idAt(1), ownerId: have.other.id });
    const given = await planning().assignRoles({
      id: view.run.id,
      owners: [{ role: 'operations', personId: ops.id }],
    });
    expect(given.steps.map(({ ownerId }) => ownerId)).toEqual(
      [ops, have.other, ops, ops, ops, ops].map(({ id }) => id),
    );
    expect(await planning().get({ id: view.run.id })).toMatchObject({ roles: [], unowned: [] });
    await expect(
      planning().assignRoles({ id: view.run.id, owners: [{ role: 'operations', personId: ops.id }] }),
    ).rejects.toMatchObject(refused('No step without an owner'));
  });

  test('several who have one role are all named, and one of them is chosen; two at once are refused', async () => {
    const olu = await client().people.add({ name: 'Olu Ade', roles: ['operations'] });
    const mia = await client().people.add({ name: 'Mia Roth', roles: ['DBA', 'operations'] });
    const { roles } = await planning().get({ id: view.run.id });
    expect(roles.map(({ candidates }) => candidates.toSorted())).toEqual([[olu.id, mia.id].toSorted()]);
    const both = [olu, mia].map(({ id }) => ({ role: 'operations', personId: id }));
    await expect(planning().assignRoles({ id: view.run.id, owners: both })).rejects.toMatchObject(
      refused('given to two people'),
    );
    await client().runbooks.assign({ stepId: idAt(0), ownerId: mia.id });
    const given = await planning().assignRoles({ id: view.run.id, owners: both.slice(0, 1) });
    expect(given.steps.map(({ ownerId }) => ownerId)).toEqual(
      [mia, olu, olu, olu, olu, olu].map(({ id }) => id),
    );
  });
});

describe('booked twice', () => {
  test('by a run under way as it is forecast now, and no longer by what is done in it', async () => {
    const running = have.run.steps;
    for (const steps of [running, view.steps])
      await client().runbooks.assign({ stepId: steps[1]?.id as StepId, ownerId: have.other.id });
    expect((await planning().get({ id: view.run.id })).doubleBookings).toEqual([]);
    // Nothing of it was done until 22:00 in Berlin: its second step is forecast for the time of ours.
    const ten = Date.UTC(2027, 1, 2, 21);
    work.clock.advance(ten - work.clock.now());
    const [clash, ...rest] = (await planning().get({ id: view.run.id })).doubleBookings;
    expect(rest).toEqual([]);
    expect(clash).toMatchObject({
      name: 'Ana Meier',
      first: { what: 'step 2 Drain' },
      second: { what: expect.stringMatching(/, step 2 Drain$/) },
    });
    expect(Math.round(((clash?.startsAt ?? 0) - ten) / 60_000)).toBe(10);
    for (const at of [0, 1])
      await client().runbooks.tick({ stepId: running[at]?.id as StepId, kind: 'finish', comment: '' });
    expect((await planning().get({ id: view.run.id })).doubleBookings).toEqual([]);
  });

  test('by two steps at one time, by another run, and by a change; not by a change of the release itself', async () => {
    write(work.app().store(), { actor: have.operator.id }, 'Parallel', (tx) => {
      tx.patch(step, idAt(2), { dependsOn: [idAt(0)] });
    });
    for (const at of [1, 2]) await client().runbooks.assign({ stepId: idAt(at), ownerId: have.other.id });
    const own = await planning().get({ id: view.run.id });
    const from = Date.UTC(2027, 1, 2, 21, 10);
    expect(own.doubleBookings).toMatchObject([
      {
        name: 'Ana Meier',
        first: { what: 'step 2 Drain' },
        second: { what: 'step 3 Deploy' },
        startsAt: from,
        endsAt: from + 10 * 60_000,
      },
    ]);
    await client().runbooks.assign({ stepId: idAt(2), ownerId: null });
    const change = await planChange(client(), [have.serviceId], '02T22:15', '02T23:00', {
      validatorId: have.other.id,
    });
    expect((await planning().get({ id: view.run.id })).doubleBookings).toMatchObject([
      {
        first: { what: 'step 2 Drain' },
        second: { what: `${change.ref} ${change.title}` },
        endsAt: from + 10 * 60_000,
      },
    ]);
    await client().changes.patch({ id: change.id, fields: { releaseId: have.release.id } });
    expect((await planning().get({ id: view.run.id })).doubleBookings).toEqual([]);
    const other = await liveRun();
    await client().runbooks.assign({ stepId: other.steps[1]?.id as StepId, ownerId: have.other.id });
    expect((await planning().get({ id: view.run.id })).doubleBookings).toMatchObject([
      { second: { what: 'Test runbook, step 2 Drain' } },
    ]);
  });
});

const starts = (of: RunView) => of.steps.map(({ baselineStartAt }) => baselineStartAt);
const ten = (n: number) => Date.UTC(2027, 1, 2, 21) + n * 600_000;

describe('the baseline', () => {
  test('is taken by hand or when the release is scheduled, and stays while the plan moves', async () => {
    expect(starts(view)).toEqual([null, null, null, null, null, null]);
    const taken = await planning().takeBaseline({ id: view.run.id });
    expect(starts(taken)).toEqual([0, 1, 2, 3, 4, 5].map(ten));
    expect(taken.steps[5]?.baselineEndAt).toBe(ten(6));
    await planning().patchStep({ stepId: idAt(0), fields: { plannedMinutes: 22 } });
    const moved = await planning().setStart({ id: view.run.id, start: planned('02T22:30') });
    expect(moved.run.plannedStartAt).toBe(ten(3));
    expect(starts(moved)).toEqual([0, 1, 2, 3, 4, 5].map(ten));
    for (const one of have.changes) await bringTo(client(), one, 'Scheduled');
    for (const to of ['Awaiting approval', 'Scheduled'] as const)
      await client().releases.transition({ id: have.release.id, to });
    const scheduled = await client().runbooks.get({ id: view.run.id });
    expect(starts(scheduled)[0]).toBe(ten(3));
    expect(scheduled.steps[1]?.baselineStartAt).toBe(ten(3) + 22 * 60_000);
    await expect(planning().takeBaseline({ id: have.run.run.id })).rejects.toMatchObject(
      refused('has started'),
    );
    expect(starts(await client().runbooks.get({ id: have.run.run.id }))[0]).toBeNull();
  });
});

describe('editing the plan', () => {
  test('title, minutes, owner and dependencies of a step; a circle is refused with its path', async () => {
    const fields = { title: 'Drain the queue', plannedMinutes: 15, ownerId: have.other.id };
    expect(await planning().patchStep({ stepId: idAt(1), fields })).toMatchObject(fields);
    await expect(
      planning().patchStep({ stepId: idAt(1), fields: { dependsOn: [idAt(2)] } }),
    ).rejects.toMatchObject(refused('2 Drain the queue → 3 Deploy → 2 Drain the queue'));
    await expect(
      planning().patchStep({ stepId: idAt(1), fields: { dependsOn: [have.run.steps[0]?.id as StepId] } }),
    ).rejects.toMatchObject(refused('its own run'));
  });

  test('a step that is taken out leaves no hole: what waited for it waits for what it waited for', async () => {
    const left = await planning().removeStep({ stepId: idAt(1) });
    expect(left.steps.map(({ title }) => title)).toEqual([
      'Announce',
      'Deploy',
      'Smoke test',
      'Open',
      'Tell',
    ]);
    expect(left.steps[1]?.dependsOn).toEqual([idAt(0)]);
  });

  test('nothing of it once the run has started, nor is it undone then', async () => {
    await planning().patchStep({ stepId: idAt(1), fields: { plannedMinutes: 15 } });
    const [entry] = (await client().timeline.page({ limit: 1 })).entries;
    work.clock.advance(60_000);
    write(work.app().store(), { actor: have.operator.id }, 'Begun', (tx) =>
      tx.patch(runTable, view.run.id, { startedAt: tx.now }),
    );
    const late = refused('has started');
    await expect(
      planning().patchStep({ stepId: idAt(1), fields: { plannedMinutes: 5 } }),
    ).rejects.toMatchObject(late);
    await expect(planning().removeStep({ stepId: idAt(1) })).rejects.toMatchObject(late);
    await expect(planning().setStart({ id: view.run.id, start: planned('02T22:30') })).rejects.toMatchObject(
      late,
    );
    if (!entry) throw new Error('no entry');
    await expect(client().timeline.undo({ device: entry.device, seq: entry.seq })).rejects.toMatchObject(
      late,
    );
  });
});

test('a run is made out of the steps of the changes, each with its change, with their back-outs', async () => {
  const made = await planning().attachChanges({ releaseId: have.release.id, kind: 'live' });
  const [one, two, three] = have.changes;
  expect(made.steps.map(({ title, section, changeId }) => [section, title, changeId])).toEqual([
    ['Deployment', 'Deploy', one?.id],
    ['Deployment', 'Deploy', two?.id],
    ['Deployment', 'Deploy', three?.id],
    ['Back-out', 'Deploy 4.1.9', three?.id],
    ['Back-out', 'Deploy 4.1.9', two?.id],
    ['Back-out', 'Deploy 4.1.9', one?.id],
  ]);
  expect(made.steps[1]).toMatchObject({
    dependsOn: [made.steps[0]?.id],
    plannedMinutes: 10,
    undo: 'steps',
    undoMinutes: 5,
  });
  expect(made.steps[3]?.dependsOn).toEqual([]);
  const empty = await client().releases.create({ name: 'Empty', version: '1' });
  await expect(planning().attachChanges({ releaseId: empty.id, kind: 'live' })).rejects.toMatchObject(
    refused('has deployment steps'),
  );
});

test('a roll-call is one entry with a note for each person; a deputy is named', async () => {
  const { id } = view.run;
  const [rosa, ana] = [have.operator.id, have.other.id];
  await expect(
    planning().callRoll({ id, answers: [{ personId: ana, presence: 'deputy', deputyId: null }] }),
  ).rejects.toMatchObject(refused('Name who stands in for Ana Meier'));
  const present = { personId: rosa, presence: 'present' as const, deputyId: null };
  await expect(planning().callRoll({ id, answers: [present, present] })).rejects.toMatchObject(
    refused('called twice'),
  );
  const [before] = (await client().timeline.page({ limit: 1 })).entries;
  await planning().callRoll({
    id,
    answers: [present, { personId: ana, presence: 'deputy', deputyId: rosa }],
  });
  const [entry] = (await client().timeline.page({ limit: 1 })).entries;
  expect(entry?.seq).toBe((before?.seq ?? 0) + 1);
  expect((await client().warroom.view({ runId: id })).notes).toMatchObject([
    { kind: 'roll-call', text: 'Present: Rosa Ruiz', ownerId: rosa },
    { kind: 'roll-call', text: 'Deputy: Rosa Ruiz for Ana Meier', ownerId: ana },
  ]);
});

test('a deputy takes the open steps in the entry of the roll-call where that is said, and is there themselves', async () => {
  const { id } = view.run;
  const [rosa, ana] = [have.operator.id, have.other.id];
  const [first, second] = view.steps;
  if (!first || !second) throw new Error('no steps');
  await client().runbooks.assign({ stepId: first.id, ownerId: ana });
  await client().runbooks.assign({ stepId: second.id, ownerId: rosa });
  const absent = { personId: ana, presence: 'deputy' as const, deputyId: rosa };
  const owner = async () => (await client().runbooks.get({ id })).steps[0]?.ownerId;
  await expect(
    planning().callRoll({ id, answers: [absent, { personId: rosa, presence: 'absent', deputyId: null }] }),
  ).rejects.toMatchObject(refused('Rosa Ruiz is to stand in for Ana Meier and is not there either'));
  await planning().callRoll({ id, answers: [absent] });
  expect(await owner()).toBe(ana);
  const [before] = (await client().timeline.page({ limit: 1 })).entries;
  await planning().callRoll({ id, answers: [{ ...absent, takesSteps: true }] });
  expect(await owner()).toBe(rosa);
  expect((await client().timeline.page({ limit: 1 })).entries[0]?.seq).toBe((before?.seq ?? 0) + 1);
  const { moments } = await client().runbooks.get({ id });
  expect(moments.at(-1)).toMatchObject({ kind: 'hand over', comment: 'Step 1: Ana Meier to Rosa Ruiz.' });
  // Nothing open any more: the roll is called all the same.
  await planning().callRoll({ id, answers: [{ ...absent, takesSteps: true }] });
});

test('a planned communication needs its time, and is sent once', async () => {
  const { warroom } = client();
  const runId = view.run.id;
  const planned = { runId, kind: 'communication' as const, text: 'To customers: back' };
  await expect(warroom.log(planned)).rejects.toMatchObject(refused('the time it is due'));
  const { id } = await warroom.log({ ...planned, nextUpdateAt: ten(1) });
  const sent = { runId, kind: 'communication sent' as const, text: 'Status page', aboutId: id };
  const issue = await warroom.log({ runId, kind: 'issue', text: 'Slow' });
  await expect(warroom.log({ ...sent, aboutId: issue.id })).rejects.toMatchObject(
    refused('planned communication'),
  );
  await warroom.log(sent);
  await expect(warroom.log(sent)).rejects.toMatchObject(refused('sent already'));
});
