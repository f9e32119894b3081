import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfStale } from './launch/build.ts';
import { electronProgram } from './launch/electron.ts';
import { type Flags, parseFlags, usage } from './launch/flags.ts';

// `npm start`: build when needed, choose the shell, hand over.
const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line: string) => process.stderr.write(`${line}\n`);

stopWithNpm();
const flags = parseFlags(process.argv.slice(2));
if (typeof flags === 'string') {
  say(`${flags} ${usage}`);
  process.exit(2);
}
try {
  await buildIfStale(root, say);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
await start(flags);

async function start(flags: Flags): Promise<void> {
  if (flags.shell !== 'web') {
    const electron = await electronProgram(root, flags.shell === 'electron', say);
    if (electron.path !== null) return startElectron(electron.path, flags);
    if (flags.shell === 'electron') {
      say(`Electron is not used: ${electron.reason}.`);
      process.exit(1);
    }
    say(`Electron is not used, Slipway opens in the browser: ${electron.reason}.`);
  }
  // The bundle, as it is packaged: see docs/decisions/0002-start-from-the-bundle.md.
  const bundle: { runWebShell(flags: Flags): Promise<void> } = await import(
    pathToFileURL(join(root, 'dist', 'main', 'web.js')).href
  );
  await bundle.runWebShell(flags);
}

function startElectron(program: string, flags: Flags): void {
  const child = spawn(program, [root, `--data=${flags.data}`], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    say(`Electron could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code) => process.exit(code ?? 1));
}

/**
 * npm hands SIGTERM to a shell between itself and this process, and the shell ends without passing it on. When the
 * parent is gone, so is whoever wanted Slipway to run.
 */
function stopWithNpm(): void {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 250).unref();
}
