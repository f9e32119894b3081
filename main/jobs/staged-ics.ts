import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { ImportedSeries } from '#db/queries/window-import.ts';
import type { RefusedEvent } from '#main/documents/ics/read.ts';
import type { IcsAs, ReportLine } from '#shared/contract/exchange.ts';
import { refused } from '#shared/domain/refusal.ts';
import { runWorker } from './run-worker.ts';

const worker = new URL('./read-ics.worker.ts', import.meta.url);

export type ReadIcsWork = {
  readonly file: string;
  readonly as: IcsAs;
  /** Where the worker puts the series, one JSON text a line. */
  readonly staged: string;
  /** Most refused events and lines of the report that are handed back; the counts are of all. */
  readonly most: number;
};

export type FoundInFile = {
  readonly source: string;
  readonly refused: readonly RefusedEvent[];
  readonly report: readonly ReportLine[];
  readonly refusedCount: number;
  readonly adjustedCount: number;
};
export type StagedIcs = FoundInFile & { readonly series: readonly ImportedSeries[] };

/** Reads a calendar file in a worker; yields how far it is, returns what it holds. Throws REFUSED with the reason. */
export async function* readIcs(
  work: Omit<ReadIcsWork, 'staged'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ done: number; total: number }, StagedIcs> {
  const staged = `${work.file}.${crypto.randomUUID()}`;
  try {
    const found = yield* runWorker<{ done: number; total: number }, FoundInFile | { fault: string }>(
      worker,
      { ...work, staged },
      signal,
    );
    if ('fault' in found) throw refused(found.fault);
    const series: ImportedSeries[] = [];
    const lines = createInterface({ input: createReadStream(staged), crlfDelay: Number.POSITIVE_INFINITY });
    for await (const line of lines) {
      signal?.throwIfAborted();
      series.push(JSON.parse(line) as ImportedSeries);
    }
    return { ...found, series };
  } finally {
    await rm(staged, { force: true });
  }
}
