import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { refused } from '#shared/domain/refusal.ts';

/** Why a file cannot be written, by the code of the system. */
const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not a folder',
  EACCES: 'may not be written by this account',
  EPERM: 'may not be written by this account',
  EROFS: 'can only be read',
  ENOSPC: 'is on a disk that is full',
  EDQUOT: 'is on a disk whose quota is used up',
};

/**
 * Writes a file into a folder, whole or not at all: what stood there under its name is replaced only once the new one is
 * on disk. Answers with its path. Throws REFUSED in words when the folder is missing, read-only or full.
 */
export async function saveInto(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  if (!isAbsolute(folder)) throw refused('Write the whole path of the folder, from its root.');
  const path = join(folder, name);
  const beside = join(folder, `.${randomUUID()}.part`);
  try {
    if (!(await stat(folder)).isDirectory())
      throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    const file = await open(beside, 'wx', 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
    return path;
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined); // the reason below is the one to be told
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw refused(
      `The folder ${folder} ${WHY[code] ?? `cannot be written (${code})`}. Nothing was written; the pack is kept here as it was.`,
    );
  }
}
