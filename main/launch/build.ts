import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the built page and main process come from. */
const sources = [
  'renderer',
  'shared',
  'main',
  'db',
  'vite.config.ts',
  'vite.main.config.ts',
  'package-lock.json',
];
/** Written last: a build that was interrupted leaves it old. */
const stamp = join('dist', 'built');

/** Builds page and main process when `dist/` is missing or older than its sources. Rejects with the builder's words. */
export async function buildIfStale(root: string, say: (line: string) => void): Promise<void> {
  if (isFresh(root)) return;
  await alone(root, async () => {
    if (isFresh(root)) return;
    say('Building Slipway (once after each change of its source).');
    await build(root);
  });
}

async function build(root: string): Promise<void> {
  const began = new Date();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const parts = [
    ['--config', 'vite.config.ts'],
    ['--config', 'vite.main.config.ts'],
    ...(existsSync(join(root, 'main/electron/preload.ts'))
      ? [['--config', 'vite.main.config.ts', '--mode', 'preload']]
      : []),
  ];
  for (const part of parts) {
    try {
      await run(process.execPath, [vite, 'build', '--logLevel', 'error', ...part], {
        cwd: root,
        env: { ...process.env, NO_COLOR: '1' },
      });
    } catch (error) {
      throw new Error(`Slipway could not be built.\n${wordsOf(error)}`);
    }
  }
  // The time it began: what was changed meanwhile is built next time.
  writeFileSync(join(root, stamp), '');
  utimesSync(join(root, stamp), began, began);
}

/** What the builder wrote, without its call stacks. */
function wordsOf(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return text
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .join('\n');
}

function isFresh(root: string): boolean {
  const built = statSync(join(root, stamp), { throwIfNoEntry: false })?.mtimeMs;
  return built !== undefined && sources.every((one) => newest(join(root, one)) <= built);
}

/** Newest change below a path, in ms UTC; 0 when there is nothing. Folders count, so that a removed file is seen. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((most, name) => Math.max(most, newest(join(path, name))), stat.mtimeMs);
}

/** Two starts at once must not write the same files: the second waits, at most three minutes. */
async function alone(root: string, work: () => Promise<void>): Promise<void> {
  const lock = join(root, 'node_modules', '.cache', 'slipway-build');
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  const limit = Date.now() + 180_000;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      const held = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (Date.now() - held > 180_000) rmSync(lock, { recursive: true, force: true });
      else if (Date.now() > limit) throw error;
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

// `npm run build`
if (import.meta.main) {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  await buildIfStale(process.cwd(), say).catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
