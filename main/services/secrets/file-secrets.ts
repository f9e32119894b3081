import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from './secrets.ts';

const file = z.record(z.string(), z.string());

/** Secrets in `<folder>/secrets.json`, readable by its owner only; for computers without a keychain, and said on screen. */
export function createFileSecrets(folder: string): SecretStore {
  const path = join(folder, 'secrets.json');
  const read = () => readPrivate(path, file);

  return {
    keptIn: 'file',
    get(name) {
      const all = read();
      return Object.hasOwn(all, name) ? (all[name] ?? null) : null;
    },
    set(name, value) {
      writePrivate(path, JSON.stringify({ ...read(), [name]: value }));
    },
    remove(name) {
      const { [name]: removed, ...rest } = read();
      if (removed !== undefined) writePrivate(path, JSON.stringify(rest));
    },
  };
}

/** The texts by name that {@link writePrivate} left, none when there is no file. Throws on a file of another form. */
export function readPrivate(
  path: string,
  form: z.ZodType<Record<string, string>>,
): Readonly<Record<string, string>> {
  let raw: string;
  try {
    raw = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  const parsed = form.safeParse(JSON.parse(raw));
  if (!parsed.success) throw new Error(`${path} does not hold secrets in the form Slipway writes`);
  return parsed.data;
}

/** Replaces a file in one step with one only its owner can read; a crash leaves the old or the new text, never a part. */
export function writePrivate(path: string, text: string): void {
  const next = `${path}.new`;
  const handle = openSync(next, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  // A file left over from a crash keeps the mode it had.
  chmodSync(next, 0o600);
  renameSync(next, path);
}
