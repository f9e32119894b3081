import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { minutesText } from '#shared/domain/wording.ts';
import type { Automation, JobResult } from './automation.ts';
import { createOutput, type Output } from './output.ts';

/** A command as the allow-list of this device has it. */
export type CommandOrder = {
  readonly name: string;
  /** Absolute. */
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly folder: string;
  readonly limitMs: number;
};

/** How long a command that was told to end may take before it is killed, in ms. */
const GRACE_MS = 5_000;
/** How long output is awaited that something left behind might still write, in ms. */
const DRAIN_MS = 500;

const onWindows = process.platform === 'win32';

/**
 * Runs commands without a shell, in a process group of their own, with no more of `env` than a program needs to find its
 * way. At the time limit or the abort the whole group is told to end, and killed after `graceMs`.
 */
export function createCommandRunner(
  env: NodeJS.ProcessEnv = process.env,
  graceMs = GRACE_MS,
): Automation<CommandOrder> {
  return {
    start: (order, signal, onOutput = () => undefined) => {
      const output = createOutput();
      const write = (text: string) => {
        output.add(text);
        onOutput();
      };
      return { output: output.text, result: run(order, signal, { ...output, add: write }, env, graceMs) };
    },
  };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

async function run(
  order: CommandOrder,
  signal: AbortSignal,
  output: Output,
  env: NodeJS.ProcessEnv,
  graceMs: number,
): Promise<JobResult> {
  const began = performance.now();
  const took = () => `after ${Math.round((performance.now() - began) / 1000)} s`;
  const stopped: JobResult = { outcome: 'stopped', code: null, reason: `${order.name} was stopped.` };
  if (signal.aborted) return stopped;

  let child: Child;
  try {
    child = spawn(order.program, order.args, {
      cwd: order.folder,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: false,
      detached: !onWindows,
      windowsHide: true,
    });
    await once(child, 'spawn');
  } catch (error) {
    return { outcome: 'failed', code: null, reason: notStarted(order, error as NodeJS.ErrnoException) };
  }

  for (const stream of [child.stdout, child.stderr]) {
    const decoder = new TextDecoder();
    stream.on('data', (chunk: Buffer) => output.add(decoder.decode(chunk, { stream: true })));
    stream.on('error', () => undefined);
  }
  const closed = once(child, 'close').catch(() => undefined);
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;

  let why: 'timed out' | 'stopped' | null = null;
  let hard: NodeJS.Timeout | undefined;
  const end = (reason: 'timed out' | 'stopped') => {
    if (why !== null) return;
    why = reason;
    killTree(child, 'SIGTERM');
    hard = setTimeout(() => killTree(child, 'SIGKILL'), graceMs);
  };
  const stop = () => end('stopped');
  const limit = setTimeout(() => end('timed out'), order.limitMs);
  signal.addEventListener('abort', stop, { once: true });
  // It may have been aborted while the process was being made.
  if (signal.aborted) stop();

  const [code, killedBy] = await exited;
  clearTimeout(limit);
  signal.removeEventListener('abort', stop);
  // What it started in the background is told to end with it only when it was told to end itself.
  await Promise.race([closed, after(why === null ? DRAIN_MS : graceMs, undefined, { ref: false })]);
  clearTimeout(hard);
  if (why !== null) killTree(child, 'SIGKILL');
  child.stdout.destroy();
  child.stderr.destroy();

  switch (why as 'timed out' | 'stopped' | null) {
    case 'stopped':
      return stopped;
    case 'timed out': {
      const minutes = order.limitMs / 60_000;
      const limitText = minutes < 1 ? `${order.limitMs / 1000} s` : minutesText(minutes);
      return {
        outcome: 'timed out',
        code,
        reason: `${order.name} was stopped at its time limit of ${limitText}.`,
      };
    }
    case null:
      return code === null
        ? {
            outcome: 'failed',
            code,
            reason: `${order.name} was ended from outside by ${killedBy} ${took()}.`,
          }
        : {
            outcome: code === 0 ? 'passed' : 'failed',
            code,
            reason: `${order.name} ended with code ${code} ${took()}.`,
          };
  }
}

/** Ends the process with all it started; what has gone already is no failure. */
function killTree({ pid }: Child, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (onWindows) {
    const taskkill = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    execFile(taskkill, ['/pid', String(pid), '/t', '/f'], { windowsHide: true }, () => undefined);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Nothing of the group is left.
  }
}

/** Enough to find programs, a home and the language; keys and tokens in the surroundings of Slipway stay there. */
function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = onWindows
    ? [
        'Path',
        'PATHEXT',
        'SystemRoot',
        'SystemDrive',
        'ComSpec',
        'TEMP',
        'TMP',
        'USERPROFILE',
        'USERNAME',
        'APPDATA',
        'LOCALAPPDATA',
        'ProgramFiles',
        'ProgramData',
      ]
    : ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR'];
  return Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

function notStarted(
  { name, program, folder }: CommandOrder,
  { code, message }: NodeJS.ErrnoException,
): string {
  if (code === 'ENOENT')
    return `${name} was not started: the program ${program} or the folder ${folder} is not there. Check the command in Settings.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `${name} was not started: ${program} may not be run by this user. Check its permissions.`;
  return `${name} was not started: ${message}. Check the command in Settings.`;
}
