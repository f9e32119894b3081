import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { applyStaged } from '#db/bulk.ts';
import type { Who } from '#db/log.ts';
import { listEnvironments, listServices } from '#db/queries/catalogue.ts';
import { failRates, riskGround } from '#db/queries/change-risk.ts';
import { changesById, changesPlannedIn } from '#db/queries/external.ts';
import { listPeople } from '#db/queries/people.ts';
import { workspaceRow } from '#db/queries/workspace.ts';
import type { Store } from '#db/store.ts';
import { csvHeading, csvLines } from '#main/documents/csv/write.ts';
import { dropUpload, uploadedFile } from '#main/services/files/uploads.ts';
import { streamed } from '#main/streamed.ts';
import type { CsvReading } from '#shared/contract/exchange.ts';
import { refused } from '#shared/domain/refusal.ts';
import { planTimeAt } from '#shared/domain/time.ts';
import type { CsvRead } from './read-csv.ts';
import { runWorker } from './run-worker.ts';
import { makeStaging } from './staging.ts';

const worker = new URL('./read-csv.worker.ts', import.meta.url);
/** Tickets turned into text before others get a turn. */
const EXPORTED_AT_ONCE = 200;
/** Stores that an import is under way in: two at once would not see each other's numbers. */
const busy = new WeakSet<Store>();

type Asked = { readonly file: string; readonly reading: CsvReading };
type Found = Extract<CsvRead, { kind: 'read' }>;
type Progress = { readonly done: number; readonly total: number | null };

/** Reads a table in a worker and ends with what importing it would do; writes nothing. Throws REFUSED for what is no table. */
export async function* previewCsv(store: Store, asked: Asked, signal: AbortSignal | undefined) {
  const { counts, reading, columns, rows, report } = yield* readInWorker(store, asked, null, signal);
  yield {
    kind: 'done' as const,
    ...counts,
    reading: { ...reading },
    columns: [...columns],
    rows: [...rows],
    report: [...report],
  };
}

/**
 * Imports a table: a worker reads and stages it, the one writer applies it in short chunks, hidden until all is in.
 * With refused rows nothing is written unless `partial`. Ending the iteration or aborting takes everything back.
 */
export async function* importCsv(
  store: Store,
  who: Who,
  asked: Asked & { readonly partial: boolean },
  signal: AbortSignal | undefined,
) {
  if (busy.has(store) || store.hiddenGroups.size > 0)
    throw refused('Another import is under way. Start this one when it has ended.');
  busy.add(store);
  try {
    const folder = await makeStaging(dirname(store.file));
    try {
      yield* importStaged(store, who, asked, join(folder, 'changes.db'), signal);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } finally {
    busy.delete(store);
  }
}

async function* importStaged(
  store: Store,
  who: Who,
  asked: Asked & { readonly partial: boolean },
  staged: string,
  signal: AbortSignal | undefined,
) {
  const found = yield* readInWorker(store, asked, staged, signal);
  if (!found.datesCertain)
    throw refused(
      'No date in this table tells whether the day or the month stands first. Choose which, then import it.',
    );
  const { added, updated, unchanged, refused: left, adjusted } = found.counts;
  const report = [...found.report];
  if (left > 0 && !asked.partial) {
    yield { kind: 'done' as const, added: 0, updated: 0, unchanged, refused: left, adjusted, report };
    return;
  }
  const total = added + updated;
  const written =
    total === 0
      ? 0
      : yield* streamed<ReturnType<typeof progress>, number>(
          (say, stop) =>
            applyStaged(store, who, 'Changes imported from a table', staged, {
              signal: stop,
              onProgress: (done) => say(progress(done, total, 'Writing changes')),
            }),
          signal,
        );
  await dropUpload(dirname(store.file), asked.file);
  // A ticket that a person moved on with meanwhile was left as it is.
  const kept = total - written;
  yield {
    kind: 'done' as const,
    added,
    updated: updated - kept,
    unchanged: unchanged + kept,
    refused: left,
    adjusted,
    report,
  };
}

/** Changes planned in [from, until), ms UTC, as a table that {@link importCsv} understands without being told anything. */
export async function exportCsv(
  store: Store,
  from: number,
  until: number,
): Promise<{ name: string; text: string }> {
  const names = {
    people: listPeople(store.db),
    services: listServices(store.db),
    environments: listEnvironments(store.db),
  };
  const ids = changesPlannedIn(store, from, until);
  const parts = [csvHeading()];
  for (let at = 0; at < ids.length; at += EXPORTED_AT_ONCE) {
    parts.push(csvLines(changesById(store.db, ids.slice(at, at + EXPORTED_AT_ONCE)), names));
    await nextTurn();
  }
  const zone = workspaceRow(store.db)?.zone ?? 'UTC';
  const day = (instant: number) => planTimeAt(instant, zone).local.slice(0, 10);
  return { name: `changes ${day(from)} to ${day(until - 1)}.csv`, text: parts.join('') };
}

async function* readInWorker(
  store: Store,
  { file, reading }: Asked,
  staged: string | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<ReturnType<typeof progress>, Found> {
  const { model, services } = riskGround(store.db);
  const work = runWorker<Progress, CsvRead>(
    worker,
    {
      file: await uploadedFile(dirname(store.file), file),
      store: store.file,
      staged,
      reading,
      people: listPeople(store.db).map(({ id, name, email }) => ({ id, name, email })),
      services: services.map(({ id, name, tier, dependsOn }) => ({ id, name, tier, dependsOn })),
      environments: listEnvironments(store.db),
      risk: {
        model,
        history: failRates(
          store.db,
          services.map(({ id }) => id),
        ),
      },
      now: store.now(),
    },
    signal,
  );
  for (;;) {
    const step = await work.next();
    if (!step.done) {
      yield progress(step.value.done, step.value.total, 'Reading the table');
      continue;
    }
    if (step.value.kind === 'unreadable') throw refused(step.value.reason);
    return step.value;
  }
}

function progress(done: number, total: number | null, what: string) {
  return { kind: 'progress' as const, progress: { done, total, what } };
}
