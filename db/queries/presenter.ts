import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { PresenterLink } from '#shared/contract/presenter.ts';
import type { Run } from '#shared/contract/runbooks.ts';
import { newId, type PresenterLinkId, type RunId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { writeLocal } from '../local.ts';
import type { ReadDb } from '../read.ts';
import { presenterLink } from '../schema/warroom.ts';
import type { Store } from '../store.ts';
import { backOutOfRun, getRun } from './runs.ts';

type Row = typeof presenterLink.$inferSelect;

/** Links of a run that were not revoked, newest first; their secrets are not kept. */
export function linksOfRun(db: ReadDb, id: RunId): PresenterLink[] {
  return db
    .select()
    .from(presenterLink)
    .where(and(eq(presenterLink.runId, id), isNull(presenterLink.revokedAt)))
    .orderBy(desc(presenterLink.createdAt))
    .all()
    .map(rowToLink);
}

/** Makes a link with a 256-bit secret; only its hash is kept. Throws REFUSED when the run has ended. */
export function addLink(store: Store, id: RunId, showsNames: boolean): PresenterLink & { secret: string } {
  if (getRun(store.db, id).endedAt !== null)
    throw refused('This run has ended. A presenter link shows a run until its end.');
  const secret = randomBytes(32).toString('base64url');
  const link = { id: newId<PresenterLinkId>(), runId: id, showsNames, createdAt: store.now() };
  writeLocal(store, ['presenter'], (run) => {
    run(
      'INSERT INTO presenter_link (id, run_id, hash, shows_names, created_at) VALUES (?, ?, ?, ?, ?)',
      link.id,
      id,
      hashOf(secret).toString('hex'),
      showsNames ? 1 : 0,
      link.createdAt,
    );
  });
  return { ...link, secret };
}

/** Revokes a link: whoever shows it is cut off, and it admits nobody any more. Throws NOT_FOUND. */
export function revokeLink(store: Store, id: PresenterLinkId): void {
  if (linkById(store.db, id) === null) throw notFound('This presenter link');
  writeLocal(store, ['presenter'], (run) =>
    run('UPDATE presenter_link SET revoked_at = ? WHERE id = ?', store.now(), id),
  );
}

/** A link that was not revoked, or null. */
export function linkById(db: ReadDb, id: PresenterLinkId): PresenterLink | null {
  const row = db.select().from(presenterLink).where(eq(presenterLink.id, id)).get();
  return row && row.revokedAt === null ? rowToLink(row) : null;
}

/** The link that a secret opens, or null; each hash is compared in constant time. Links of ended runs open nothing. */
export function linkBySecret(db: ReadDb, secret: string): PresenterLink | null {
  const given = hashOf(secret);
  const row = db
    .select()
    .from(presenterLink)
    .where(isNull(presenterLink.revokedAt))
    .all()
    .filter(({ hash }) => timingSafeEqual(Buffer.from(hash, 'hex'), given))[0];
  if (row === undefined) return null;
  const shown = runShownBy(db, row.runId);
  return shown === null || shown.endedAt !== null ? null : rowToLink(row);
}

/** The run that a link to a run shows: itself, or once it was backed out the run that undoes it; null when it was removed. */
export function runShownBy(db: ReadDb, id: RunId): Run | null {
  const row = db.row<{ one: 1 }>('SELECT 1 AS one FROM run WHERE id = ? AND removed_at IS NULL', id);
  if (!row) return null;
  const found = getRun(db, id);
  const next = found.endedAt === null ? null : backOutOfRun(db, id);
  return next === null ? found : runShownBy(db, next);
}

function rowToLink({ hash: _, revokedAt: __, ...row }: Row): PresenterLink {
  return row;
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
