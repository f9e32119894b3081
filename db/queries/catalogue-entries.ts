import type { ChangeTemplate } from '#shared/contract/change-templates.ts';
import type { Change } from '#shared/contract/changes.ts';
import { whyNotPreauthorised } from '#shared/domain/changes/change-templates.ts';
import { refused } from '#shared/domain/refusal.ts';
import type { ReadDb } from '../read.ts';

/** Throws REFUSED when a standard change rests on a catalogue entry that is not approved. */
export function mustRestOnApprovedEntry(db: ReadDb, change: Change): void {
  const row =
    change.templateId === null
      ? undefined
      : db.row<{ name: string; standard: number; state: ChangeTemplate['state'] }>(
          'SELECT name, standard, state FROM change_template WHERE id = ? AND removed_at IS NULL',
          change.templateId,
        );
  const why = whyNotPreauthorised(change, row && { ...row, standard: row.standard === 1 });
  if (why !== null) throw refused(why);
}
