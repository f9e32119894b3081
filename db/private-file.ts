import { chmodSync, closeSync, fsyncSync, openSync, statSync } from 'node:fs';

/**
 * Makes the file, when it is not there, readable by its owner only; SQLite gives the files beside it the same rights.
 * One that others could read is closed to them, as far as the file system knows rights.
 */
export function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return;
  try {
    chmodSync(file, 0o600);
  } catch {
    // A file system without rights, or a file of another owner: nothing more can be done for it.
  }
}

/** Returns when what the file holds is on disk. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
