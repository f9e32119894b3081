import type { RunId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../read.ts';

/**
 * When the next record of a run counts as recorded, in ms UTC: now, but after every record of the run before it. So the
 * records of a run keep their order also when the clock was set back between two of them; the log keeps what the clock said.
 */
export function recordedNext(db: ReadDb, id: RunId, now: number): number {
  return Math.max(now, lastRecorded(db, id) + 1);
}

/** When the last record of a run was kept, in ms UTC; 0 when there is none. */
export function lastRecorded(db: ReadDb, id: RunId): number {
  const row = db.row<{ last: number }>(
    `SELECT max(
       (SELECT coalesce(max(recorded_at), 0) FROM step_event WHERE run_id = ?),
       (SELECT coalesce(max(recorded_at), 0) FROM run_event WHERE run_id = ?),
       (SELECT coalesce(max(recorded_at), 0) FROM gate_vote WHERE run_id = ?),
       (SELECT coalesce(max(recorded_at), 0) FROM evidence WHERE run_id = ?),
       (SELECT coalesce(max(recorded_at), 0) FROM note WHERE run_id = ?)) AS last`,
    id,
    id,
    id,
    id,
    id,
  );
  return row?.last ?? 0;
}
