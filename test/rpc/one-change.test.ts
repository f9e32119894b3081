import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import type { RunView } from '#shared/contract/runbooks.ts';
import type { ChangeId, RunId } from '#shared/domain/ids.ts';
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
const oneChange = () => work.client().oneChange;
const refused = (words: string) => ({ code: 'REFUSED', data: { reason: expect.stringContaining(words) } });
const get = (id: RunId) => runbooks().get({ id });
const changeAt = (at: number) => {
  const found = have.changes[at];
  if (!found) throw new Error(`no change ${at}`);
  return found;
};
const ticket = (at: number) => client().changes.get({ key: changeAt(at).ref });
const said = (id: RunId, at: number, more: { reason?: string; goOn?: boolean } = {}) => ({
  id,
  changeId: changeAt(at).id,
  reason: 'Vendor is not ready',
  goOn: true,
  ...more,
});
const states = ({ steps, forecast }: RunView) =>
  steps.map(({ number }, i) => `${number} ${forecast.steps[i]?.state}`);

/** The run of the three changes, each deployed in one step and backed out by one of its own; not started. */
async function plannedRun(own = true): Promise<RunView> {
  const start = { local: '2027-02-02T22:00', zone: 'Europe/Berlin' };
  if (!own)
    for (const { id } of have.changes) await client().changes.patch({ id, fields: { backOutSteps: [] } });
  await client().releases.book({ id: have.release.id, windowId: have.windowId, start, minutes: 120 });
  for (const each of have.changes) await bringTo(client(), each, 'Scheduled');
  const view = await client().planning.attachChanges({ releaseId: have.release.id, kind: 'live' });
  for (const to of ['Awaiting approval', 'Scheduled'] as const)
    await client().releases.transition({ id: have.release.id, to });
  work.clock.advance(Date.UTC(2027, 1, 2, 21) - work.clock.now());
  return view;
}

async function liveRun(own = true): Promise<RunView> {
  const { run } = await plannedRun(own);
  return runbooks().start({ id: run.id });
}

async function tick(id: RunId, number: number, kind: StepEventKind, comment = ''): Promise<void> {
  const found = (await get(id)).steps.find((each) => each.number === number);
  if (!found) throw new Error(`no step ${number}`);
  await runbooks().tick({ stepId: found.id, kind, comment });
}

async function done(id: RunId, ...numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    await tick(id, number, 'start');
    work.clock.advance(10 * 60_000);
    await tick(id, number, 'finish');
  }
}

describe('taking one change out of a run', () => {
  test('its steps are skipped with the reason, what waited goes on in its order, and its ticket awaits re-planning', async () => {
    const { run } = await liveRun();
    await tick(run.id, 1, 'start');
    const before = await get(run.id);
    const plan = await oneChange().takeOutPlan({ id: run.id, changeId: changeAt(1).id });
    expect(plan).toMatchObject({ left: ['2 Deploy'], waiting: ['3 Deploy'], refusal: '' });
    expect(plan.forecastEndAt).toBe(before.forecast.forecastEndAt - 10 * 60_000);
    await expect(oneChange().takeOut(said(run.id, 1, { reason: ' ' }))).rejects.toMatchObject(
      refused('needs a reason'),
    );
    await expect(oneChange().takeOut(said(run.id, 1, { goOn: false }))).rejects.toMatchObject(
      refused('Step 3 Deploy waits for CHG-A2. Say that it goes on without it.'),
    );
    const view = await oneChange().takeOut(said(run.id, 1));
    // Step 3 waits for step 1 now, which step 2 had waited for: it does not begin sooner than it would have.
    expect(states(view)).toEqual([
      '1 in progress',
      '2 skipped',
      '3 pending',
      '4 ready',
      '5 skipped',
      '6 pending',
    ]);
    expect(view.forecast.forecastEndAt).toBe(plan.forecastEndAt);
    expect(view.events.at(-1)?.comment).toBe('CHG-A2 taken out: Vendor is not ready');
    expect(view.moments).toMatchObject([{ kind: 'take out', changeId: changeAt(1).id }]);
    expect(view.changes.map(({ ref, standing }) => [ref, standing])).toEqual([
      ['CHG-A1', 'in'],
      ['CHG-A2', 'taken out'],
      ['CHG-A3', 'in'],
    ]);
    const { state, closeCode, awaitingReplanning } = await ticket(1);
    expect([state, closeCode]).toEqual(['Review', 'not implemented']);
    expect(awaitingReplanning).toMatchObject({
      reason: 'Vendor is not ready',
      runId: run.id,
      outcome: 'taken out',
    });
    await expect(tick(run.id, 2, 'clear')).rejects.toMatchObject(refused('was taken out of this run'));
    await expect(oneChange().takeOut(said(run.id, 1))).rejects.toMatchObject(refused('was taken out'));
    const { leftRuns } = await client().releases.get({ key: have.release.ref });
    expect(leftRuns).toMatchObject([{ ref: 'CHG-A2', standing: 'taken out', reason: 'Vendor is not ready' }]);
  });

  test('the others go on to Review with the run, and each is closed with its own outcome', async () => {
    const { run } = await liveRun();
    await oneChange().takeOut(said(run.id, 1));
    await done(run.id, 1, 3);
    await runbooks().end({ id: run.id, outcome: 'completed', reason: '' });
    await client().releases.close({ id: have.release.id, outcome: 'successful', note: '' });
    const codes = await Promise.all([0, 1, 2].map(async (at) => (await ticket(at)).closeCode));
    expect(codes).toEqual(['successful', 'not implemented', 'successful']);
  });

  test('before the start it leaves the release too, goes back to New, and the run starts without it', async () => {
    const { run } = await plannedRun();
    const view = await oneChange().takeOut(said(run.id, 0));
    expect(view.run.startedAt).toBeNull();
    const { state, releaseId, awaitingReplanning } = await ticket(0);
    expect([state, releaseId]).toEqual(['New', null]);
    expect(awaitingReplanning).toMatchObject({ outcome: 'taken out' });
    const started = await runbooks().start({ id: run.id });
    expect(states(started).slice(0, 3)).toEqual(['1 skipped', '2 ready', '3 pending']);
    expect(started.forecast.forecastEndAt).toBe(started.forecast.now + 20 * 60_000);
    const { leftRuns, changeRows } = await client().releases.get({ key: have.release.ref });
    expect(leftRuns).toMatchObject([{ ref: 'CHG-A1', standing: 'taken out' }]);
    expect(changeRows).toHaveLength(2);
    await bringTo(client(), await ticket(0), 'Assess');
    expect((await ticket(0)).awaitingReplanning).toBeNull();
  });

  test('what was begun is not taken out, and a stranger neither', async () => {
    const { run } = await liveRun();
    await tick(run.id, 1, 'start');
    await expect(oneChange().takeOut(said(run.id, 0))).rejects.toMatchObject(
      refused('Step 1 Deploy of CHG-A1 was begun already. Back CHG-A1 out alone instead.'),
    );
    const other = await client().changes.create({ title: 'Elsewhere' });
    await expect(
      oneChange().takeOut({ id: run.id, changeId: other.id as ChangeId, reason: 'Why', goOn: true }),
    ).rejects.toMatchObject(refused('has no steps in this run'));
  });

  test('taken out of a rehearsal, no ticket moves', async () => {
    const { run } = await client().planning.attachChanges({ releaseId: have.release.id, kind: 'rehearsal' });
    await oneChange().takeOut(said(run.id, 0));
    expect(await ticket(0)).toMatchObject({
      state: 'New',
      releaseId: have.release.id,
      awaitingReplanning: null,
    });
  });
});

describe('backing one change out alone', () => {
  test('only its steps are undone, the run goes on, and its ticket awaits re-planning with the restored time', async () => {
    const { run } = await liveRun(false);
    await done(run.id, 1, 2);
    await expect(oneChange().backOut(said(run.id, 0))).rejects.toMatchObject(
      refused('Step 2 Deploy was done on top of CHG-A1. Back the whole run out, or roll forward.'),
    );
    const plan = await oneChange().backOutPlan({ id: run.id, changeId: changeAt(1).id });
    expect(plan).toMatchObject({ source: 'undo', waiting: ['3 Deploy'], refusal: '', irreversible: [] });
    expect(plan.steps.map(({ title, undoes }) => [title, undoes])).toEqual([
      ['Undo: Deploy', 2],
      ['Check that service is restored', null],
    ]);
    const deadline = (await get(run.id)).forecast.backOutDeadlineAt ?? 0;
    expect(plan.backOutDeadlineAt).toBe(deadline + 10 * 60_000);
    const alone = await oneChange().backOut(said(run.id, 1));
    expect(alone.run).toMatchObject({ changeId: changeAt(1).id, backsOutId: run.id, kind: 'live' });
    expect((await get(run.id)).run.endedAt).toBeNull();
    expect((await get(run.id)).backOutId).toBeNull();
    expect((await get(run.id)).changes[1]).toMatchObject({
      standing: 'backing out',
      backOutId: alone.run.id,
    });
    await expect(tick(run.id, 2, 'clear')).rejects.toMatchObject(refused('is being backed out alone'));
    await expect(runbooks().end({ id: run.id, outcome: 'failed', reason: 'Why' })).rejects.toMatchObject(
      refused('CHG-A2 is being backed out alone'),
    );
    await tick(alone.run.id, 1, 'finish');
    expect(states(await get(run.id))).toEqual(['1 done', '2 undone', '3 ready']);
    expect((await get(run.id)).forecast.backOutDeadlineAt).toBe(deadline + 10 * 60_000);
    await tick(alone.run.id, 1, 'clear');
    expect(states(await get(run.id))[1]).toBe('2 done');
    expect((await get(run.id)).forecast.backOutDeadlineAt).toBe(deadline);
    await done(run.id, 3);
    await tick(alone.run.id, 1, 'finish');
    await tick(alone.run.id, 2, 'finish');
    const restoredAt = work.clock.now();
    await runbooks().end({ id: alone.run.id, outcome: 'completed', reason: '', restoredAt });
    expect(await ticket(1)).toMatchObject({
      state: 'Review',
      closeCode: 'backed out',
      awaitingReplanning: {
        outcome: 'backed out',
        restoredAt,
        runId: alone.run.id,
        reason: 'Vendor is not ready',
      },
    });
    expect((await client().releases.get({ key: have.release.ref })).state).toBe('Deployment');
    expect((await ticket(0)).state).toBe('Implement');
    await runbooks().end({ id: run.id, outcome: 'completed', reason: '' });
    expect(await ticket(0)).toMatchObject({ state: 'Review', awaitingReplanning: null });
    expect(await ticket(2)).toMatchObject({ state: 'Review', awaitingReplanning: null });
  });

  test('its own back-out steps are run, and backing out the whole run afterwards does not run them twice', async () => {
    const { run } = await liveRun();
    await done(run.id, 1, 2);
    const alone = await oneChange().backOut(said(run.id, 1));
    expect(alone.steps.map(({ title }) => title)).toEqual(['Deploy 4.1.9', 'Check that service is restored']);
    await done(alone.run.id, 1, 2);
    await runbooks().end({ id: alone.run.id, outcome: 'completed', reason: '' });
    const view = await get(run.id);
    expect(states(view).slice(0, 2)).toEqual(['1 done', '2 undone']);
    const whole = await runbooks().backOut({ id: run.id, reason: 'All of it' });
    expect(whole.steps.map(({ changeId }) => changeId)).toEqual([changeAt(2).id, changeAt(0).id, null]);
    expect(whole.steps[1]?.dependsOn).toEqual([whole.steps[0]?.id]);
    await done(whole.run.id, 1, 2, 3);
    await runbooks().end({ id: whole.run.id, outcome: 'completed', reason: '' });
    expect((await ticket(0)).awaitingReplanning).toMatchObject({ reason: 'All of it' });
    expect((await ticket(1)).awaitingReplanning).toMatchObject({ reason: 'Vendor is not ready' });
  });

  test('the back-out of the whole run takes over what a one-change back-out has not undone', async () => {
    const { run } = await liveRun(false);
    await done(run.id, 1, 2);
    const alone = await oneChange().backOut(said(run.id, 1));
    const whole = await runbooks().backOut({ id: run.id, reason: 'All of it' });
    expect(whole.steps.map(({ undoesId }) => undoesId)).toHaveLength(3);
    expect((await get(alone.run.id)).run.outcome).toContain('taken over');
    expect((await get(run.id)).backOutId).toBe(whole.run.id);
  });

  test('one that fails moves nothing: the change is in its run as before, and can be backed out again', async () => {
    const { run } = await liveRun(false);
    await done(run.id, 1);
    await tick(run.id, 2, 'start');
    await tick(run.id, 2, 'fail', 'Card payments time out');
    const alone = await oneChange().backOut(said(run.id, 1));
    await expect(oneChange().backOut(said(run.id, 1))).rejects.toMatchObject(
      refused('is being backed out alone'),
    );
    await runbooks().end({ id: alone.run.id, outcome: 'failed', reason: 'The old version is gone' });
    expect(await ticket(1)).toMatchObject({ state: 'Implement', awaitingReplanning: null });
    expect((await get(run.id)).changes[1]?.standing).toBe('not backed out');
    const again = await oneChange().backOut(said(run.id, 1));
    for (const number of [1, 2]) await tick(again.run.id, number, 'finish');
    await runbooks().end({ id: again.run.id, outcome: 'completed', reason: '' });
    expect(states(await get(run.id))).toEqual(['1 done', '2 undone', '3 ready']);
    expect((await get(run.id)).forecast.rag).not.toBe('red');
  });

  test('what was never begun is taken out instead', async () => {
    const { run } = await liveRun();
    await expect(oneChange().backOut(said(run.id, 0))).rejects.toMatchObject(
      refused('Take it out of the run instead'),
    );
  });
});
