import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';

/** The file was written by a newer Slipway, or by one whose migrations differ from ours. */
export class NewerThanApp extends Error {}

type Applied = { readonly hash: string; readonly created_at: number };

/**
 * Brings a file to this version's schema; answers with the schema version (number of migrations). The one place that
 * calls drizzle's migrator, which by itself skips a migration merged with an older date, does not notice an edited
 * one, opens a newer file, and lets a table recreate delete child rows (docs/decisions/0005). `backUp` is called
 * before the first change of a file that holds anything.
 */
export function migrateStore(
  sqlite: Database.Database,
  migrationsFolder: string,
  backUp: () => void,
): number {
  const known = readMigrationFiles({ migrationsFolder });
  const applied = appliedMigrations(sqlite);
  checkOrder(known);
  checkApplied(known, applied);
  if (applied.length < known.length) {
    if (applied.length > 0) backUp();
    sqlite.pragma('foreign_keys = OFF');
    try {
      migrate(drizzle(sqlite), { migrationsFolder });
      const broken = sqlite.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw new Error(`Migration left ${broken.length} rows that point nowhere`);
    } finally {
      sqlite.pragma('foreign_keys = ON');
    }
  }
  return known.length;
}

function appliedMigrations(sqlite: Database.Database): readonly Applied[] {
  const table = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (!table) return [];
  return sqlite.prepare('SELECT hash, created_at FROM __drizzle_migrations ORDER BY id').all() as Applied[];
}

/** Migrations must be dated in the order they are applied, or the migrator would skip one silently. */
function checkOrder(known: readonly MigrationMeta[]): void {
  known.forEach((migration, at) => {
    const before = known[at - 1];
    if (before && before.folderMillis >= migration.folderMillis) {
      throw new Error(`Migration ${at} is dated before migration ${at - 1}`);
    }
  });
}

function checkApplied(known: readonly MigrationMeta[], applied: readonly Applied[]): void {
  if (applied.length > known.length) {
    throw new NewerThanApp(`The file has ${applied.length} migrations, this version knows ${known.length}`);
  }
  applied.forEach((migration, at) => {
    if (known[at]?.hash !== migration.hash) {
      throw new NewerThanApp(`Migration ${at} of the file is not the one this version knows`);
    }
  });
}
