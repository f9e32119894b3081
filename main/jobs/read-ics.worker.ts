import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readCalendar } from '#main/documents/ics/read.ts';
import type { IcsAs } from '#shared/contract/exchange.ts';
import { Refusal } from '#shared/domain/refusal.ts';

const { file, as } = workerData as { readonly file: string; readonly as: IcsAs };
try {
  const result = readCalendar(readFileSync(file), as, (done, total) =>
    parentPort?.postMessage({ kind: 'progress', progress: { done, total } }),
  );
  parentPort?.postMessage({ kind: 'done', result });
} catch (error) {
  // An error of a class of ours would arrive as a plain one.
  if (!(error instanceof Refusal)) throw error;
  parentPort?.postMessage({ kind: 'done', result: { refused: error.message } });
}
