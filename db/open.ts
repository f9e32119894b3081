import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { GroupId } from '#shared/domain/ids.ts';
import { GENESIS } from '#shared/domain/log.ts';
import { copyBeforeMigration, dropUnfinishedCopies, finishRestore, listBackups } from './backup.ts';
import { becomeNewDevice, type Identity, identify, type KeyStore, publicKeyOf } from './identity.ts';
import { lockFolder } from './lock.ts';
import { migrateStore } from './migrate.ts';
import { makePrivate } from './private-file.ts';
import { createReadDb } from './read.ts';
import { bindInner, type Head, type Store } from './store.ts';
import { type EntryRow, faultOf } from './verify.ts';

/** SQLite older than this can lose a WAL checkpoint (fixed in 3.51.3). */
const OLDEST_SQLITE = [3, 51, 3];

export type OpenOptions = {
  readonly folder: string;
  readonly keys: KeyStore;
  readonly now: () => number;
  /** The file was put back from a backup or is a copy: go on as a new device. */
  readonly asNewDevice?: boolean;
  readonly migrationsFolder?: string;
};

/** The folder has backups of a workspace, but not its file. */
export class MissingFile extends Error {}

/** The file was taken away while it was open. */
export class LostFile extends Error {}

export const storeFile = (folder: string) => join(folder, 'slipway.db');

/**
 * Opens the workspace file of a folder, making both when they are not there. Takes the folder's lock, asserts the
 * pragmas, migrates, checks the last log entry. Throws what db/failures.ts can put into words; then nothing stays open.
 */
export function openStore(options: OpenOptions): Store {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  accessSync(options.folder, constants.W_OK | constants.R_OK);
  const unlock = lockFolder(options.folder);
  try {
    return openLocked(options, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function openLocked(options: OpenOptions, unlock: () => void): Store {
  const file = storeFile(options.folder);
  finishRestore(file);
  dropUnfinishedCopies(options.folder);
  if (existsSync(file)) accessSync(file, constants.W_OK);
  if (!options.asNewDevice) checkPresent(options.folder, file);
  makePrivate(file);
  const sqlite = new Database(file, { timeout: 2_000 });
  try {
    setPragmas(sqlite);
    const migrations = options.migrationsFolder ?? migrationsFolder();
    const schemaVersion = migrateStore(sqlite, migrations, () =>
      copyBeforeMigration(sqlite, options.folder, options.now()),
    );
    const identity = options.asNewDevice
      ? becomeNewDevice(sqlite, options.keys, file, options.now())
      : identify(sqlite, options.keys, file, options.now());
    const head = headOf(sqlite, identity);
    return createStore({ options, sqlite, file, schemaVersion, identity, head, unlock });
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

const birthplaces = new WeakMap<Store, bigint>();

/** Whether the file that is open still lies at its place: one that was deleted takes writes that nobody finds again. */
export function isInPlace(store: Store): boolean {
  const found = statSync(store.file, { throwIfNoEntry: false, bigint: true })?.ino;
  return found !== undefined && found === birthplaces.get(store);
}

/** A folder that has backups had a workspace: when its file is gone or empty, no new one may silently take its place. */
function checkPresent(folder: string, file: string): void {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes === 0 && listBackups(folder).length > 0)
    throw new MissingFile(`${file} is not there or is empty`);
}

type Parts = {
  readonly options: OpenOptions;
  readonly sqlite: Database.Database;
  readonly file: string;
  readonly schemaVersion: number;
  readonly identity: Identity;
  readonly head: Head;
  readonly unlock: () => void;
};

function createStore({ options, sqlite, file, schemaVersion, identity, head, unlock }: Parts): Store {
  const listeners = new Set<(topics: readonly string[]) => void>();
  const hidden = new Set(
    (sqlite.prepare("SELECT id FROM bulk_group WHERE state = 'applying'").all() as { id: GroupId }[]).map(
      (row) => row.id,
    ),
  );
  const store: Store = {
    db: createReadDb(sqlite),
    file,
    device: { id: identity.id, letters: identity.letters },
    schemaVersion,
    now: options.now,
    hiddenGroups: hidden,
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      listeners.clear();
      sqlite.close();
      unlock();
    },
  };
  birthplaces.set(store, statSync(file, { bigint: true }).ino);
  bindInner(store, {
    sqlite,
    key: identity.key,
    head,
    hidden,
    statements: new Map(),
    publish: (topics) => {
      const list = [...topics];
      for (const listener of listeners) listener(list);
    },
  });
  return store;
}

/** Sets what a confirmed write needs to survive power loss, and refuses to go on when SQLite did not take it. */
function setPragmas(sqlite: Database.Database): void {
  const version = (sqlite.prepare('SELECT sqlite_version() AS v').get() as { v: string }).v;
  if (isOlder(version.split('.').map(Number), OLDEST_SQLITE)) throw new Error(`SQLite ${version} is too old`);
  const wanted: readonly (readonly [string, string | number])[] = [
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['fullfsync', process.platform === 'darwin' ? 1 : 0],
    ['trusted_schema', 0],
  ];
  for (const [pragma, value] of wanted) {
    sqlite.pragma(`${pragma} = ${value}`);
    const found = sqlite.pragma(pragma, { simple: true });
    if (found !== value) throw new Error(`SQLite did not take ${pragma} = ${value}: it says ${found}`);
  }
  sqlite.pragma('cache_size = -65536');
}

/** Where this device's chain stands; throws when its last entry is not sound. */
function headOf(sqlite: Database.Database, identity: Identity): Head {
  const [last, before] = sqlite
    .prepare('SELECT * FROM log_entry WHERE device = ? ORDER BY seq DESC LIMIT 2')
    .all(identity.id) as EntryRow[];
  // The newest of each device's last entries: (device, seq) has an index, hlc has none.
  const newest = sqlite
    .prepare(
      `SELECT max((SELECT hlc FROM log_entry e WHERE e.device = d.id ORDER BY seq DESC LIMIT 1)) AS hlc FROM device d`,
    )
    .get() as { hlc: string | null };
  if (!last) return { seq: 0, hash: GENESIS, hlc: newest.hlc ?? '' };
  const row = sqlite.prepare('SELECT public_key FROM device WHERE id = ?').get(identity.id) as {
    public_key: string;
  };
  const fault = faultOf(last, before ?? { seq: last.seq - 1, hash: GENESIS }, publicKeyOf(row.public_key));
  if (fault) throw new Database.SqliteError(`The record is not sound: ${fault}`, 'SQLITE_CORRUPT');
  return { seq: last.seq, hash: last.hash, hlc: newest.hlc ?? last.hlc };
}

function isOlder(version: readonly number[], than: readonly number[]): boolean {
  for (const [at, part] of than.entries()) {
    const found = version[at] ?? 0;
    if (found !== part) return found < part;
  }
  return false;
}

/** Beside this file in the source tree; beside the bundle's folder once built. */
function migrationsFolder(): string {
  const place = import.meta.url.endsWith('.ts') ? './migrations' : '../migrations';
  return fileURLToPath(new URL(place, import.meta.url));
}
