import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type RunningSlipway = {
  /** The printed address, with its single-use code. */
  readonly address: string;
  readonly port: number;
  readonly folder: string;
  readonly pid: number;
  /** What it wrote so far, both streams. */
  output(): string;
  /** SIGTERM; answers with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
};

export type SlipwayOptions = {
  /** Data folder; without one a fresh folder that {@link removeFolder} removes. */
  readonly folder?: string;
  readonly port?: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Start file; the built browser shell unless told otherwise. */
  readonly file?: string;
};

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'slipway-data-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Starts the browser shell as a process of its own and waits for its address. Rejects with what it said instead. */
export async function startSlipway(options: SlipwayOptions = {}): Promise<RunningSlipway> {
  const folder = options.folder ?? freshFolder();
  const child = spawn(
    process.execPath,
    [
      options.file ?? join('dist', 'main', 'web.js'),
      `--data=${folder}`,
      '--no-open',
      ...(options.port === undefined ? [] : [`--port=${options.port}`]),
      ...(options.args ?? []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SLIPWAY_SECRETS: 'file', ...options.env } },
  );
  let said = '';
  const exit = exitOf(child);
  const address = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Slipway printed no address within 30 s: ${said}`));
    }, 30_000);
    const hear = (chunk: unknown) => {
      said += String(chunk);
      const found = /http:\/\/127\.0\.0\.1:\d+\/#code=\S+/.exec(said)?.[0];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    exit.then((code) => {
      clearTimeout(late);
      reject(new Error(`Slipway ended with ${code}: ${said}`));
    });
  });

  return {
    address,
    port: Number(new URL(address).port),
    folder,
    pid: child.pid ?? 0,
    output: () => said,
    async stop() {
      child.kill('SIGTERM');
      return exit;
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
  });
}
