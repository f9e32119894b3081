import type { Attention } from '#shared/contract/change-table.ts';
import type { Change } from '#shared/contract/changes.ts';
import { attentionOf } from '#shared/domain/attention.ts';
import { isOpen } from '#shared/domain/changes/changes.ts';
import { isSettled } from '#shared/domain/conflicts/records.ts';
import type { ChangeId, ReleaseId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../read.ts';
import { createTurns } from '../turns.ts';
import { getChanges } from './changes.ts';
import { judged } from './conflicts.ts';
import { planningFacts } from './planning-facts.ts';
import { getRelease, readinessFor } from './releases.ts';

/** What needs attention in these tickets; of those that are there. Gives others their turn meanwhile. */
export async function attentionIn(db: ReadDb, ids: readonly ChangeId[], now: number): Promise<Attention[]> {
  const facts = planningFacts(db);
  const turn = createTurns();
  const found: Attention[] = [];
  for (const change of getChanges(db, ids)) {
    await turn();
    const { id } = change;
    const conflicts = mayConflict(change, now)
      ? judged(db, facts, { kind: 'change', id }, now).conflicts
      : [];
    const said = attentionOf({
      change,
      conflicts,
      meeting: isOpen(change.state) ? meetingOf(db, id) : null,
      approved: change.changeAuthority !== '',
      now,
    });
    if (said) found.push({ id, ...said });
  }
  return found;
}

/** Readiness and open conflicts of releases. Gives others their turn meanwhile. */
export async function releaseHeads(
  db: ReadDb,
  ids: readonly ReleaseId[],
  now: number,
): Promise<{ id: ReleaseId; points: number; of: number; conflicts: number }[]> {
  const turn = createTurns();
  const heads = [];
  for (const id of ids) {
    await turn();
    if (!db.row('SELECT 1 FROM release WHERE id = ? AND removed_at IS NULL', id)) continue;
    const lines = readinessFor(db, getRelease(db, id), now);
    const { conflicts, riding } = judged(db, planningFacts(db), { kind: 'release', id }, now);
    heads.push({
      id,
      points: lines.reduce((sum, line) => sum + line.points, 0),
      of: lines.reduce((sum, line) => sum + line.of, 0),
      conflicts: [...conflicts, ...riding].filter((one) => !isSettled(one)).length,
    });
  }
  return heads;
}

/** What is finished, or over by its plan, is in nobody's way. */
function mayConflict({ state, plannedStart, plannedEnd }: Change, now: number): boolean {
  return isOpen(state) && plannedStart !== null && (plannedEnd ?? plannedStart).at > now;
}

function meetingOf(db: ReadDb, id: ChangeId): { ref: string; name: string } | null {
  return (
    db.row<{ ref: string; name: string }>(
      `SELECT m.ref, m.name FROM agenda_item a JOIN cab_meeting m ON m.id = a.meeting_id
       WHERE a.subject_id = ? AND a.removed_at IS NULL AND m.removed_at IS NULL AND a.outcome IS NULL
         AND m.ended_at IS NULL ORDER BY m.start_at LIMIT 1`,
      id,
    ) ?? null
  );
}
