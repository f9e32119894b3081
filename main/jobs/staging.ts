import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

const PREFIX = 'staging-';

/** Makes a folder inside the data folder for what a worker prepares; whoever made it removes it. */
export function makeStaging(folder: string): Promise<string> {
  return mkdtemp(join(folder, PREFIX));
}

/** Removes what a killed process had staged. Call while holding the data folder. */
export function dropStaging(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(PREFIX)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
