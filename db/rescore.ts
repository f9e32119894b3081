import { setImmediate as nextTurn } from 'node:timers/promises';
import { riskRules } from '#shared/domain/changes/risk-rules.ts';
import { type ChangeId, type GroupId, newId } from '#shared/domain/ids.ts';
import { canonical, sha256 } from './chain.ts';
import { writeLocal } from './local.ts';
import { type Tx, type Who, write } from './log.ts';
import { changePolicies } from './queries/change-policies.ts';
import { judgedRisk, type RiskGround, riskGroundOfMany } from './queries/change-risk.ts';
import { changesById } from './queries/external.ts';
import type { ReadDb } from './read.ts';
import { change } from './schema/changes.ts';
import { innerOf, type Store } from './store.ts';

/** Time for the rows of a chunk: with its log entry a tick waits about twice as long. */
const ROWS_MS = 7;
/** On a machine that is busy with other things, chunks of single rows would cost a wait for the disk each. */
const ROWS_AT_LEAST = 20;
const ROWS_AT_MOST = 500;
const FIRST_CHUNK = 25;

/** State ranks of open tickets, New to Review, in the generated column `state_rank`. */
const OPEN_RANKS = [0, 1, 2, 3, 4, 5];

// Two walks: all that is not planned shares one place in the index, and a comparison of (planned_sort, n) walks all of it.
const OPEN = 'SELECT id, planned_sort AS planned, n FROM change WHERE removed_at IS NULL AND state_rank = ?';
const SAME_TIME = `${OPEN} AND planned_sort = ? AND n > ? ORDER BY n LIMIT ?`;
const LATER = `${OPEN} AND planned_sort > ? ORDER BY planned_sort, n LIMIT ?`;

type OpenRow = { readonly id: ChangeId; readonly planned: number; readonly n: number };

/** Open tickets of a state rank after one, in the order of its index. */
export function nextOpen(
  db: ReadDb,
  rank: number,
  after: { readonly planned: number; readonly n: number },
  limit: number,
): OpenRow[] {
  const same = db.rows<OpenRow>(SAME_TIME, rank, after.planned, after.n, limit);
  if (same.length === limit) return same;
  return [...same, ...db.rows<OpenRow>(LATER, rank, after.planned, limit - same.length)];
}

/**
 * Scores every open ticket anew by the risk model in force, in short chunks under one group, so that typing and ticking
 * go on meanwhile; only those that come out differently are written, and none counts as edited. Finished tickets keep
 * what they were judged with. Answers with the number looked at. Throws when the signal aborts; starting again is safe.
 */
export async function rescoreOpen(
  store: Store,
  who: Who,
  reason: string,
  signal?: AbortSignal,
): Promise<number> {
  const group = newId<GroupId>();
  let done = 0;
  let size = FIRST_CHUNK;
  // Whoever changed the model gets their answer first.
  await nextTurn();
  try {
    const ground = riskGroundOfMany(store.db);
    for (const rank of OPEN_RANKS) {
      let last = { planned: Number.MIN_SAFE_INTEGER, n: 0 };
      for (;;) {
        signal?.throwIfAborted();
        const rows = nextOpen(store.db, rank, last, size);
        const end = rows.at(-1);
        if (end === undefined) break;
        const worked = scoreChunk(store, who, reason, group, rows, ground);
        done += rows.length;
        last = end;
        const fitting = Math.floor((rows.length * ROWS_MS) / Math.max(worked, 0.1));
        size = Math.max(ROWS_AT_LEAST, Math.min(ROWS_AT_MOST, fitting));
        await nextTurn();
      }
    }
    return done;
  } finally {
    innerOf(store).publish(['changes', 'calendar', 'releases', 'timeline']);
  }
}

/** Writes what differs; answers with the ms it took, without the log entry. */
function scoreChunk(
  store: Store,
  who: Who,
  reason: string,
  group: GroupId,
  rows: readonly OpenRow[],
  ground: RiskGround,
): number {
  let worked = 0;
  const score = (tx: Tx) => {
    const started = performance.now();
    const found = changesById(
      tx,
      rows.map(({ id }) => id),
    );
    for (const one of found) tx.patch(change, one.id, judgedRisk(tx, one, ground));
    worked = performance.now() - started;
  };
  write(store, who, reason, score, { group, quiet: true });
  return worked;
}

/** Stands for the model in force: its policy and the rules that are built in. */
export function riskModelMark(store: Store): string {
  const rules = riskRules.map(({ id, points }) => [id, points]);
  return sha256(canonical([changePolicies(store.db).riskModel, rules]));
}

/** The mark of the model that the open tickets of this file were last scored with; null when it never was written down. */
export function scoredWith(store: Store): string | null {
  const row = store.db.row<{ value: string }>("SELECT value FROM preference WHERE key = 'riskScoredWith'");
  return row ? (JSON.parse(row.value) as string) : null;
}

/** Writes down which model the open tickets are scored with now. */
export function noteScoredWith(store: Store, mark: string): void {
  writeLocal(store, [], (run) => {
    run(
      "INSERT INTO preference VALUES ('riskScoredWith', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      JSON.stringify(mark),
    );
  });
}
