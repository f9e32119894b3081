import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app as electron } from 'electron';
import { defaultDataFolder } from '#main/launch/flags.ts';
import { dataArgument } from './decisions.ts';

/**
 * The data folder of this start. Chromium's own files go below it, which also makes the single instance one per data
 * folder; when it cannot be written they stay where Electron puts them, and the page says what is wrong.
 */
export function openProfile(argv: readonly string[]): string {
  const folder = dataArgument(argv) ?? defaultDataFolder();
  const profile = join(folder, 'electron');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    accessSync(profile, constants.W_OK);
    electron.setPath('userData', profile);
  } catch {
    // Read-only or missing disk.
  }
  return folder;
}
