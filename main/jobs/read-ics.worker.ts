import { readFileSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readCalendar } from '#main/documents/ics/read.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { FoundInFile, ReadIcsWork } from './staged-ics.ts';

const { file, as, staged, most } = workerData as ReadIcsWork;
try {
  const { source, series, refused, report } = readCalendar(readFileSync(file), as, (done, total) =>
    parentPort?.postMessage({ kind: 'progress', progress: { done, total } }),
  );
  // One line each: the main thread takes them up in small pieces, where one message would hold it.
  writeFileSync(staged, series.map(lineOf).join(''), { mode: 0o600 });
  const result: FoundInFile = {
    source,
    refused: refused.slice(0, most),
    // What is not imported comes first, so that no number of remarks hides it.
    report: report
      .toSorted((a, b) => Number(a.severity === 'adjusted') - Number(b.severity === 'adjusted'))
      .slice(0, most),
    refusedCount: refused.length,
    adjustedCount: report.filter((line) => line.severity === 'adjusted').length,
  };
  parentPort?.postMessage({ kind: 'done', result });
} catch (error) {
  // An error of a class of ours would arrive as a plain one.
  if (!(error instanceof Refusal)) throw error;
  parentPort?.postMessage({ kind: 'done', result: { fault: error.message } });
}

/** One line of JSON, also to readers that end lines at U+2028 and U+2029. */
function lineOf(one: unknown): string {
  return `${JSON.stringify(one).replace(/[\u2028\u2029]/g, (end) => (end === '\u2028' ? '\\u2028' : '\\u2029'))}\n`;
}
