import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { allEntities } from '#db/entities.ts';
import { mustHoldRun } from '#db/fence.ts';
import { write } from '#db/log.ts';
import { storeFile } from '#db/open.ts';
import { recordJump } from '#db/queries/run-clock.ts';
import { run, step, stepAttempt } from '#db/schema/runbooks.ts';
import { innerOf } from '#db/store.ts';
import type { Client } from '#shared/contract/index.ts';
import type { Step } from '#shared/contract/runbooks.ts';
import { type DeviceId, newId, type PersonId, type RunId, type StepAttemptId } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import { startLiveRun } from '#test/support/live-run.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let runId: RunId;
let me: PersonId;
let other: PersonId;
let steps: Step[];
beforeEach(async () => {
  work = openWorkspace();
  runId = await startLiveRun(work, 12);
  const { people } = await work.client().people.list();
  me = people[0]?.id as PersonId;
  other = (await work.client().people.add({ name: 'Ana Meier', roles: [] })).id;
  steps = (await work.client().runbooks.get({ id: runId })).steps;
});
afterEach(() => work.remove());

const FENCED = { code: 'REFUSED', data: { reason: expect.stringMatching(/^Device \w+ holds this run/) } };
const entries = () => work.app().store().db.row<{ n: number }>('SELECT count(*) AS n FROM log_entry')?.n ?? 0;
const firstReady = async (client: Client) => {
  const { forecast } = await client.runbooks.get({ id: runId });
  const found = forecast.steps.find(({ state }) => state === 'ready');
  if (!found) throw new Error('no step is ready');
  return found.stepId;
};
/** What this file would hold once it learned that another device took the run over. */
const takenByAnother = (device = newId<DeviceId>()) =>
  write(work.app().store(), { actor: me }, 'Taken over elsewhere', (tx) =>
    tx.patch(run, runId, { heldBy: device }),
  );

test('the device that starts a run holds it', async () => {
  const { run: found, holder } = await work.client().runbooks.get({ id: runId });
  expect(found.heldBy).toBe(work.app().store().device.id);
  expect(holder).toMatchObject({ letters: 'A', isHere: true, since: found.startedAt });
});

describe('a run that another device holds', () => {
  const gate = () => steps[0]?.id as Step['id'];
  const failing = () => steps[1]?.id as Step['id'];
  const automated = () => steps[2]?.id as Step['id'];
  const attemptId = newId<StepAttemptId>();

  /** Everything that writes to a run under way, ready to be accepted but for who holds it. */
  const writes: Record<string, (client: Client) => Promise<unknown>> = {
    'runbooks.assign': (c) => c.runbooks.assign({ stepId: gate(), ownerId: other }),
    'runbooks.handOver': (c) =>
      c.runbooks.handOver({ id: runId, fromId: me, toId: other, roles: false, note: 'Tired' }),
    'runbooks.insertStep': (c) =>
      c.runbooks.insertStep({
        runId,
        afterStepId: null,
        title: 'Extra',
        section: 'Deployment',
        plannedMinutes: 1,
        ownerId: null,
      }),
    'runbooks.tick': async (c) => c.runbooks.tick({ stepId: await firstReady(c), kind: 'start' }),
    'runbooks.end': (c) => c.runbooks.end({ id: runId, outcome: 'failed', reason: 'Stopped' }),
    'runbooks.backOut': (c) => c.runbooks.backOut({ id: runId, reason: 'Broken' }),
    'runbooks.vote': (c) => c.runbooks.vote({ stepId: gate(), vote: 'go', reason: '' }),
    'runbooks.setVoters': (c) => c.runbooks.setVoters({ stepId: gate(), voterIds: [me] }),
    'runbooks.suspend': (c) => c.runbooks.suspend({ id: runId, reason: 'Coffee' }),
    'runbooks.extend': async (c) => {
      const { run: found } = await c.runbooks.get({ id: runId });
      const windowEndsAt = (found.windowEndsAt ?? 0) + HOUR;
      const protectionEndsAt = (found.protectionEndsAt ?? 0) + HOUR;
      return c.runbooks.extend({
        id: runId,
        windowEndsAt,
        protectionEndsAt,
        approverId: other,
        reason: 'Late',
      });
    },
    'automation.assign': (c) => c.automation.assign({ stepId: automated(), automation: null }),
    'automation.start': (c) => c.automation.start({ stepId: automated() }),
    'automation.takeOver': (c) => c.automation.takeOver({ id: attemptId }),
    'evidence.attach': (c) => c.evidence.attach({ stepId: gate(), kind: 'text', text: 'Seen' }),
    'planning.assignRoles': (c) =>
      c.planning.assignRoles({ id: runId, owners: [{ role: 'operator', personId: other }] }),
    'planning.callRoll': (c) =>
      c.planning.callRoll({ id: runId, answers: [{ personId: me, presence: 'present', deputyId: null }] }),
    'runClock.answer': (c) =>
      c.runClock.answer({ id: runId, startedAt: null, times: [], reason: 'Set by hand' }),
    'stepFailures.answer': (c) =>
      c.stepFailures.answer({ stepId: failing(), answer: { choice: 'workaround', reason: 'By hand' } }),
    'warroom.log': (c) => c.warroom.log({ runId, text: 'Seen', kind: 'note' }),
  };

  /** Gives each of them something to act on. */
  const prepare = async () => {
    const { client, app } = work;
    const free = { dependsOn: [], ownerId: null };
    write(app().store(), { actor: me }, 'Steps of every kind', (tx) => {
      tx.patch(step, gate(), { ...free, kind: 'gate', ownerId: me });
      tx.patch(step, failing(), free);
      tx.patch(step, automated(), {
        ...free,
        ownerRole: 'operator',
        kind: 'automated',
        automation: { kind: 'http', url: 'http://127.0.0.1:9/', status: 200 },
      });
    });
    await client().runbooks.tick({ stepId: failing(), kind: 'start' });
    await client().runbooks.tick({ stepId: failing(), kind: 'fail', comment: 'Broken' });
    recordJump(app().store(), { actor: me }, { kind: 'set', from: 2 * HOUR, to: HOUR });
  };
  const attemptUnderWay = () =>
    write(work.app().store(), { actor: me }, 'Attempt', (tx) =>
      tx.insert(stepAttempt, {
        id: attemptId,
        runId,
        stepId: automated(),
        automation: { kind: 'command', command: 'deploy' },
        startedAt: tx.now,
        endedAt: null,
        outcome: 'running',
        code: null,
        output: '',
        actorId: me,
      }),
    );

  test.each(Object.keys(writes))(
    '%s is accepted here and refused once another device holds it',
    async (name) => {
      await prepare();
      if (name === 'automation.takeOver') attemptUnderWay();
      const call = writes[name] as (client: Client) => Promise<unknown>;
      takenByAnother();
      const before = entries();
      await expect(call(work.client())).rejects.toMatchObject(FENCED);
      expect(entries()).toBe(before);
      await work.client().runbooks.takeOver({ id: runId, reason: 'The other one is dead' });
      await expect(call(work.client())).resolves.toBeDefined();
    },
  );

  test('resuming it is refused as well', async () => {
    await work.client().runbooks.suspend({ id: runId, reason: 'Coffee' });
    takenByAnother();
    await expect(work.client().runbooks.resume({ id: runId, reason: '' })).rejects.toMatchObject(FENCED);
  });

  test('rows of every table that belongs to a run are fenced at the write door', () => {
    takenByAnother();
    const ofRuns = [...allEntities()].filter(({ columns }) => columns.has('runId'));
    expect(ofRuns.length).toBeGreaterThanOrEqual(7);
    const store = work.app().store();
    for (const entity of ofRuns)
      expect(() => mustHoldRun(innerOf(store), store.device.id, entity, { runId })).toThrow('holds this run');
  });

  test('the jump of a clock is the business of the device that holds the run', async () => {
    takenByAnother();
    recordJump(work.app().store(), { actor: me }, { kind: 'set', from: 2 * HOUR, to: HOUR });
    expect((await work.client().runbooks.get({ id: runId })).moments).toEqual([]);
  });

  test('an automation that was under way here is stopped when the run is taken over, and Slipway starts again', async () => {
    await prepare();
    await work.client().automation.saveCommand({
      name: 'deploy',
      program: process.execPath,
      args: ['-e', 'setInterval(() => {}, 1000)'],
      folder: work.folder,
      limitMinutes: 1,
      was: null,
    });
    await work.client().automation.assign({
      stepId: automated(),
      automation: { kind: 'command', command: 'deploy' },
    });
    await work.client().automation.start({ stepId: automated() });
    takenByAnother();
    await vi.waitFor(async () => {
      const [attempt] = await work.client().automation.attempts({ runId });
      expect(attempt).toMatchObject({ here: false, outcome: 'running' });
    });
    await work.reopen();
    expect(work.app().status().state).toBe('ready');
  });
});

describe('taking a run over', () => {
  test('needs a reason, stands in the log of the run, and is refused where this device holds it', async () => {
    const { client } = work;
    const take = (reason: string) => client().runbooks.takeOver({ id: runId, reason });
    await expect(take('Why not')).rejects.toMatchObject({ code: 'REFUSED' });
    takenByAnother();
    await expect(take(' ')).rejects.toMatchObject({ code: 'REFUSED' });
    const { run: found, holder, moments } = await take('Its battery is empty');
    const { id } = work.app().store().device;
    expect(found.heldBy).toBe(id);
    expect(moments).toMatchObject([{ kind: 'take over', comment: 'Its battery is empty', device: id }]);
    expect(holder).toMatchObject({ isHere: true, since: moments[0]?.occurredAt });
    await client().runbooks.tick({ stepId: await firstReady(client()), kind: 'start' });
  });

  test('goes from a laptop to a copy of its file, and the old one is fenced off when it returns', async () => {
    await work.client().runbooks.tick({ stepId: await firstReady(work.client()), kind: 'start' });
    await work.close();
    const folder = mkdtempSync(join(tmpdir(), 'slipway-second-'));
    copyFileSync(storeFile(work.folder), storeFile(folder));
    const second = openWorkspace({ folder });
    try {
      await second.client().workspace.recover({ action: 'continue-as-new-device' });
      const { client } = second;
      const { holder, events } = await client().runbooks.get({ id: runId });
      expect(holder).toMatchObject({ letters: 'A', isHere: false });
      expect(holder?.lastRecordedAt).toBe(events[0]?.recordedAt);
      const next = { stepId: events[0]?.stepId as Step['id'], kind: 'finish' } as const;
      await expect(client().runbooks.tick(next)).rejects.toMatchObject(FENCED);
      await client().runbooks.takeOver({ id: runId, reason: 'Rosa spilled her coffee' });
      expect((await client().runbooks.tick(next)).state).toBe('done');
      const heldBy = second.app().store().device.id;
      await second.close();
      expect(faultsOf(folder)).toEqual([]);
      await work.reopen();
      takenByAnother(heldBy);
      await expect(work.client().runbooks.tick(next)).rejects.toMatchObject(FENCED);
    } finally {
      await second.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('is one step after a backup of the same computer was restored; a run that had ended needs none', async () => {
    const { client } = work;
    const { name } = await client().backups.create();
    await client().backups.restore({ name });
    const stepId = await firstReady(client());
    await expect(client().runbooks.tick({ stepId, kind: 'start' })).rejects.toMatchObject(FENCED);
    await client().runbooks.takeOver({ id: runId, reason: 'Backup restored' });
    await client().runbooks.tick({ stepId, kind: 'start' });
    await client().runbooks.end({ id: runId, outcome: 'failed', reason: 'Stopped' });
    await client().backups.restore({ name: (await client().backups.create()).name });
    expect((await client().runbooks.get({ id: runId })).holder).toBeNull();
    await client().warroom.log({ runId, text: 'Looked at it the next day', kind: 'note' });
  });
});
