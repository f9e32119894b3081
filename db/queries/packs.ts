import { hash as digest } from 'node:crypto';
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Pack, PackFormat } from '#shared/contract/packs.ts';
import { type CabMeetingId, newId, type PackId } from '#shared/domain/ids.ts';
import { type Snapshot, snapshot as snapshotShape } from '#shared/domain/pack/snapshot.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { writeLocal } from '../local.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { pack } from '../schema/packs.ts';
import type { Store } from '../store.ts';
import { getMeeting } from './cab.ts';

/** A pack as the worker made it: its snapshot as canonical JSON, and every document. */
export type MadePack = {
  readonly sha256: string;
  readonly snapshot: Uint8Array;
  readonly files: readonly {
    readonly format: PackFormat;
    readonly hash: string;
    readonly bytes: Uint8Array;
  }[];
};

/** Packs of a meeting, the newest first. */
export function listPacks(db: ReadDb, meetingId: CabMeetingId): Pack[] {
  return db
    .select()
    .from(pack)
    .where(and(eq(pack.meetingId, meetingId), isNull(pack.removedAt)))
    .orderBy(desc(pack.number))
    .all()
    .map(({ removedAt: _, ...row }) => row);
}

/** A pack by id. Throws NOT_FOUND. */
export function getPack(db: ReadDb, id: PackId): Pack {
  const row = db
    .select()
    .from(pack)
    .where(and(eq(pack.id, id), isNull(pack.removedAt)))
    .get();
  if (!row) throw notFound('This pack');
  const { removedAt: _, ...rest } = row;
  return rest;
}

/** Puts a pack on record. Throws REFUSED when another got its number meanwhile; then nothing is on record. */
export function recordPack(
  store: Store,
  who: Who,
  about: Pick<Pack, 'meetingId' | 'number' | 'title' | 'frozenAt'>,
  made: MadePack,
): Pack {
  const { ref } = getMeeting(store.db, about.meetingId);
  // Bytes first: what nobody refers to does no harm, a record without its bytes would.
  writeLocal(store, [], (run) => {
    const keep = (hash: string, bytes: Uint8Array) =>
      run('INSERT INTO content VALUES (?, ?, ?) ON CONFLICT DO NOTHING', hash, bytes, about.frozenAt);
    keep(made.sha256, made.snapshot);
    for (const { hash, bytes } of made.files) keep(hash, bytes);
  });
  return write(store, who, `Pack ${about.number} of ${ref} frozen`, (tx) => {
    if (nextNumber(tx, about.meetingId) !== about.number)
      throw refused(`${ref} got a pack ${about.number} meanwhile. Look at it, then freeze again.`);
    const files = made.files.map(({ format, hash, bytes }) => [format, { hash, bytes: bytes.byteLength }]);
    const row = tx.insert(pack, {
      ...about,
      id: newId<PackId>(),
      frozenBy: who.actor,
      sha256: made.sha256,
      files: Object.fromEntries(files) as Pack['files'],
    });
    const { removedAt: _, ...rest } = row;
    return rest;
  });
}

/** The number the next pack of a meeting gets. */
export function nextNumber(db: ReadDb, meetingId: CabMeetingId): number {
  const row = db.row<{ last: number | null }>(
    'SELECT max(number) AS last FROM pack WHERE meeting_id = ?',
    meetingId,
  );
  return (row?.last ?? 0) + 1;
}

/** Bytes by their hash. Throws REFUSED in words when they are not here, or are no longer those that were stored. */
export function contentOf(db: ReadDb, hash: string, what: string): Buffer {
  const row = db.row<{ bytes: Buffer }>('SELECT bytes FROM content WHERE hash = ?', hash);
  if (!row)
    throw refused(
      `${what} is on record, but its bytes are not in this file. Open the file it was frozen in, or a backup.`,
    );
  if (digest('sha256', row.bytes, 'hex') !== hash)
    throw refused(
      `${what} is damaged: its bytes no longer have the hash on record. Take it from a backup; the record itself is untouched.`,
    );
  return row.bytes;
}

/** What a pack was made from. Throws REFUSED when it is missing, damaged or from a newer version. */
export function snapshotOf(db: ReadDb, one: Pick<Pack, 'number' | 'sha256'>): Snapshot {
  const bytes = contentOf(db, one.sha256, `The snapshot of pack ${one.number}`);
  const read = snapshotShape.safeParse(JSON.parse(bytes.toString('utf8')));
  if (!read.success)
    throw refused(
      `The snapshot of pack ${one.number} was written by another version of Slipway. Its documents can still be opened.`,
    );
  return read.data;
}
