import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** Opens a copy and checks every page: `ok`, or what is wrong with it. Throws when the disk says no. */
export function verdictOn(file: string): unknown {
  try {
    const copy = new Database(file, { readonly: true, fileMustExist: true });
    try {
      return copy.pragma('integrity_check(1)', { simple: true });
    } finally {
      copy.close();
    }
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code))
      return error.code;
    throw error;
  }
}

/** The same in a thread of its own: a large file takes seconds, and somebody may be ticking meanwhile. */
export function verdictInThread(file: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-copy.worker.ts', import.meta.url), { workerData: file });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The check of a copy ended early (${code})`)));
  });
}
