import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { write } from '#db/log.ts';
import { step } from '#db/schema/runbooks.ts';
import { openAttempts } from '#main/jobs/attempts.ts';
import type { AttemptView } from '#shared/contract/automation.ts';
import type { StepAutomation } from '#shared/contract/steps.ts';
import type { StepAttemptId, StepId } from '#shared/domain/ids.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-automation-'));
  work = openWorkspace();
  have = await stock(work);
});
afterEach(async () => {
  await work.remove();
  rmSync(folder, { recursive: true, force: true });
});

const client = () => work.client();
const refused = (words: string) => ({ code: 'REFUSED', data: { reason: expect.stringContaining(words) } });
const stepId = () => have.run.steps[0]?.id as StepId;
const runId = () => have.run.run.id;
const view = () => client().runbooks.get({ id: runId() });
const state = async () => (await view()).forecast.steps.find((one) => one.stepId === stepId())?.state;
const command: StepAutomation = { kind: 'command', command: 'deploy' };
const FOREVER = 'console.log("begun"); setInterval(() => {}, 1000)';

/** The device gets a command that runs a script of Node, and the first step names it. */
async function automated(script: string, args: readonly string[] = []): Promise<void> {
  await client().automation.saveCommand({
    name: 'deploy',
    program: process.execPath,
    args: ['-e', script, '--', ...args],
    folder,
    limitMinutes: 1,
    was: null,
  });
  await client().automation.assign({ stepId: stepId(), automation: command });
}

const start = () => client().automation.start({ stepId: stepId() });

async function attempt(id: StepAttemptId): Promise<AttemptView> {
  const found = (await client().automation.attempts({ runId: runId() })).find((one) => one.id === id);
  if (!found) throw new Error('no attempt');
  return found;
}

async function until(id: StepAttemptId, holds: (one: AttemptView) => boolean): Promise<AttemptView> {
  return vi.waitFor(
    async () => {
      const found = await attempt(id);
      if (!holds(found)) throw new Error(`Still ${JSON.stringify(found)}`);
      return found;
    },
    { timeout: 15_000, interval: 20 },
  );
}

const ended = (id: StepAttemptId) => until(id, ({ outcome }) => outcome !== 'running');
const begun = (id: StepAttemptId) => until(id, ({ tail }) => tail.includes('begun'));
const said = async () => (await client().warroom.view({ runId: runId() })).notes.map(({ text }) => text);

describe('an automated step', () => {
  test('starts with its command, and is finished by an entry that says what passed', async () => {
    await automated('console.log("copied 3 files")');
    const { id, here } = await start();
    expect(here).toBe(true);
    expect(await state()).toBe('in progress');
    expect(await ended(id)).toMatchObject({
      outcome: 'passed',
      code: 0,
      tail: 'copied 3 files',
      here: false,
    });
    expect(await client().automation.output({ id })).toEqual({ output: 'copied 3 files\n' });
    expect(await state()).toBe('done');
    expect((await view()).events.map(({ kind, comment }) => [kind, comment])).toEqual([
      ['start', ''],
      ['finish', expect.stringMatching(/^Automation: deploy ended with code 0/)],
    ]);
    await expect(start()).rejects.toMatchObject(refused('cannot be run while it is done'));
  });

  test('fails with the reason and the last lines, and is run again once it is cleared', async () => {
    await automated(
      `console.log("copying"); console.error("disk full"); process.exit(require('fs').existsSync('ok') ? 0 : 7)`,
    );
    await ended((await start()).id);
    expect(await state()).toBe('failed');
    expect((await view()).events.at(-1)?.comment).toMatch(
      /^Automation: deploy ended with code 7 .*\. It wrote last:\n(copying\n)?disk full/,
    );
    await expect(start()).rejects.toMatchObject(refused('has failed. Clear it'));
    await client().runbooks.tick({ stepId: stepId(), kind: 'clear' });
    writeFileSync(join(folder, 'ok'), '');
    await ended((await start()).id);
    expect(await state()).toBe('done');
    const outcomes = (await client().automation.attempts({ runId: runId() })).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['failed', 'passed']);
  });

  test('is followed while it runs, over the live topics', async () => {
    const heard = new Set<string>();
    const stop = new AbortController();
    void (async () => {
      for await (const { topics } of work.app().live.subscribe(stop.signal))
        for (const one of topics) heard.add(one);
    })().catch(() => undefined);
    await automated(FOREVER);
    const { id, limitAt, startedAt } = await start();
    expect(limitAt).toBe(startedAt + 60_000);
    expect(await begun(id)).toMatchObject({ outcome: 'running', here: true });
    await vi.waitFor(() => expect(heard).toContain(`attempts/${runId()}`), 5_000);
    stop.abort();
  });

  test('taken over by hand is stopped, stays in progress, and is the person’s to finish', async () => {
    await automated(FOREVER);
    const { id } = await start();
    await begun(id);
    await expect(client().runbooks.tick({ stepId: stepId(), kind: 'finish' })).rejects.toMatchObject(
      refused('Take it over by hand first'),
    );
    await expect(start()).rejects.toMatchObject(refused('runs for step 1 already'));
    await expect(client().automation.assign({ stepId: stepId(), automation: null })).rejects.toMatchObject(
      refused('Take it over by hand first'),
    );
    const taken = await client().automation.takeOver({ id });
    expect(taken).toMatchObject({ outcome: 'taken over', here: false, tail: 'begun' });
    expect(await state()).toBe('in progress');
    expect(await said()).toContainEqual(expect.stringMatching(/“deploy” was taken over by hand/));
    await expect(client().automation.takeOver({ id })).rejects.toMatchObject(refused('has ended already'));
    await client().runbooks.tick({ stepId: stepId(), kind: 'finish' });
    expect(await state()).toBe('done');
  });

  test('fails at its time limit', async () => {
    await automated(FOREVER);
    const attempts = openAttempts(work.app().store(), () => undefined, {
      command: {
        start: () => ({
          output: () => 'waiting for a lock\n',
          result: Promise.resolve({
            outcome: 'timed out',
            code: null,
            reason: 'deploy was stopped at its limit.',
          }),
        }),
      },
      http: { start: () => expect.fail('not asked for') },
    });
    const { id } = attempts.start({ actor: have.operator.id }, stepId());
    await ended(id);
    expect(await state()).toBe('failed');
    expect((await view()).events.at(-1)?.comment).toContain(
      'at its limit. It wrote last:\nwaiting for a lock',
    );
    await attempts.close();
  });

  test('is stopped with its run', async () => {
    await automated(FOREVER);
    const { id } = await start();
    await begun(id);
    await client().runbooks.end({ id: runId(), outcome: 'failed', reason: 'Power cut' });
    expect(await ended(id)).toMatchObject({ outcome: 'taken over' });
    expect(await said()).toContainEqual(expect.stringContaining('stopped because the run ended'));
  });

  test('that has ended after somebody ticked it leaves their tick as it is', async () => {
    await automated(FOREVER);
    let end: (code: number) => void = () => undefined;
    const attempts = openAttempts(work.app().store(), () => undefined, {
      command: {
        start: () => ({
          output: () => '',
          result: new Promise((resolve) => {
            end = (code) => resolve({ outcome: 'failed', code, reason: 'deploy ended with code 1.' });
          }),
        }),
      },
      http: { start: () => expect.fail('not asked for') },
    });
    const { id } = attempts.start({ actor: have.operator.id }, stepId());
    await client().runbooks.tick({ stepId: stepId(), kind: 'finish' });
    end(1);
    await ended(id);
    expect(await state()).toBe('done');
    await attempts.close();
  });

  test('does not start while the run is suspended, has not begun or the step waits', async () => {
    await automated('');
    await client().runbooks.suspend({ id: runId(), reason: 'Power cut' });
    await expect(start()).rejects.toMatchObject(refused('Power cut'));
    await client().runbooks.resume({ id: runId(), reason: '' });
    const second = have.run.steps[1]?.id as StepId;
    await client().automation.assign({ stepId: second, automation: command });
    await expect(client().automation.start({ stepId: second })).rejects.toMatchObject(
      refused('while it is pending'),
    );
    const third = have.run.steps[2]?.id as StepId;
    await expect(client().automation.start({ stepId: third })).rejects.toMatchObject(
      refused('has no automation'),
    );
  });
});

describe('closing and starting again', () => {
  test('a step under way is stopped with Slipway, which says so, and stays in progress', async () => {
    await automated(FOREVER);
    const { id } = await start();
    await begun(id);
    await work.reopen();
    expect(await attempt(id)).toMatchObject({ outcome: 'interrupted', tail: 'begun', here: false });
    expect(await state()).toBe('in progress');
    expect(await said()).toContainEqual(expect.stringContaining('stopped because Slipway was closed'));
  });

  test('an attempt that was under way when Slipway was killed is interrupted at the next start, its end not known', async () => {
    await automated(FOREVER);
    const { id } = await start();
    await begun(id);
    // A second look at the same file, as after a kill: nobody there has the process in hand.
    await openAttempts(work.app().store(), () => undefined).close();
    expect(await attempt(id)).toMatchObject({ outcome: 'interrupted' });
    expect(await said()).toContainEqual(expect.stringContaining('how it ended is not known'));
  });

  test('an attempt of another device is left to it, and can be taken over', async () => {
    await automated(FOREVER);
    const { id } = await start();
    await begun(id);
    const place = join(folder, 'copy');
    cpSync(work.folder, place, { recursive: true });
    const other = openWorkspace({ folder: place });
    await other.client().workspace.recover({ action: 'continue-as-new-device' });
    const list = () => other.client().automation.attempts({ runId: runId() });
    expect(await list()).toMatchObject([{ outcome: 'running', here: false, limitAt: null }]);
    await expect(other.client().automation.takeOver({ id })).rejects.toMatchObject(refused('holds this run'));
    await other.client().runbooks.takeOver({ id: runId(), reason: 'The first one is dead' });
    await other.client().automation.takeOver({ id });
    expect(await list()).toMatchObject([{ outcome: 'taken over' }]);
    const { notes } = await other.client().warroom.view({ runId: runId() });
    expect(notes.map(({ text }) => text)).toContainEqual(expect.stringContaining('may still run there'));
    await other.close();
    expect(await attempt(id)).toMatchObject({ outcome: 'running', here: true });
  });
});

describe('what a runbook says never reaches a program', () => {
  test.each(['/bin/touch pwned', 'deploy; touch pwned', '$(touch pwned)', '../deploy', process.execPath])(
    'a command called %j is looked up by that name and found nowhere',
    async (name) => {
      await automated(`require('fs').writeFileSync('pwned', '')`);
      await client().automation.assign({ stepId: stepId(), automation: { kind: 'command', command: name } });
      await expect(start()).rejects.toMatchObject(refused('This device has no command called'));
      expect(await state()).toBe('ready');
      expect(await client().automation.attempts({ runId: runId() })).toEqual([]);
      expect(existsSync(join(folder, 'pwned'))).toBe(false);
      await client().runbooks.tick({ stepId: stepId(), kind: 'finish' });
    },
  );

  test('a program or arguments that came with a step are ignored', async () => {
    await automated('console.log(process.argv.slice(1).join(" "))', ['from the device']);
    const forged = { ...command, program: '/bin/touch', args: ['pwned'], folder } as StepAutomation;
    write(work.app().store(), { actor: have.operator.id }, 'As if it came from elsewhere', (tx) =>
      tx.patch(step, stepId(), {
        automation: forged,
        title: '$(touch pwned)',
        instructions: '`touch pwned`',
      }),
    );
    const { id } = await start();
    expect(await ended(id)).toMatchObject({ outcome: 'passed', tail: 'from the device' });
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  test('the record of an attempt holds the name of the command, not what is behind it', async () => {
    await automated('', ['--token=s3cret-argument']);
    await ended((await start()).id);
    for (const { ops } of work
      .app()
      .store()
      .db.rows<{ ops: string }>('SELECT ops_json AS ops FROM log_entry'))
      expect(ops).not.toContain('s3cret-argument');
  });

  test('a program that has gone meanwhile is a sentence, and the step waits', async () => {
    await automated('');
    const program = join(folder, 'gone');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
    await client().automation.saveCommand({
      name: 'deploy',
      program,
      args: [],
      folder,
      limitMinutes: 1,
      was: 'deploy',
    });
    rmSync(program);
    await expect(start()).rejects.toMatchObject(refused('There is no program at'));
    expect(await state()).toBe('ready');
  });
});

describe('an HTTP check', () => {
  test('finishes or fails the step by the status of the address', async () => {
    let status = 503;
    const server = createServer((_, response) => response.writeHead(status).end('body'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}/health`;
    await client().automation.assign({ stepId: stepId(), automation: { kind: 'http', url, status: 200 } });
    const first = await ended((await start()).id);
    expect(first).toMatchObject({ outcome: 'failed', code: 503 });
    expect((await view()).events.at(-1)?.comment).toContain('It answers with 503. Expected was 200.');
    await client().runbooks.tick({ stepId: stepId(), kind: 'clear' });
    status = 200;
    expect(await ended((await start()).id)).toMatchObject({ outcome: 'passed', code: 200 });
    expect(await state()).toBe('done');
    server.close();
  });

  test('is refused for an address that is none, or that holds a password', async () => {
    for (const [url, words] of [
      ['file:///etc/passwd', 'begins with http'],
      ['http://user:word@host/', 'no name and password'],
      ['http://a b/', 'no spaces'],
    ] as const)
      await expect(
        client().automation.assign({ stepId: stepId(), automation: { kind: 'http', url, status: 200 } }),
      ).rejects.toMatchObject(refused(words));
  });
});
