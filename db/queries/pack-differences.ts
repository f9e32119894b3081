import type { Pack } from '#shared/contract/packs.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { differentFields, type FieldDifference } from '#shared/domain/pack/since.ts';
import type { ReadDb } from '../read.ts';
import { getChange } from './changes.ts';
import { fieldsNow } from './pack-changes.ts';
import { getPack, snapshotOf } from './packs.ts';
import { workspaceRow } from './workspace.ts';

/**
 * How a change differs now from the newest pack in front of the board when it approved; null where it was not approved
 * at a meeting that had one. Throws NOT_FOUND, and REFUSED when the snapshot cannot be read.
 */
export function differencesOf(
  db: ReadDb,
  changeId: ChangeId,
): {
  readonly meetingRef: string;
  readonly number: number;
  readonly frozenAt: number;
  readonly fields: FieldDifference[];
} | null {
  const change = getChange(db, changeId);
  const found = db.rows<{ id: Pack['id']; ref: string }>(
    `SELECT p.id, m.ref FROM pack p JOIN cab_meeting m ON m.id = p.meeting_id
     JOIN (SELECT meeting_id, decided_at AS at FROM decision
             WHERE subject_id = ? AND verdict = 'approve' AND meeting_id IS NOT NULL AND removed_at IS NULL
           UNION ALL SELECT meeting_id, outcome_at FROM agenda_item
             WHERE subject_id = ? AND outcome LIKE 'approved%' AND removed_at IS NULL) d ON d.meeting_id = p.meeting_id
     WHERE p.removed_at IS NULL AND p.frozen_at <= d.at ORDER BY p.frozen_at DESC`,
    changeId,
    changeId,
  );
  for (const { id, ref } of found) {
    const pack = getPack(db, id);
    const then = snapshotOf(db, pack).changes.find((one) => one.id === changeId);
    if (!then) continue;
    const now = fieldsNow(db, change, workspaceRow(db)?.zone ?? 'UTC');
    return {
      meetingRef: ref,
      number: pack.number,
      frozenAt: pack.frozenAt,
      fields: [...differentFields(then.fields, now)],
    };
  }
  return null;
}
