import { setImmediate as nextTurn } from 'node:timers/promises';
import { listEnvironments, listServices } from '#db/queries/catalogue.ts';
import { attentionIn } from '#db/queries/change-attention.ts';
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
/** Pieces sent on their way before the reader is told how far it is. */
const WHAT = 'Writing changes';

type Asked = {
  readonly filter: ChangeFilter;
  readonly sort: readonly ChangeSort[];
  readonly columns: readonly TableColumn[];
};

/**
 * The rows of a filter in their order as pieces of CSV, each row as it is when its turn comes. Ending the iteration
 * or aborting ends the work.
 */
export async function* exportChanges(store: Store, asked: Asked, signal: AbortSignal | undefined) {
  const { db } = store;
  const numbers = changeNumbers(store, asked.filter, asked.sort);
  const fields = fieldsFor(asked.columns);
  const names = namesById(db);
  let written = 0;
  yield { kind: 'piece' as const, text: tableHeading(asked.columns) };
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    await nextTurn();
    signal?.throwIfAborted();
    const rows = changesNumbered(db, numbers.slice(at, at + AT_ONCE), fields);
    const attention = asked.columns.includes('attention')
      ? await attentionIn(
          db,
          rows.map((row) => row.id),
          store.now(),
        )
      : [];
    const attentionById = new Map(attention.map(({ id, words }) => [id, words]));
    const text = tableLines(rows, asked.columns, names, (row) => ({
      approvals: '',
      attention: attentionById.get(row.id) ?? '',
    }));
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
