import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { write } from '#db/log.ts';
import { step } from '#db/schema/runbooks.ts';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import type { RunView } from '#shared/contract/runbooks.ts';
import type { StepId } from '#shared/domain/ids.ts';
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

const client = () => work.client();
const runbooks = () => work.client().runbooks;
const refused = (words: string) => ({ code: 'REFUSED', data: { reason: expect.stringContaining(words) } });
const stepAt = (view: RunView, at: number) => view.steps[at]?.id as StepId;
const tick = (view: RunView, at: number, kind: StepEventKind, comment = '') =>
  runbooks().tick({ stepId: stepAt(view, at), kind, comment });

/** The release scheduled for tonight, its live run started, its first three steps done. */
async function liveRun(): Promise<RunView> {
  const start = { local: '2027-02-02T22:00', zone: 'Europe/Berlin' };
  await client().releases.book({ id: have.release.id, windowId: have.windowId, start, minutes: 120 });
  for (const one of have.changes) await bringTo(client(), one, 'Scheduled');
  for (const to of ['Awaiting approval', 'Scheduled'] as const)
    await client().releases.transition({ id: have.release.id, to });
  const template = (await runbooks().templates()).find(({ name }) => name === 'Test runbook');
  if (!template) throw new Error('no template');
  const { run } = await runbooks().attach({
    releaseId: have.release.id,
    templateId: template.id,
    kind: 'live',
  });
  work.clock.advance(Date.UTC(2027, 1, 2, 21) - work.clock.now());
  const view = await runbooks().start({ id: run.id });
  for (const at of [0, 1, 2]) {
    await tick(view, at, 'start');
    work.clock.advance(10 * 60_000);
    await tick(view, at, 'finish');
  }
  return view;
}

describe('backing out', () => {
  test('the plan says what would be undone and when service is back, and writes nothing', async () => {
    const view = await liveRun();
    const plan = await runbooks().backOutPlan({ id: view.run.id });
    expect(plan).toMatchObject({ source: 'undo', irreversible: [], refusal: '' });
    expect(plan.steps.map(({ title, minutes, undoes }) => [title, minutes, undoes])).toEqual([
      ['Undo: Deploy', 5, 3],
      ['Undo: Drain', 5, 2],
      ['Undo: Announce', 5, 1],
      ['Check that service is restored', 10, null],
    ]);
    expect((await runbooks().get({ id: view.run.id })).backOutId).toBeNull();
  });

  test('a failed smoke test is backed out step by step, and its changes await re-planning with the reason', async () => {
    const view = await liveRun();
    await tick(view, 3, 'start');
    await tick(view, 3, 'fail', 'Card payments time out');
    await expect(runbooks().backOut({ id: view.run.id, reason: ' ' })).rejects.toMatchObject(
      refused('needs a reason'),
    );
    const back = await runbooks().backOut({ id: view.run.id, reason: 'Card payments time out' });
    expect(back.run).toMatchObject({
      backsOutId: view.run.id,
      kind: 'live',
      name: 'Back-out of Test runbook',
    });
    expect(back.steps.map(({ undoesId }) => undoesId)).toEqual([
      ...[3, 2, 1, 0].map((at) => stepAt(view, at)),
      null,
    ]);
    const before = await runbooks().get({ id: view.run.id });
    expect(before).toMatchObject({ backOutId: back.run.id, run: { outcome: 'backed out' } });
    expect(before.moments).toMatchObject([{ kind: 'back out', comment: 'Card payments time out' }]);
    await expect(tick(view, 4, 'start')).rejects.toMatchObject(refused('has ended'));
    await expect(runbooks().backOut({ id: back.run.id, reason: 'Again' })).rejects.toMatchObject(
      refused('back-out already'),
    );
    await expect(runbooks().end({ id: back.run.id, outcome: 'completed', reason: '' })).rejects.toMatchObject(
      refused('5 steps are not finished'),
    );
    for (const at of [0, 1, 2, 3, 4]) await tick(back, at, 'finish');
    const restoredAt = work.clock.now();
    work.clock.advance(60_000);
    await expect(
      runbooks().end({
        id: back.run.id,
        outcome: 'completed',
        reason: '',
        restoredAt: restoredAt - 3_600_000,
      }),
    ).rejects.toMatchObject(refused('between the start of the back-out and now'));
    const ended = await runbooks().end({ id: back.run.id, outcome: 'completed', reason: '', restoredAt });
    expect(ended.run).toMatchObject({ outcome: 'completed', restoredAt });
    expect((await client().releases.get({ key: have.release.ref })).state).toBe('Backed out');
    for (const one of have.changes) {
      const { state, awaitingReplanning } = await client().changes.get({ key: one.ref });
      expect(state).toBe('Review');
      expect(awaitingReplanning).toMatchObject({ reason: 'Card payments time out', runId: back.run.id });
    }
    const [one] = have.changes;
    if (!one) throw new Error('no change');
    await client().changeTemplates.copyChange({ id: one.id });
    expect((await client().changes.get({ key: one.ref })).awaitingReplanning).toBeNull();
  });

  test('what the room said before stands while it backs out: an issue that was open is closed there', async () => {
    const view = await liveRun();
    const { warroom } = client();
    const issue = await warroom.log({ runId: view.run.id, kind: 'issue', text: 'Replica lags' });
    const back = await runbooks().backOut({ id: view.run.id, reason: 'Card payments time out' });
    const seen = async () => (await warroom.view({ runId: back.run.id })).notes.map(({ text }) => text);
    expect(await seen()).toEqual(['Replica lags']);
    await warroom.log({ runId: back.run.id, kind: 'issue closed', text: 'In step', aboutId: issue.id });
    expect(await seen()).toEqual(['Replica lags', 'In step']);
    await expect(
      warroom.log({ runId: back.run.id, kind: 'issue closed', text: 'Again', aboutId: issue.id }),
    ).rejects.toMatchObject(refused('closed already'));
  });

  test('a rehearsal is backed out too, and moves nothing', async () => {
    const { run } = have.run;
    await runbooks().tick({ stepId: stepAt(have.run, 0), kind: 'finish' });
    const back = await runbooks().backOut({ id: run.id, reason: 'Practice' });
    for (const at of [0, 1]) await tick(back, at, 'finish');
    const ended = await runbooks().end({ id: back.run.id, outcome: 'completed', reason: '' });
    expect(ended.run.restoredAt).not.toBeNull();
    expect((await client().releases.get({ key: have.release.ref })).state).toBe('Planning');
  });
});

test('a suspended run begins nothing until it is resumed', async () => {
  const { run } = have.run;
  await tick(have.run, 0, 'start');
  await expect(runbooks().suspend({ id: run.id, reason: '' })).rejects.toMatchObject(
    refused('needs a reason'),
  );
  await runbooks().suspend({ id: run.id, reason: 'Power cut' });
  await expect(runbooks().suspend({ id: run.id, reason: 'Power cut' })).rejects.toMatchObject(
    refused('already'),
  );
  await tick(have.run, 0, 'finish');
  await expect(tick(have.run, 1, 'start')).rejects.toMatchObject(refused('Power cut'));
  await runbooks().resume({ id: run.id, reason: 'Power is back' });
  await tick(have.run, 1, 'start');
  expect((await runbooks().get({ id: run.id })).moments.map(({ kind }) => kind)).toEqual([
    'suspend',
    'resume',
  ]);
});

test('a longer window is approved by somebody, moves the deadline, and the slot follows', async () => {
  const view = await liveRun();
  const before = (await runbooks().get({ id: view.run.id })).forecast.backOutDeadlineAt ?? 0;
  const { windowEndsAt, protectionEndsAt } = view.run;
  if (windowEndsAt === null || protectionEndsAt === null) throw new Error('no window');
  const longer = { windowEndsAt: windowEndsAt + 1_800_000, protectionEndsAt: protectionEndsAt + 1_800_000 };
  const more = { id: view.run.id, approverId: have.other.id, reason: 'Backfill is slow' };
  await expect(
    runbooks().extend({ ...more, windowEndsAt, protectionEndsAt: protectionEndsAt - 1 }),
  ).rejects.toMatchObject(refused('ends later'));
  const after = await runbooks().extend({ ...more, ...longer });
  expect((after.forecast.backOutDeadlineAt ?? 0) - before).toBe(1_800_000);
  expect((await client().releases.get({ key: have.release.ref })).slot).toMatchObject(longer);
});

test('a gate with voters passes once they all say go, or with a workaround and its reason', async () => {
  const stepId = stepAt(have.run, 0);
  await expect(runbooks().setVoters({ stepId, voterIds: [have.other.id] })).rejects.toMatchObject(
    refused('no gate'),
  );
  write(work.app().store(), { actor: have.operator.id }, 'A gate', (tx) =>
    tx.patch(step, stepId, { kind: 'gate' }),
  );
  const { voterIds } = await runbooks().setVoters({ stepId, voterIds: [have.operator.id, have.other.id] });
  expect(voterIds).toHaveLength(2);
  await expect(tick(have.run, 0, 'finish')).rejects.toMatchObject(refused('waits for the word of'));
  await expect(runbooks().vote({ stepId, vote: 'no-go', reason: '' })).rejects.toMatchObject(
    refused('its reason'),
  );
  await runbooks().vote({ stepId, vote: 'no-go', reason: 'Replica lags' });
  await runbooks().vote({ stepId, vote: 'go', reason: '', personId: have.other.id });
  await expect(tick(have.run, 0, 'finish')).rejects.toMatchObject(refused('Rosa Ruiz (Replica lags)'));
  await runbooks().vote({ stepId, vote: 'go', reason: 'It has caught up' });
  await tick(have.run, 0, 'finish');
  const { votes } = await runbooks().get({ id: have.run.run.id });
  expect(votes.map((one) => [one.personId, one.vote, one.actorId])).toEqual([
    [have.operator.id, 'no-go', have.operator.id],
    [have.other.id, 'go', have.operator.id],
    [have.operator.id, 'go', have.operator.id],
  ]);
});
