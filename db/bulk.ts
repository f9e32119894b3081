import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type GroupId, newId } from '#shared/domain/ids.ts';
import { type Who, write } from './log.ts';
import { newChangeRow } from './queries/changes.ts';
import { change } from './schema/changes.ts';
import { innerOf, prepared, type Store } from './store.ts';

/**
 * Time for the rows of a chunk; with their log entry it comes to 20 ms, so that a tick never waits long. The wait for
 * the disk is left out: counted in, a slow disk would shrink the chunks to single rows, each with a wait of its own.
 */
const ROWS_MS = 10;
const ROWS_PER_ENTRY = 500;
/** Rows tried before the clock is read for the first time. */
const FIRST_CHUNK = 25;

export type BulkOptions = {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
};

/**
 * Writes staged change tickets through the log in chunks of at most 20 ms under one group, hidden until all are in.
 * `staged` is a SQLite file with a table `staged(n INTEGER PRIMARY KEY, row TEXT)` of JSON tickets, made by a worker.
 * Answers with the number written. When the signal aborts, what was written is taken away again and the abort is thrown.
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
  try {
    const total = (source.prepare('SELECT count(*) AS n FROM staged').get() as { n: number }).n;
    const read = source.prepare('SELECT n, row FROM staged WHERE n > ? ORDER BY n LIMIT ?');
    inner.hidden.add(group);
    prepared(inner, "INSERT INTO bulk_group VALUES (?, 'applying', ?)").run(group, store.now());
    let last = 0;
    let done = 0;
    let size = FIRST_CHUNK;
    while (done < total) {
      options.signal?.throwIfAborted();
      const rows = read.all(last, size) as { n: number; row: string }[];
      if (rows.length === 0) break;
      let worked = 0;
      write(
        store,
        who,
        reason,
        (tx) => {
          const started = performance.now();
          for (const { row } of rows)
            tx.insert(change, { ...newChangeRow(tx, JSON.parse(row)), importGroup: group });
          worked = performance.now() - started;
        },
        { group, quiet: true },
      );
      size = Math.max(
        1,
        Math.min(ROWS_PER_ENTRY, Math.floor((rows.length * ROWS_MS) / Math.max(worked, 0.1))),
      );
      last = rows.at(-1)?.n ?? last;
      done += rows.length;
      options.onProgress?.(done, total);
      await nextTurn();
    }
    options.signal?.throwIfAborted();
    finish(store, group, 'complete');
    return done;
  } catch (error) {
    await takeBack(store, who, group);
    throw error;
  } finally {
    source.close();
  }
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
      takeBack(store, { actor: row.actor }, group).catch((error: unknown) => {
        // The file was closed meanwhile: the rows stay hidden, the next start goes on.
        process.stderr.write(`An interrupted import is still being taken back: ${error}\n`);
      });
    }
  }
}

async function takeBack(store: Store, who: Who, group: GroupId): Promise<void> {
  const left = 'SELECT id FROM change WHERE import_group = ? AND removed_at IS NULL LIMIT 100';
  for (;;) {
    // Closed meanwhile: the next start goes on with it.
    if (!innerOf(store).sqlite.open) return;
    const rows = store.db.rows<{ id: string }>(left, group);
    if (rows.length === 0) break;
    write(
      store,
      who,
      'Taken back: the import did not finish',
      (tx) => {
        for (const { id } of rows) tx.remove(change, id);
      },
      { group, quiet: true },
    );
    await nextTurn();
  }
  finish(store, group, 'undone');
}

function finish(store: Store, group: GroupId, state: 'complete' | 'undone'): void {
  const inner = innerOf(store);
  prepared(inner, 'UPDATE bulk_group SET state = ? WHERE id = ?').run(state, group);
  inner.hidden.delete(group);
  inner.publish(['changes', 'calendar', 'releases', 'timeline']);
}
