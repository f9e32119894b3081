import type { BulkEdit, BulkResult } from '#shared/contract/change-table.ts';
import type { Change } from '#shared/contract/changes.ts';
import { type ChangeId, type DeviceId, type GroupId, newId } from '#shared/domain/ids.ts';
import { notFound, Refusal, refused } from '#shared/domain/refusal.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { type PlannedTime, planTime, planTimeAt } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';
import { type ChangeInput, editChange, findChange } from './changes.ts';
import { mustExist } from './references.ts';

/** Thrown out of the transaction so that nothing of it is kept; the refusals are the answer. */
class NothingWritten extends Error {}

/**
 * Edits many tickets in one log entry. When one of them refuses nothing is written, and each refusal is listed with
 * its sentence; with `check` nothing is written in any case. Throws NOT_FOUND for a person or release that is not there.
 */
export function bulkEdit(
  store: Store,
  who: Who,
  input: { readonly ids: readonly ChangeId[]; readonly edit: BulkEdit; readonly check: boolean },
): BulkResult {
  const ids = [...new Set(input.ids)];
  const group = newId<GroupId>();
  const refusals: BulkResult['refused'] = [];
  const changed: ChangeId[] = [];
  mustExist(store.db, named(input.edit));
  try {
    write(
      store,
      who,
      reasonOf(store.db, input.edit),
      (tx) => {
        for (const id of ids) {
          const why = refusalOf(tx, id, input.edit);
          if (why === null) changed.push(id);
          else refusals.push({ id, ref: findChange(tx, id)?.ref ?? '', why });
        }
        if (input.check || refusals.length > 0) throw new NothingWritten();
      },
      { group },
    );
  } catch (error) {
    if (!(error instanceof NothingWritten)) throw error;
    return { changed: input.check ? changed : [], refused: refusals, entry: null };
  }
  return { changed, refused: [], entry: newestOf(store.db, group) };
}

/** Edits one ticket of many; the sentence of the rule when it refuses. */
function refusalOf(tx: Tx, id: ChangeId, edit: BulkEdit): string | null {
  try {
    const before = findChange(tx, id);
    if (!before) throw notFound('This change');
    editChange(tx, before, inputOf(before, edit));
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

function inputOf(before: Change, edit: BulkEdit): ChangeInput {
  switch (edit.kind) {
    case 'assign':
      return { assigneeId: edit.assigneeId };
    case 'release':
      return { releaseId: edit.releaseId };
    case 'reschedule': {
      const start = planTime(edit.start);
      if (!before.plannedStart || !before.plannedEnd) return { plannedStart: start };
      const end = planTimeAt(start.at + before.plannedEnd.at - before.plannedStart.at, start.zone);
      return { plannedStart: start, plannedEnd: end };
    }
    case 'shift':
      if (!before.plannedStart) throw refused(`${before.ref} has no planned time that could be moved.`);
      return {
        plannedStart: daysLater(before.plannedStart, edit.days),
        plannedEnd: before.plannedEnd && daysLater(before.plannedEnd, edit.days),
      };
  }
}

/** The same time of day so many days later, in the same zone. */
function daysLater({ local, zone }: PlannedTime, days: number): PlannedTime {
  const moved = new Date(Date.parse(`${local.slice(0, 10)}T00:00Z`) + days * 86_400_000);
  return planTime({ local: `${moved.toISOString().slice(0, 10)}${local.slice(10)}`, zone });
}

function named(edit: BulkEdit): Parameters<typeof mustExist>[1] {
  if (edit.kind === 'assign') return { person: [edit.assigneeId] };
  return edit.kind === 'release' ? { release: [edit.releaseId] } : {};
}

function reasonOf(db: ReadDb, edit: BulkEdit): string {
  switch (edit.kind) {
    case 'assign': {
      const person = db.row<{ name: string }>('SELECT name FROM person WHERE id = ?', edit.assigneeId);
      return person ? `Assigned to ${person.name}` : 'Assignee taken away';
    }
    case 'release': {
      const release = db.row<{ name: string; version: string }>(
        'SELECT name, version FROM release WHERE id = ?',
        edit.releaseId,
      );
      return release ? `Moved to ${releaseName(release)}` : 'Taken off their release';
    }
    case 'reschedule':
      return `Planned for ${edit.start.local.replace('T', ' ')} ${edit.start.zone}`;
    case 'shift': {
      const days = Math.abs(edit.days);
      return `Moved by ${days} ${days === 1 ? 'day' : 'days'}, ${edit.days < 0 ? 'earlier' : 'later'}`;
    }
  }
}

function newestOf(db: ReadDb, group: GroupId): BulkResult['entry'] {
  const row = db.row<{ device: DeviceId; seq: number; group_id: string }>(
    'SELECT device, seq, group_id FROM log_entry ORDER BY n DESC LIMIT 1',
  );
  return row?.group_id === group ? { device: row.device, seq: row.seq } : null;
}
