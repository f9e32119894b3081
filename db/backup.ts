import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Backup } from '#shared/contract/backups.ts';
import { refused } from '#shared/domain/refusal.ts';
import { verdictInThread, verdictOn } from './check-copy.ts';
import { makePrivate, syncFile } from './private-file.ts';
import { innerOf, type Store } from './store.ts';

const DAILY_KEPT = 7;
const NAME = /^slipway-(\d{14})-(daily|migration|asked|restore)\.db$/;

const DRAFT = '.part';

const backupFolder = (folder: string) => join(folder, 'backups');

/** Backups of a data folder, newest first. */
export function listBackups(folder: string): Backup[] {
  const place = backupFolder(folder);
  return namesIn(place)
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

/** Copies under way, by store: a second one asked for meanwhile waits, as both would write one draft. */
const underWay = new WeakMap<Store, Promise<unknown>>();

/** Names in a folder; none when it is not there or may not be read. */
function namesIn(place: string): string[] {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}

/**
 * Copies the file while it is in use (SQLite's online backup), opens the copy and checks it. Only a copy that passed
 * gets its name. Daily copies beyond seven are dropped.
 */
export function backUp(store: Store, cause: Backup['cause']): Promise<Backup> {
  const made = (underWay.get(store) ?? Promise.resolve()).then(() => copyNow(store, cause));
  underWay.set(
    store,
    made.catch(() => undefined), // whoever asked hears of it
  );
  return made;
}

async function copyNow(store: Store, cause: Backup['cause']): Promise<Backup> {
  const folder = dirname(store.file);
  const target = freeName(folder, cause, store.now());
  const draft = `${target.path}${DRAFT}`;
  try {
    makePrivate(draft);
    await innerOf(store).sqlite.backup(draft);
    refuseDamaged(await verdictInThread(draft));
    keep(draft, target.path);
  } finally {
    dropDraft(draft);
  }
  if (cause === 'daily') dropOldDaily(folder, target.name, store.now());
  return { name: target.name, at: target.at, bytes: statSync(target.path).size, cause };
}

/** Copies the file before its first migration. The caller holds the folder's lock and nothing is being written. */
export function copyBeforeMigration(sqlite: Database.Database, folder: string, now: number): void {
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const target = freeName(folder, 'migration', now);
  const draft = `${target.path}${DRAFT}`;
  try {
    copyFileSync(sqlite.name, draft);
    checkCopy(draft);
    keep(draft, target.path);
  } finally {
    dropDraft(draft);
  }
}

/**
 * Puts a backup in place of the workspace file of a folder in which no store is open. The present file is kept among
 * the backups, or set aside under another name when it is damaged. Throws when the backup is not sound.
 */
export function restoreBackup(folder: string, file: string, name: string, now: number): void {
  const source = join(backupFolder(folder), name);
  if (!NAME.test(name) || !existsSync(source))
    throw refused('There is no such backup in the backups folder.');
  const draft = restoring(file);
  try {
    copyFileSync(source, draft);
    checkCopy(draft);
    syncFile(draft);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  setAside(folder, file, now);
  renameSync(draft, file);
}

/**
 * Ends a restore that was cut off. The draft is whole before the present file is set aside, so where no file is left
 * the draft takes its place; otherwise nothing was replaced yet. The caller holds the folder's lock.
 */
export function finishRestore(file: string): void {
  const draft = restoring(file);
  if (!existsSync(draft)) return;
  if (existsSync(file)) rmSync(draft);
  else renameSync(draft, file);
}

/** Removes copies that a killed process had begun. Call while holding the data folder. */
export function dropUnfinishedCopies(folder: string): void {
  const place = backupFolder(folder);
  for (const name of namesIn(place)) {
    if (name.includes(`.db${DRAFT}`)) rmSync(join(place, name), { force: true });
  }
}

/** Writes what an open file holds, whose place on disk is gone, as a backup; answers with its name, null when it cannot. */
export function rescue(store: Store, now: number): string | null {
  try {
    const target = freeName(dirname(store.file), 'restore', now);
    innerOf(store).sqlite.prepare('VACUUM INTO ?').run(target.path);
    checkCopy(target.path);
    makePrivate(target.path);
    return target.name;
  } catch {
    return null; // the disk is gone or full: the failure says so
  }
}

/** Moves the workspace file out of the way, never deletes it: a sound one becomes a backup. */
export function setAside(folder: string, file: string, now: number): void {
  if (!existsSync(file)) return;
  const target = absorbWal(file) ? freeName(folder, 'restore', now).path : freeDamagedName(file, now);
  // The write-ahead log first: left behind, it would be read into whatever file comes next.
  for (const suffix of ['-wal', '-shm', '']) {
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

/** Gives a draft that was checked its name once it is on disk. */
function keep(draft: string, target: string): void {
  syncFile(draft);
  renameSync(draft, target);
}

/** Opens a copy and checks every page; refuses in words when it is not sound. */
function checkCopy(file: string): void {
  refuseDamaged(verdictOn(file));
}

function refuseDamaged(verdict: unknown): void {
  if (verdict !== 'ok') {
    throw refused(
      'This backup is damaged and was not used. The workspace is as it was; choose another backup.',
    );
  }
}

/** Drops the oldest daily copies, never the one just made. One dated ahead, from when the clock was wrong, is old. */
function dropOldDaily(folder: string, made: string, now: number): void {
  const age = (at: number) => (at > now ? Number.POSITIVE_INFINITY : now - at);
  const others = listBackups(folder)
    .filter((backup) => backup.cause === 'daily' && backup.name !== made)
    .sort((a, b) => age(a.at) - age(b.at));
  for (const old of others.slice(DAILY_KEPT - 1)) rmSync(join(backupFolder(folder), old.name));
}

function dropDraft(draft: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(draft + suffix, { force: true });
}

/** A name that no backup has: two in one second must not replace each other. Makes the folder. */
function freeName(folder: string, cause: Backup['cause'], now: number) {
  const place = backupFolder(folder);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  for (let at = Math.floor(now / 1000) * 1000; ; at += 1000) {
    const name = `slipway-${stampOf(at)}-${cause}.db`;
    const path = join(place, name);
    if (!existsSync(path)) return { name, path, at };
  }
}

function freeDamagedName(file: string, now: number): string {
  for (let at = now; ; at += 1000) {
    const path = `${file}.damaged-${stampOf(at)}`;
    if (!existsSync(path)) return path;
  }
}

const restoring = (file: string) => `${file}.restoring`;

function stampOf(at: number): string {
  return new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14);
}

function instantOf(stamp: string): number {
  const [, y, mo, d, h, mi, s] = /(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(stamp) ?? [];
  return Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
}
