import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { LARGEST_FILE } from '#shared/contract/exchange.ts';
import { refused } from '#shared/domain/refusal.ts';

/** A name that is dropped at the next start, as everything staged is. */
const FOLDER = 'staging-uploads';
const KEPT_FOR = 60 * 60_000;

/**
 * Adds a piece (base64) to a file that is sent to be read in; without `file` it starts one. Answers with the file's
 * name and its size in bytes. Throws REFUSED for a name nobody was given, for what is not base64, and for more than
 * LARGEST_FILE, which drops the file.
 */
export async function addPiece(
  folder: string,
  file: string | undefined,
  data: string,
  now: number,
): Promise<{ file: string; bytes: number }> {
  await dropOldUploads(folder, now);
  if (data.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(data))
    throw refused('A piece of the file arrived damaged: it is not base64. Choose the file again.');
  const name = file ?? randomUUID();
  if (file !== undefined) await uploadedFile(folder, file);
  else await mkdir(join(folder, FOLDER), { recursive: true, mode: 0o700 });
  const path = pathOf(folder, name);
  await appendFile(path, Buffer.from(data, 'base64'), { mode: 0o600 });
  // The age counts by the clock of the app, which tests move.
  await utimes(path, now / 1000, now / 1000);
  const { size } = await stat(path);
  if (size > LARGEST_FILE) {
    await dropUpload(folder, name);
    throw refused(
      `The file is larger than ${LARGEST_FILE / 1024 / 1024} MB, the most that is read in. Export a shorter time and choose that file.`,
    );
  }
  return { file: name, bytes: size };
}

/** Path of a file that was sent. Throws REFUSED when it is not, or no longer, there. */
export async function uploadedFile(folder: string, file: string): Promise<string> {
  const path = pathOf(folder, file);
  const found = await stat(path).catch(() => null);
  if (found === null) throw refused('This file is not kept here any more. Choose it again.');
  return path;
}

/** Forgets a file that was sent. */
export async function dropUpload(folder: string, file: string): Promise<void> {
  await rm(pathOf(folder, file), { force: true });
}

/** Forgets files whose last piece came an hour ago or earlier. */
export async function dropOldUploads(folder: string, now: number): Promise<void> {
  const names = await readdir(join(folder, FOLDER)).catch(() => []);
  for (const name of names) {
    const path = join(folder, FOLDER, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtimeMs <= now - KEPT_FOR) await rm(path, { force: true });
  }
}

/** `file` is a UUID: the contract has checked it. */
function pathOf(folder: string, file: string): string {
  return join(folder, FOLDER, file);
}
