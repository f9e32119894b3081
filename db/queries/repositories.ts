import type { Repository } from '#shared/contract/repositories.ts';
import { newId, type RepositoryId } from '#shared/domain/ids.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { writeLocal } from '../local.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { repository } from '../schema/repositories.ts';
import type { Store } from '../store.ts';

const SELECT = `SELECT r.id, r.name, p.path FROM repository r LEFT JOIN repository_path p ON p.repository_id = r.id
  WHERE r.removed_at IS NULL`;

/** Repositories by name; `path` is null where this device does not know a clone. */
export function listRepositories(db: ReadDb): Repository[] {
  return db.rows<Repository>(`${SELECT} ORDER BY r.name`);
}

/** A repository whose clone lies on this computer. Throws NOT_FOUND when it does not. */
export function repositoryOnDisk(db: ReadDb, id: RepositoryId): Repository & { path: string } {
  const row = db.row<Repository>(`${SELECT} AND r.id = ?`, id);
  if (!row?.path) throw notFound('A clone of this repository on this computer');
  return { ...row, path: row.path };
}

/** Remembers a clone; a folder that is known already answers with its repository. */
export function addRepository(store: Store, who: Who, found: { name: string; path: string }): Repository {
  const known = store.db.row<Repository>(`${SELECT} AND p.path = ?`, found.path);
  if (known) return known;
  const id = newId<RepositoryId>();
  // The path first: a kill between the two leaves a path without a repository, which the next attempt replaces.
  writeLocal(store, ['repositories'], (run) => {
    run('INSERT OR REPLACE INTO repository_path VALUES (?, ?)', id, found.path);
  });
  write(store, who, 'Repository added', (tx) => tx.insert(repository, { id, name: found.name }));
  return { id, ...found };
}
