import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makePrivate } from './private-file.ts';

/** Another Slipway holds this data folder. */
export class LockedFolder extends Error {}

/**
 * Takes the data folder for this process by an exclusive SQLite lock on a file beside the workspace: the operating
 * system drops it with the process, so a killed Slipway leaves no stale lock. Answers with the way to release it.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'instance.lock');
  makePrivate(file);
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new LockedFolder('Another Slipway has this folder open');
    }
    throw error;
  }
  return () => {
    lock.close();
  };
}
