import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Electron's program carries its fuses as text behind this mark: version, length, one character each.
const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuses = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyFromAsar',
  'browserSnapshot',
  'fileProtocol',
] as const;

/** Writes what electron-builder takes for an unpacked Electron: no program, but one with fuses that can be set. */
export function writeStandIn(folder: string, version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
  writeFileSync(join(folder, 'version'), version);
  // As delivered: everything on but cookie encryption, integrity and the archive alone.
  writeFileSync(
    join(folder, 'electron'),
    `#!/bin/sh\nexit 0\n# ${mark}\u0001\u0008\x31\x30\x31\x31\x30\x30\x30\x31\n`,
    {
      mode: 0o755,
    },
  );
}

/** Reads the fuses back from a packaged program. */
export function readFuses(program: string): Readonly<Record<(typeof fuses)[number], boolean>> {
  const bytes = readFileSync(program);
  const start = bytes.indexOf(mark) + mark.length + 2;
  const on = fuses.map((name, index) => [name, bytes[start + index] === 0x31] as const);
  return Object.fromEntries(on) as Record<(typeof fuses)[number], boolean>;
}
