import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Change } from '#shared/contract/changes.ts';
import { whyNot } from '#shared/domain/csv/update.ts';
import { type ChangeId, type GroupId, newId } from '#shared/domain/ids.ts';
import type { Op } from '#shared/domain/log.ts';
import { canonical } from './chain.ts';
import { type Tx, type Who, write } from './log.ts';
import { derivedFields, findChange, newChangeRow, refreshDerived } from './queries/changes.ts';
import { valueBefore } from './queries/undo.ts';
import { change } from './schema/changes.ts';
import { innerOf, prepared, type Store } from './store.ts';

/**
 * Time for the rows of a chunk; with their log entry it comes to 15 ms, and to less than 50 where the search index is
 * merged, so that a tick never waits long. The wait for the disk is left out: counted in, a slow disk would shrink the
 * chunks to single rows, each with a wait of its own.
 */
const ROWS_MS = 7;
const ROWS_PER_ENTRY = 500;
/** On a machine that is busy with other things, chunks of single rows would cost a wait for the disk each. */
const ROWS_AT_LEAST = 20;
/** Rows tried before the clock is read for the first time. */
const FIRST_CHUNK = 25;
/** Characters of a chunk: long tickets cost by their length, which the clock notices only afterwards. */
const CHUNK_LENGTH = 200_000;
const TAKEN_BACK = 'Taken back: the import did not finish';

export type BulkOptions = {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
};

/**
 * Writes staged change tickets through the log in chunks of at most 20 ms under one group, hidden until all are in.
 * `staged` is a SQLite file made by a worker: a table `staged(n INTEGER PRIMARY KEY, row TEXT)` of JSON tickets and,
 * where tickets that are here change as well, a table `changed(n, id, row)` of their fields. Those are written last and
 * seen at once; a ticket that may no longer change by then stays as it is. Answers with the number written. When the
 * signal aborts, what was written is taken away or put back again and the abort is thrown.
 */
export async function applyStaged(
  store: Store,
  who: Who,
  reason: string,
  staged: string,
  options: BulkOptions = {},
): Promise<number> {
  const source = new Database(staged, { readonly: true, fileMustExist: true });
  const group = newId<GroupId>();
  const inner = innerOf(store);
  const since = store.db.row<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM log_entry')?.n ?? 0;
  try {
    const parts = partsOf(source, group);
    const total = parts.reduce((sum, part) => sum + part.count, 0);
    inner.hidden.add(group);
    prepared(inner, "INSERT INTO bulk_group VALUES (?, 'applying', ?)").run(group, store.now());
    let before = 0;
    let written = 0;
    for (const part of parts) {
      for await (const { done, wrote } of inChunks(store, who, reason, group, part, options.signal)) {
        written += wrote;
        options.onProgress?.(before + done, total);
      }
      before += part.count;
    }
    options.signal?.throwIfAborted();
    finish(store, group, 'complete');
    return written;
  } catch (error) {
    await takeBack(store, who, group, since);
    throw error;
  } finally {
    source.close();
  }
}

type StagedRow = { readonly n: number; readonly id: ChangeId; readonly row: string };
type Part = {
  readonly count: number;
  /** Rows after the n-th, at most so many. */
  readonly read: (after: number, limit: number) => readonly StagedRow[];
  /** Writes one row; false when it was left as it is. */
  readonly apply: (tx: Tx, row: StagedRow) => boolean;
};

function partsOf(source: Database.Database, group: GroupId): readonly Part[] {
  const tables = source.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  const part = (table: 'staged' | 'changed', id: string, apply: Part['apply']): Part => {
    const rows = source.prepare(`SELECT n, ${id} AS id, row FROM ${table} WHERE n > ? ORDER BY n LIMIT ?`);
    return {
      count: source.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number,
      read: (after, limit) => rows.all(after, limit) as StagedRow[],
      apply,
    };
  };
  return [
    part('staged', "''", (tx, { row }) => {
      tx.insert(change, { ...newChangeRow(tx, JSON.parse(row)), importGroup: group });
      return true;
    }),
    ...(tables.includes('changed') ? [part('changed', 'id', applyChanged)] : []),
  ];
}

/** Between staging and writing a person may have gone on with the ticket. */
function applyChanged(tx: Tx, { id, row }: StagedRow): boolean {
  const before = findChange(tx, id);
  if (!before || whyNot(before) !== null) return false;
  tx.patch(change, id, JSON.parse(row) as Partial<Change>);
  refreshDerived(tx, id);
  return true;
}

async function* inChunks(
  store: Store,
  who: Who,
  reason: string,
  group: GroupId,
  part: Part,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ done: number; wrote: number }> {
  let last = 0;
  let done = 0;
  let size = FIRST_CHUNK;
  while (done < part.count) {
    signal?.throwIfAborted();
    const rows = ofLength(part.read(last, size));
    if (rows.length === 0) break;
    let worked = 0;
    let wrote = 0;
    write(
      store,
      who,
      reason,
      (tx) => {
        const started = performance.now();
        for (const row of rows) wrote += part.apply(tx, row) ? 1 : 0;
        worked = performance.now() - started;
      },
      { group, quiet: true },
    );
    size = Math.max(
      ROWS_AT_LEAST,
      Math.min(ROWS_PER_ENTRY, Math.floor((rows.length * ROWS_MS) / Math.max(worked, 0.1))),
    );
    last = rows.at(-1)?.n ?? last;
    done += rows.length;
    yield { done, wrote };
    await nextTurn();
  }
}

/** The first rows up to the length of a chunk, at least one. */
function ofLength(rows: readonly StagedRow[]): readonly StagedRow[] {
  let length = 0;
  const end = rows.findIndex(({ row }) => {
    length += row.length;
    return length > CHUNK_LENGTH;
  });
  return end < 0 ? rows : rows.slice(0, Math.max(1, end));
}

/** At start: takes back what a bulk write left behind when the program was stopped in the middle. */
export function undoInterruptedBulk(store: Store): void {
  for (const group of [...store.hiddenGroups]) {
    const row = store.db.row<{ actor: Who['actor'] }>(
      'SELECT actor FROM log_entry WHERE group_id = ? LIMIT 1',
      group,
    );
    if (!row) finish(store, group, 'undone');
    else {
      takeBack(store, { actor: row.actor }, group, 0).catch((error: unknown) => {
        // The file was closed meanwhile: the rows stay hidden, the next start goes on.
        process.stderr.write(`An interrupted import is still being taken back: ${error}\n`);
      });
    }
  }
}

/** `since` is the last entry before the group, 0 when that is not known. */
async function takeBack(store: Store, who: Who, group: GroupId, since: number): Promise<void> {
  const left = 'SELECT id FROM change WHERE import_group = ? AND removed_at IS NULL LIMIT 100';
  for (;;) {
    // Closed meanwhile: the next start goes on with it.
    if (!innerOf(store).sqlite.open) return;
    const rows = store.db.rows<{ id: string }>(left, group);
    if (rows.length === 0) break;
    write(
      store,
      who,
      TAKEN_BACK,
      (tx) => {
        for (const { id } of rows) tx.remove(change, id);
      },
      { group, quiet: true },
    );
    await nextTurn();
  }
  await putBack(store, who, group, since);
  if (!innerOf(store).sqlite.open) return;
  finish(store, group, 'undone');
}

/** Gives tickets that were here before the values they had, but for what somebody changed again since. */
async function putBack(store: Store, who: Who, group: GroupId, since: number): Promise<void> {
  const entries = store.db.rows<{ n: number }>(
    'SELECT n FROM log_entry WHERE n > ? AND group_id = ? AND reason <> ? ORDER BY n DESC',
    since,
    group,
    TAKEN_BACK,
  );
  for (const { n } of entries) {
    if (!innerOf(store).sqlite.open) return;
    const ops = JSON.parse(
      store.db.row<{ ops: string }>('SELECT ops_json AS ops FROM log_entry WHERE n = ?', n)?.ops ?? '[]',
    ) as Op[];
    const patches = ops.filter((op) => op.field !== '*' && !derivedFields.includes(op.field));
    if (patches.length === 0) continue;
    write(
      store,
      who,
      TAKEN_BACK,
      (tx) => {
        for (const op of patches) {
          const now = findChange(tx, op.id)?.[op.field as keyof Change];
          if (canonical(now ?? null) !== canonical(op.value ?? null)) continue;
          tx.patch(change, op.id, { [op.field]: valueBefore(store.db, op, n) ?? null });
        }
        for (const id of new Set(patches.map((op) => op.id))) refreshDerived(tx, id);
      },
      { group, quiet: true },
    );
    await nextTurn();
  }
}

function finish(store: Store, group: GroupId, state: 'complete' | 'undone'): void {
  const inner = innerOf(store);
  prepared(inner, 'UPDATE bulk_group SET state = ? WHERE id = ?').run(state, group);
  inner.hidden.delete(group);
  inner.publish(['changes', 'calendar', 'releases', 'timeline']);
}
