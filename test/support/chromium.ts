import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const names =
  process.platform === 'win32'
    ? ['chrome.exe', 'msedge.exe']
    : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isRoot = process.getuid?.() === 0;

/** Arguments for a Chromium that neither calls home nor needs a graphics card; as root its sandbox cannot start. */
export const chromiumArguments = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A Chromium that starts: `SLIPWAY_CHROMIUM`, then PATH, then Playwright's own; null when there is none. */
export function findChromium(): string | null {
  const named = process.env.SLIPWAY_CHROMIUM;
  if (named) return starts(named) ? named : null;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, chromium.executablePath()].find((path) => existsSync(path) && starts(path)) ?? null;
}

/**
 * Finds a Chromium or installs one: Playwright's download first, Debian's package when that fails and this is root.
 * Says what it does; null when none can be had, and why is said.
 */
export function haveChromium(say: (line: string) => void): string | null {
  const found = findChromium();
  if (found !== null) return found;
  if (process.env.SLIPWAY_CHROMIUM) {
    say(`SLIPWAY_CHROMIUM names ${process.env.SLIPWAY_CHROMIUM}, which does not start.`);
    return null;
  }
  say('No Chromium found: installing the one of Playwright.');
  const cli = join('node_modules', '@playwright', 'test', 'cli.js');
  run(process.execPath, [cli, 'install', 'chromium'], { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' });
  const own = findChromium();
  if (own !== null) return own;

  if (isRoot && existsSync('/usr/bin/apt-get')) {
    say('It cannot be had or does not start here: installing the package "chromium" with apt-get.');
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium'], {
      DEBIAN_FRONTEND: 'noninteractive',
    });
    const packaged = findChromium();
    if (packaged !== null) return packaged;
  }
  say('No Chromium for the end-to-end tests: install one, or name one in SLIPWAY_CHROMIUM.');
  return null;
}

/** A file of that name may be a stub or lack libraries; one that tells its version starts. */
function starts(path: string): boolean {
  const answer = spawnSync(path, ['--version'], { timeout: 30_000, encoding: 'utf8' });
  return answer.status === 0 && /chrom|edge/i.test(answer.stdout);
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  spawnSync(command, args, {
    stdio: 'ignore',
    timeout: 600_000,
    env: { ...process.env, ...env },
  });
}
