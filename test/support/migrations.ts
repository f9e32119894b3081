import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrateStore } from '#db/migrate.ts';

const source = 'db/migrations';
type Journal = { entries: { idx: number; tag: string; when: number }[] };

export function journal(): Journal {
  return JSON.parse(readFileSync(join(source, 'meta/_journal.json'), 'utf8')) as Journal;
}

/** A copy of the migrations up to and including number `last`, in the given folder; `edit` may spoil it. */
export function migrationsUpTo(
  last: number,
  folder: string,
  edit: (journal: Journal) => void = () => {},
): string {
  const place = join(folder, `migrations-${last}`);
  mkdirSync(join(place, 'meta'), { recursive: true });
  const kept = journal();
  kept.entries = kept.entries.filter((entry) => entry.idx <= last);
  for (const { tag } of kept.entries) cpSync(join(source, `${tag}.sql`), join(place, `${tag}.sql`));
  edit(kept);
  writeFileSync(join(place, 'meta/_journal.json'), JSON.stringify(kept));
  return place;
}

/** A bare file with the migrations up to `last` applied. */
export function fileAt(last: number, folder: string): Database.Database {
  const sqlite = new Database(join(folder, 'at.db'));
  if (last >= 0) migrateStore(sqlite, migrationsUpTo(last, folder), () => {});
  return sqlite;
}
