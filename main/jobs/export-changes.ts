import { setImmediate as nextTurn } from 'node:timers/promises';
import { listEnvironments, listServices } from '#db/queries/catalogue.ts';
import { changeNumbers, changesNumbered } from '#db/queries/change-table.ts';
import { listPeople } from '#db/queries/people.ts';
import { workspaceRow } from '#db/queries/workspace.ts';
import type { ReadDb } from '#db/read.ts';
import type { Store } from '#db/store.ts';
import { type NamesById, tableHeading, tableLines } from '#main/documents/csv/changes-table.ts';
import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeFilter, ChangeSort } from '#shared/contract/changes.ts';
import { fieldsFor } from '#shared/domain/change-columns.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { planTimeAt } from '#shared/domain/time.ts';

/** Rows turned into text before others get a turn. */
const AT_ONCE = 250;
const WHAT = 'Writing changes';

/** Columns that take a look at the calendar or the votes for each ticket: minutes for all of them. */
const lookedAt: readonly TableColumn[] = ['approvals', 'attention'];

type Asked = {
  readonly filter: ChangeFilter;
  readonly sort: readonly ChangeSort[];
  readonly columns: readonly TableColumn[];
};

/**
 * The rows of a filter in their order as pieces of CSV, each row as it is when its turn comes; without the columns
 * that are looked at on screen only. Ending the iteration
 * or aborting ends the work.
 */
export async function* exportChanges(store: Store, asked: Asked, signal: AbortSignal | undefined) {
  const { db } = store;
  const numbers = changeNumbers(store, asked.filter, asked.sort);
  const columns = asked.columns.filter((column) => !lookedAt.includes(column));
  const fields = fieldsFor(columns);
  const names = namesById(db);
  let written = 0;
  yield { kind: 'piece' as const, text: tableHeading(columns) };
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    await nextTurn();
    signal?.throwIfAborted();
    const rows = changesNumbered(db, numbers.slice(at, at + AT_ONCE), fields);
    const text = tableLines(rows, columns, names);
    yield { kind: 'piece' as const, text };
    written += rows.length;
    const done = Math.min(at + AT_ONCE, numbers.length);
    yield { kind: 'progress' as const, progress: { done, total: numbers.length, what: WHAT } };
  }
  const zone = workspaceRow(db)?.zone ?? 'UTC';
  const day = planTimeAt(store.now(), zone).local.slice(0, 10);
  yield { kind: 'done' as const, name: `changes ${day}.csv`, rows: written };
}

function namesById(db: ReadDb): NamesById {
  const releases = db.rows<{ id: string; name: string; version: string }>(
    'SELECT id, name, version FROM release WHERE removed_at IS NULL',
  );
  return new Map([
    ...[...listPeople(db), ...listServices(db), ...listEnvironments(db)].map(
      ({ id, name }) => [id as string, name] as const,
    ),
    ...releases.map((release) => [release.id, releaseName(release)] as const),
  ]);
}
