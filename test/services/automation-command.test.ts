import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommandOrder, createCommandRunner } from '#main/services/automation/command.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-command-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const GRACE_MS = 300;
const runner = (env?: NodeJS.ProcessEnv) => createCommandRunner(env, GRACE_MS);

/** A command that runs a script of Node. */
function node(script: string, more: Partial<CommandOrder> = {}): CommandOrder {
  return {
    name: 'deploy',
    program: process.execPath,
    args: ['-e', script],
    folder,
    limitMs: 20_000,
    ...more,
  };
}

async function ran(order: CommandOrder, env?: NodeJS.ProcessEnv) {
  const job = runner(env).start(order, new AbortController().signal);
  return { ...(await job.result), output: job.output() };
}

/** Waits until a process wrote its id into the file. */
async function idIn(file: string): Promise<number> {
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await after(10);
  return Number(readFileSync(file, 'utf8'));
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie that nobody has reaped is no longer running anything.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a command', () => {
  it('that ends with 0 has passed, with what it wrote to both channels', async () => {
    expect(await ran(node('console.log("copied 3"); console.error("one warning")'))).toMatchObject({
      outcome: 'passed',
      code: 0,
      reason: expect.stringContaining('deploy ended with code 0'),
      output: expect.stringMatching(/copied 3\none warning\n|one warning\ncopied 3\n/),
    });
  });

  it('that ends with another code has failed with it', async () => {
    expect(await ran(node('process.exit(3)'))).toMatchObject({ outcome: 'failed', code: 3 });
  });

  it('that is killed from outside has failed, and says by what', async () => {
    const result = await ran(node('process.kill(process.pid, "SIGKILL")'));
    expect(result).toMatchObject({ outcome: 'failed', code: null });
    expect(result.reason).toContain('SIGKILL');
  });

  it('that is not there has failed with a sentence, and so has one whose folder is not there', async () => {
    for (const order of [
      node('', { program: join(folder, 'none') }),
      node('', { folder: join(folder, 'none') }),
    ])
      expect(await ran(order)).toMatchObject({
        outcome: 'failed',
        code: null,
        reason: expect.stringContaining('is not there. Check the command in Settings'),
      });
  });

  it('that may not be run says so', async () => {
    const program = join(folder, 'plain.txt');
    writeFileSync(program, 'text', { mode: 0o644 });
    expect((await ran(node('', { program }))).reason).toContain('may not be run by this user');
  });

  it('gets its arguments as they stand: nothing in them is expanded, joined or run', async () => {
    const args = [
      '$(touch pwned)',
      '`touch pwned`',
      '; touch pwned',
      '&& touch pwned',
      '*',
      '"a b"',
      '|x',
      '',
      '%PATH%',
    ];
    const { output } = await ran(
      node('', { args: ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...args] }),
    );
    expect(JSON.parse(output)).toEqual(args);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  it('runs in its folder and sees none of the keys in the surroundings of the app', async () => {
    const { output } = await ran(node('console.log(process.cwd(), JSON.stringify(process.env))'), {
      ...process.env,
      GITHUB_TOKEN: 'ghp_secret',
      NODE_OPTIONS: '--no-warnings',
    });
    expect(output).toContain(folder);
    expect(output).not.toContain('ghp_secret');
    expect(output).not.toContain('NODE_OPTIONS');
    expect(output).toContain('"PATH"');
  });

  it('cannot wait for a key press for ever: it reads an empty input', async () => {
    expect(
      (await ran(node('process.stdin.on("end", () => console.log("end of input")).resume()'))).output,
    ).toBe('end of input\n');
  });
});

describe('output', () => {
  it('that floods is cut in the middle, with how much is missing, and its end is kept', async () => {
    const { output, outcome } = await ran(
      node(
        'console.log("first line"); for (let i = 0; i < 300000; i++) console.log("line", i); console.log("last line")',
      ),
    );
    expect(outcome).toBe('passed');
    expect(output.length).toBeLessThanOrEqual(100_000);
    expect(output).toMatch(/^first line\n/);
    expect(output).toMatch(/\n\[[\d,]+ characters were left out here\]\n/);
    expect(output).toMatch(/last line\n$/);
  });

  it('is shown as a terminal would have left it', async () => {
    const { output } = await ran(
      node(
        'process.stdout.write("10 %\\r50 %\\r100 %\\n\\u001b[31mred\\u001b[0m\\u0007\\0 ok\\r\\nbig: \\u00e4\\n")',
      ),
    );
    expect(output).toBe('100 %\nred ok\nbig: ä\n');
  });

  it('of one endless line is shown without holding the app', async () => {
    const job = runner().start(
      node('process.stdout.write("x".repeat(5000000))'),
      new AbortController().signal,
    );
    await job.result;
    const began = performance.now();
    job.output();
    expect(performance.now() - began).toBeLessThan(200);
  });

  it('is there while the command runs', async () => {
    const stop = new AbortController();
    let heard = 0;
    const job = runner().start(
      node('console.log("begun"); setInterval(() => {}, 1000)'),
      stop.signal,
      () => heard++,
    );
    while (!job.output().includes('begun')) await after(10);
    expect(heard).toBeGreaterThan(0);
    stop.abort();
    expect(await job.result).toMatchObject({ outcome: 'stopped' });
  });

  it('left open by something in the background does not hold the step', async () => {
    const pidFile = join(folder, 'pid');
    const began = performance.now();
    const result = await ran(
      node(
        `const c = require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { stdio: 'inherit' });
         require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(c.pid)); c.unref(); process.exit(0)`,
      ),
    );
    expect(result.outcome).toBe('passed');
    expect(performance.now() - began).toBeLessThan(10_000);
    const pid = await idIn(pidFile);
    expect(lives(pid)).toBe(true);
    process.kill(pid, 'SIGKILL');
  });
});

describe('a command that has to end', () => {
  const forever = (pidFile: string, ignore: boolean) =>
    `${ignore ? "process.on('SIGTERM', () => {});" : ''} require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`;

  it('is stopped at its time limit', async () => {
    const result = await ran(node('setInterval(() => {}, 1000)', { limitMs: 200 }));
    expect(result).toMatchObject({
      outcome: 'timed out',
      reason: expect.stringContaining('time limit of 0.2 s'),
    });
  });

  it('is killed when it ignores that it was told to', async () => {
    const pidFile = join(folder, 'pid');
    const stop = new AbortController();
    const job = runner().start(node(forever(pidFile, true)), stop.signal);
    const pid = await idIn(pidFile);
    stop.abort();
    expect(await job.result).toMatchObject({ outcome: 'stopped' });
    expect(lives(pid)).toBe(false);
  });

  it('takes with it what it started, also a child that ignores that it was told to', async () => {
    const pidFile = join(folder, 'pid');
    const stop = new AbortController();
    const job = runner().start(
      node(
        `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(forever(pidFile, true))}], { stdio: 'ignore' }); setInterval(() => {}, 1000)`,
      ),
      stop.signal,
    );
    const pid = await idIn(pidFile);
    expect(lives(pid)).toBe(true);
    stop.abort();
    await job.result;
    for (let i = 0; i < 100 && lives(pid); i++) await after(10);
    expect(lives(pid)).toBe(false);
  });

  it('is not started at all when it was stopped before', async () => {
    const marker = join(folder, 'ran');
    const job = runner().start(
      node(`require('fs').writeFileSync(${JSON.stringify(marker)}, '')`),
      AbortSignal.abort(),
    );
    expect(await job.result).toMatchObject({ outcome: 'stopped' });
    expect(existsSync(marker)).toBe(false);
  });
});
