import { dirname } from 'node:path';
import type { Who } from '#db/log.ts';
import { mustExist } from '#db/queries/references.ts';
import { importWindows, planImport } from '#db/queries/window-import.ts';
import type { Store } from '#db/store.ts';
import type { RefusedEvent } from '#main/documents/ics/read.ts';
import { dropUpload, uploadedFile } from '#main/services/files/uploads.ts';
import { streamed } from '#main/streamed.ts';
import type { IcsAs, IcsEvent, ReportLine } from '#shared/contract/exchange.ts';
import { refused } from '#shared/domain/refusal.ts';
import { readIcs, type StagedIcs } from './staged-ics.ts';

const MOST_LINES = 500;
const MOST_SHOWN = 200;

type Progress = { done: number; total: number };
type Work = { readonly file: string; readonly as: IcsAs };

/** Reads a calendar file that was sent and says what importing it would do. Ending the stream ends the work. */
export async function* previewIcs(store: Store, { file, as }: Work, signal: AbortSignal | undefined) {
  const read = yield* readFile(store, { file, as }, signal);
  const { planned, counts, notes } = yield* streamed<
    ReturnType<typeof progress>,
    Awaited<ReturnType<typeof planImport>>
  >(
    (report, stop) =>
      planImport(store, read.series, as, {
        signal: stop,
        onProgress: (done, total) => report(progress('Comparing with the calendar', { done, total })),
      }),
    signal,
  );
  const events = [
    ...planned.flatMap(({ uid, events }) =>
      events.map(({ window, line, change }): IcsEvent => {
        const { name, zone, startLocal, endLocal, allDay, rrule } = window;
        return { uid, name, zone, startLocal, endLocal, allDay, rrule, line, change };
      }),
    ),
    ...read.refused.map(refusedEvent),
  ];
  yield {
    kind: 'done' as const,
    source: read.source,
    events: events.toSorted((a, b) => a.line - b.line).slice(0, MOST_SHOWN),
    ...outcome(read, counts, notes),
  };
}

/** Imports a calendar file that was sent. Ending the stream before it is done takes back what was written. */
export async function* importIcs(
  store: Store,
  who: Who,
  { file, as, partial }: Work & { readonly partial: boolean },
  signal: AbortSignal | undefined,
) {
  const read = yield* readFile(store, { file, as }, signal);
  const [first] = read.report.filter((line) => line.severity === 'refused');
  if (first !== undefined && !partial)
    throw refused(
      `Nothing was imported: ${read.refusedCount} of the events cannot be kept. Line ${first.line}: ${first.what}`,
    );
  const { counts, notes } = yield* streamed<
    ReturnType<typeof progress>,
    Awaited<ReturnType<typeof importWindows>>
  >(
    (report, stop) =>
      importWindows(store, who, read.series, as, {
        reason: read.source === '' ? 'Calendar imported' : `Calendar imported: ${read.source}`,
        signal: stop,
        onProgress: (done, total) => report(progress('Writing windows', { done, total })),
      }),
    signal,
  );
  await dropUpload(dirname(store.file), file);
  yield { kind: 'done' as const, ...outcome(read, counts, notes) };
}

async function* readFile(
  store: Store,
  { file, as }: Work,
  signal: AbortSignal | undefined,
): AsyncGenerator<ReturnType<typeof progress>, StagedIcs> {
  mustExist(store.db, { service: as.serviceIds, environment: as.environmentIds, team: as.teamIds });
  const path = await uploadedFile(dirname(store.file), file);
  const reading = readIcs({ file: path, as, most: MOST_LINES }, signal);
  try {
    for (;;) {
      const step = await reading.next();
      if (step.done) return step.value;
      yield progress('Reading the file', step.value);
    }
  } finally {
    // Left early: the worker ends with it.
    await reading.return(undefined as never);
  }
}

function outcome(
  read: StagedIcs,
  counts: { added: number; updated: number; unchanged: number },
  notes: readonly ReportLine[],
) {
  return {
    ...counts,
    refused: read.refusedCount,
    adjusted: read.adjustedCount + notes.length,
    report: [...read.report, ...notes].slice(0, MOST_LINES).toSorted((a, b) => a.line - b.line),
  };
}

function refusedEvent({ line, name, uid }: RefusedEvent): IcsEvent {
  return {
    uid,
    name,
    line,
    zone: '',
    startLocal: '',
    endLocal: '',
    allDay: false,
    rrule: '',
    change: 'refused',
  };
}

function progress(what: string, { done, total }: Progress) {
  return { kind: 'progress' as const, progress: { done, total, what } };
}
