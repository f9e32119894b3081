import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { verifyLog } from '#db/verify.ts';

const sqlite = new Database((workerData as { file: string }).file, { readonly: true, fileMustExist: true });
const result = verifyLog(sqlite, (done) => parentPort?.postMessage({ kind: 'progress', progress: done }));
sqlite.close();
parentPort?.postMessage({ kind: 'done', result });
