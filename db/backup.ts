import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Backup } from '#shared/contract/backups.ts';
import { innerOf, type Store } from './store.ts';

const DAILY_KEPT = 7;
const NAME = /^slipway-(\d{14})-(daily|migration|asked|restore)\.db$/;

const backupFolder = (folder: string) => join(folder, 'backups');

/** Backups of a data folder, newest first. */
export function listBackups(folder: string): Backup[] {
  const place = backupFolder(folder);
  if (!existsSync(place)) return [];
  return readdirSync(place)
    .flatMap((name) => {
      const parts = NAME.exec(name);
      if (!parts) return [];
      const [, stamp = '', cause] = parts;
      return [
        {
          name,
          at: instantOf(stamp),
          bytes: statSync(join(place, name)).size,
          cause: cause as Backup['cause'],
        },
      ];
    })
    .sort((a, b) => b.at - a.at);
}

/**
 * Copies the file while it is in use (SQLite's online backup), opens the copy and checks it. Only a copy that passed
 * gets its name. Daily copies beyond seven are dropped.
 */
export async function backUp(store: Store, cause: Backup['cause']): Promise<Backup> {
  const place = backupFolder(dirname(store.file));
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const at = Math.floor(store.now() / 1000) * 1000;
  const name = `slipway-${stampOf(at)}-${cause}.db`;
  const draft = join(place, `${name}.part`);
  try {
    await innerOf(store).sqlite.backup(draft);
    checkCopy(draft);
    renameSync(draft, join(place, name));
  } finally {
    dropDraft(draft);
  }
  if (cause === 'daily') dropOldDaily(dirname(store.file));
  return { name, at, bytes: statSync(join(place, name)).size, cause };
}

/** Copies the file before its first migration. The caller holds the folder's lock and nothing is being written. */
export function copyBeforeMigration(sqlite: Database.Database, folder: string, now: number): void {
  const place = backupFolder(folder);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const target = join(place, `slipway-${stampOf(now)}-migration.db`);
  copyFileSync(sqlite.name, target);
  checkCopy(target);
}

/**
 * Puts a backup in place of the workspace file of a folder in which no store is open. The present file is kept among
 * the backups, or set aside under another name when it is damaged. Throws when the backup is not sound.
 */
export function restoreBackup(folder: string, file: string, name: string, now: number): void {
  if (!NAME.test(name)) throw new Error('There is no such backup');
  const source = join(backupFolder(folder), name);
  if (!existsSync(source)) throw new Error('There is no such backup');
  checkCopy(source);
  const draft = `${file}.restoring`;
  copyFileSync(source, draft);
  setAside(folder, file, now);
  renameSync(draft, file);
}

/** Moves the workspace file out of the way, never deletes it: a sound one becomes a backup. */
export function setAside(folder: string, file: string, now: number): void {
  if (!existsSync(file)) return;
  mkdirSync(backupFolder(folder), { recursive: true, mode: 0o700 });
  const sound = absorbWal(file);
  const target = sound
    ? join(backupFolder(folder), `slipway-${stampOf(now)}-restore.db`)
    : `${file}.damaged-${stampOf(now)}`;
  renameSync(file, target);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix);
  }
}

/** True when the file is sound and stands on its own, its write-ahead log folded in. */
function absorbWal(file: string): boolean {
  try {
    const sqlite = new Database(file, { fileMustExist: true });
    try {
      sqlite.pragma('wal_checkpoint(TRUNCATE)');
      return sqlite.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      sqlite.close();
    }
  } catch {
    return false; // cannot even be opened: it is set aside as damaged
  }
}

/** Opens a copy and checks every page; throws in words when it is not sound. */
function checkCopy(file: string): void {
  const copy = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const verdict = copy.pragma('integrity_check(1)', { simple: true });
    if (verdict !== 'ok') throw new Error(`The backup is not sound: ${verdict}`);
  } finally {
    copy.close();
  }
}

function dropOldDaily(folder: string): void {
  const daily = listBackups(folder).filter((backup) => backup.cause === 'daily');
  for (const old of daily.slice(DAILY_KEPT)) rmSync(join(backupFolder(folder), old.name));
}

function dropDraft(draft: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(draft + suffix, { force: true });
}

function stampOf(at: number): string {
  return new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14);
}

function instantOf(stamp: string): number {
  const [, y, mo, d, h, mi, s] = /(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(stamp) ?? [];
  return Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
}
