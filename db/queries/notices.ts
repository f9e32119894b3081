import type { PersonId, RunId } from '#shared/domain/ids.ts';
import { writeLocal } from '../local.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';
import { operatorId } from './people.ts';

const KEY = 'announced';

type Announced = { readonly runId: RunId; readonly personId: PersonId | null; readonly key: string };

/** Keys of what the operator of this device was told of a run. */
export function announcedOf(db: ReadDb, id: RunId): string[] {
  const personId = operatorId(db);
  return all(db)
    .filter((one) => one.runId === id && one.personId === personId)
    .map(({ key }) => key);
}

/** Remembers that the operator is told something; false when they were told already. Runs that ended are forgotten. */
export function claimNotice(store: Store, id: RunId, key: string): boolean {
  if (announcedOf(store.db, id).includes(key)) return false;
  const running = store.db.rows<{ id: RunId }>(
    'SELECT id FROM run WHERE started_at IS NOT NULL AND ended_at IS NULL AND removed_at IS NULL',
  );
  const kept = all(store.db).filter(({ runId }) => running.some((run) => run.id === runId));
  const told: Announced = { runId: id, personId: operatorId(store.db), key };
  writeLocal(store, ['notices'], (run) =>
    run(
      'INSERT INTO preference VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      KEY,
      JSON.stringify([...kept, told]),
    ),
  );
  return true;
}

function all(db: ReadDb): Announced[] {
  const row = db.row<{ value: string }>('SELECT value FROM preference WHERE key = ?', KEY);
  return row ? (JSON.parse(row.value) as Announced[]) : [];
}
