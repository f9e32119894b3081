import type { Preferences } from '#shared/contract/preferences.ts';
import { usualColumns } from '#shared/domain/changes/change-columns.ts';
import { writeLocal } from '../local.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';

const usual: Preferences = {
  theme: 'system',
  wallTheme: 'dark',
  density: 'normal',
  changeViews: [],
  changeColumns: usualColumns,
  localApi: false,
  notices: { sound: false, system: false, rehearsals: false },
  presenter: { on: false, host: '127.0.0.1', port: null },
};

/** Preferences of this device; what was never set has its usual value. */
export function readPreferences(db: ReadDb): Preferences {
  const rows = db.rows<{ key: string; value: string }>(
    "SELECT key, value FROM preference WHERE key NOT IN ('operator', 'riskScoredWith', 'commands', 'announced')",
  );
  return { ...usual, ...Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value)])) };
}

/** Sets the given preferences; answers with all of them. */
export function setPreferences(
  store: Store,
  fields: { [K in keyof Preferences]?: Preferences[K] | undefined },
): Preferences {
  writeLocal(store, ['preferences'], (run) => {
    for (const [key, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      run(
        'INSERT INTO preference VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
        key,
        JSON.stringify(value),
      );
    }
  });
  return readPreferences(store.db);
}
