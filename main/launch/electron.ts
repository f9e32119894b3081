import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const dayMs = 86_400_000;
const reachableMs = 5_000;
const fetchMs = 180_000;

export type ElectronChoice =
  | { readonly path: string }
  /** Why there is none, as the rest of "Electron is not used: …". */
  | { readonly path: null; readonly reason: string };

const answer = z.object({ at: z.number(), version: z.string(), reason: z.string() });

/**
 * The Electron program of this project, fetched when the place it comes from can be reached. A refusal is remembered
 * for a day, so that a start without network never waits twice; `force` asks again.
 */
export async function electronProgram(
  root: string,
  force: boolean,
  say: (line: string) => void,
): Promise<ElectronChoice> {
  const unfit = whyUnfit();
  if (unfit !== null && !force) return { path: null, reason: unfit };
  const present = installedElectron(root);
  if (present !== null) return { path: present };

  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')));
  const memory = join(root, 'node_modules', '.cache', 'slipway-electron.json');
  const known = force ? null : recall(memory);
  if (known !== null && known.version === version && Date.now() - known.at < dayMs)
    return { path: null, reason: known.reason };

  const reason = await fetchElectron(root, version, say);
  const path = installedElectron(root);
  if (path !== null) return { path };
  const why = reason ?? 'its program is missing after it was fetched';
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  writeFileSync(memory, JSON.stringify({ at: Date.now(), version, reason: why }));
  return { path: null, reason: why };
}

/** Places where Electron would start and show nothing. */
function whyUnfit(): string | null {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display here';
  return process.getuid?.() === 0 ? 'its sandbox does not run as root' : null;
}

/** Path of the program as Electron's own installer notes it, or null. */
export function installedElectron(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const program = join(folder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(program) ? program : null;
}

/** Runs Electron's installer; answers with the reason when it could not fetch. */
async function fetchElectron(
  root: string,
  version: string,
  say: (line: string) => void,
): Promise<string | null> {
  const { ELECTRON_MIRROR, npm_config_electron_mirror, HTTPS_PROXY, https_proxy } = process.env;
  const mirror =
    ELECTRON_MIRROR ??
    npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/download/';
  // Behind a proxy only the installer knows the way.
  if (!HTTPS_PROXY && !https_proxy) {
    try {
      const signal = AbortSignal.timeout(reachableMs);
      await fetch(`${mirror}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal });
    } catch {
      return `${new URL(mirror).host} cannot be reached to fetch it`;
    }
  }
  say(`Fetching Electron ${version} (once, about 110 MB).`);
  try {
    await run(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
      cwd: root,
      timeout: fetchMs,
      env: { ...process.env, ELECTRON_GET_USE_PROXY: '1' },
    });
    return null;
  } catch {
    return 'fetching it failed';
  }
}

function recall(path: string): z.infer<typeof answer> | null {
  try {
    return answer.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
