import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportCounts, ReportLine } from '#shared/contract/exchange.ts';
import { type GroupId, newId } from '#shared/domain/ids.ts';
import { type Tx, type Who, write } from '../log.ts';
import { windowRule } from '../schema/calendar.ts';
import { innerOf, type Store } from '../store.ts';
import {
  createPlanner,
  type ImportedSeries,
  type PlannedSeries,
  type Planner,
  type Put,
  type Scope,
  type Step,
} from './window-plan.ts';

export type { ImportedEdit, ImportedSeries } from './window-plan.ts';

/** Time for the rows of a chunk; with their log entry it comes to 20 ms, so that a tick never waits long. */
const ROWS_MS = 8;
const ROWS_PER_ENTRY = 500;
/** On a machine that is busy with other things, chunks of single rows would cost a wait for the disk each. */
const ROWS_AT_LEAST = 20;

type Counted = Pick<ImportCounts, 'added' | 'updated' | 'unchanged'>;

export type ImportOptions = {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
};

/** What importing these series would do, without writing; in short turns, for a file may hold thousands. */
export async function planImport(
  store: Store,
  series: readonly ImportedSeries[],
  scope: Scope,
  { onProgress, signal }: ImportOptions = {},
): Promise<{ planned: PlannedSeries[]; counts: Counted; notes: ReportLine[] }> {
  const planner = createPlanner(store.db, scope);
  const planned: PlannedSeries[] = [];
  let began = performance.now();
  for (const one of series) {
    planned.push(planner(store.db, one));
    if (performance.now() - began < ROWS_MS) continue;
    onProgress?.(planned.length, series.length);
    await nextTurn();
    signal?.throwIfAborted();
    began = performance.now();
  }
  return { planned, counts: countsOf(planned), notes: planned.flatMap((one) => one.notes) };
}

/**
 * Writes series from a calendar file through the log, in chunks of at most 20 ms and 500 rows under one group. Windows
 * known by UID, RECURRENCE-ID and source are updated, unchanged ones untouched. When the signal aborts, what was
 * written is taken back and the abort is thrown; a program that is killed leaves the first chunks, and importing the
 * file again goes on from there.
 */
export async function importWindows(
  store: Store,
  who: Who,
  series: readonly ImportedSeries[],
  scope: Scope,
  options: ImportOptions & { readonly reason?: string } = {},
): Promise<{ counts: Counted; notes: ReportLine[] }> {
  const group = newId<GroupId>();
  const planner = createPlanner(store.db, scope);
  const work: Work = { series, planned: [], left: [], back: [] };
  try {
    while (work.planned.length < series.length || work.left.length > 0) {
      options.signal?.throwIfAborted();
      write(store, who, options.reason ?? 'Calendar imported', (tx) => writeChunk(tx, planner, work), {
        group,
        quiet: true,
      });
      options.onProgress?.(work.planned.length, series.length);
      await nextTurn();
    }
    options.signal?.throwIfAborted();
  } catch (error) {
    await takeBack(store, who, group, work.back);
    throw error;
  } finally {
    if (work.back.length > 0) innerOf(store).publish(['calendar', 'timeline']);
  }
  return { counts: countsOf(work.planned), notes: work.planned.flatMap((one) => one.notes) };
}

type Work = {
  readonly series: readonly ImportedSeries[];
  readonly planned: PlannedSeries[];
  /** Steps of the last planned series that no longer fitted into its chunk. */
  left: Step[];
  /** What would take back the steps that were done, in their order. */
  readonly back: Put[];
};

function writeChunk(tx: Tx, planner: Planner, work: Work): void {
  const began = performance.now();
  const goesOn = (rows: number) => performance.now() - began < ROWS_MS || (rows > 0 && rows < ROWS_AT_LEAST);
  for (let rows = 0; rows < ROWS_PER_ENTRY && goesOn(rows); ) {
    const step = work.left.shift();
    if (step !== undefined) {
      apply(tx, step);
      work.back.push(step.back);
      rows += 1;
      continue;
    }
    const next = work.series[work.planned.length];
    if (next === undefined) return;
    const planned = planner(tx, next);
    work.planned.push(planned);
    work.left = [...planned.steps];
  }
}

function apply(tx: Tx, step: Step): void {
  if (step.insert !== undefined) tx.insert(windowRule, step.insert);
  else put(tx, step);
}

function put(tx: Tx, { id, fields }: Put): void {
  if (fields === null) tx.remove(windowRule, id);
  else tx.patch(windowRule, id, fields);
}

async function takeBack(store: Store, who: Who, group: GroupId, back: readonly Put[]): Promise<void> {
  const left = back.toReversed();
  while (left.length > 0 && innerOf(store).sqlite.open) {
    const chunk = left.splice(0, 100);
    write(
      store,
      who,
      'Taken back: the import did not finish',
      (tx) => {
        for (const one of chunk) put(tx, one);
      },
      { group, quiet: true },
    );
    await nextTurn();
  }
}

function countsOf(planned: readonly PlannedSeries[]): Counted {
  const counts = { added: 0, updated: 0, unchanged: 0 };
  for (const { events } of planned)
    for (const { change } of events)
      counts[change === 'new' ? 'added' : change === 'changed' ? 'updated' : 'unchanged'] += 1;
  return counts;
}
