import { setImmediate as nextTurn } from 'node:timers/promises';
import { approvalProgress } from '#db/queries/approvals.ts';
import { listEnvironments, listServices } from '#db/queries/catalogue.ts';
import { attentionIn } from '#db/queries/change-attention.ts';
import { changeNumbers, changesNumbered } from '#db/queries/change-table.ts';
import { listPeople } from '#db/queries/people.ts';
import { workspaceRow } from '#db/queries/workspace.ts';
import type { ReadDb } from '#db/read.ts';
import type { Store } from '#db/store.ts';
import {
  type LookedAt,
  type NamesById,
  tableHeading,
  tableLines,
} from '#main/documents/csv/changes-table.ts';
import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeFilter, ChangeRow, ChangeSort } from '#shared/contract/changes.ts';
import { fieldsFor, progressWords } from '#shared/domain/changes/change-columns.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { planTimeAt } from '#shared/domain/time.ts';

/** Rows turned into text before others get a turn; fewer where the votes of each are judged. */
const AT_ONCE = 250;
const JUDGED_AT_ONCE = 50;
const WHAT = 'Writing changes';

type Asked = {
  readonly filter: ChangeFilter;
  readonly sort: readonly ChangeSort[];
  readonly columns: readonly TableColumn[];
};

/**
 * The rows of a filter in their order as pieces of CSV, each row as it is when its turn comes. Ending the iteration or
 * aborting ends the work.
 */
export async function* exportChanges(store: Store, asked: Asked, signal: AbortSignal | undefined) {
  const { db } = store;
  const { columns } = asked;
  const numbers = changeNumbers(store, asked.filter, asked.sort);
  const fields = fieldsFor(columns);
  const names = namesById(db);
  const atOnce = columns.includes('approvals') ? JUDGED_AT_ONCE : AT_ONCE;
  let written = 0;
  yield { kind: 'piece' as const, text: tableHeading(columns) };
  for (let at = 0; at < numbers.length; at += atOnce) {
    await nextTurn();
    signal?.throwIfAborted();
    const rows = changesNumbered(db, numbers.slice(at, at + atOnce), fields);
    const text = tableLines(rows, columns, names, await lookedAt(store, rows, columns));
    yield { kind: 'piece' as const, text };
    written += rows.length;
    const done = Math.min(at + atOnce, numbers.length);
    yield { kind: 'progress' as const, progress: { done, total: numbers.length, what: WHAT } };
  }
  const zone = workspaceRow(db)?.zone ?? 'UTC';
  const day = planTimeAt(store.now(), zone).local.slice(0, 10);
  yield { kind: 'done' as const, name: `changes ${day}.csv`, rows: written };
}

/** Votes and calendar are looked at for the columns that show them alone: it is what takes longest. */
async function lookedAt(
  store: Store,
  rows: readonly ChangeRow[],
  columns: readonly TableColumn[],
): Promise<LookedAt> {
  const { db } = store;
  const ids = rows.map(({ id }) => id);
  const votes = columns.includes('approvals') ? approvalProgress(db, ids, store.now()) : [];
  const said = columns.includes('attention') ? await attentionIn(db, ids, store.now()) : [];
  const types = new Map(rows.map(({ id, type }) => [id, type]));
  return {
    approvals: new Map(votes.map((one) => [one.id, progressWords(one, types.get(one.id) ?? 'normal')])),
    attention: new Map(said.map(({ id, words }) => [id, words])),
  };
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
