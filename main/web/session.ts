import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivate } from '#main/services/secrets/file-secrets.ts';

const saved = z.object({ key: z.string().regex(/^[\w-]{43}$/), port: z.int().min(1).max(65535) });

/** How long a code in an address is good for, in ms. */
export const codeLifeMs = 60_000;
const openCodesAtMost = 32;

export type Session = {
  /** Port of the last start, so that open pages find the server again; null on the first start. */
  readonly lastPort: number | null;
  /** Remembers key and port for the next start; a folder that cannot be written only loses that comfort. */
  remember(port: number): void;
  /** A code for one address: good once, for 60 s, by this process only. */
  newCode(): string;
  /** Turns a code into a token of its own for one window; null when it is unknown, used or too old. */
  redeem(code: string): string | null;
  /** Whether a token was issued under this folder's session key. */
  accepts(token: string): boolean;
};

/**
 * Codes and tokens of the browser shell. A token is 256 bits of HMAC over a random name, so that none has to be
 * stored and every one survives a restart with the key, which lies in `<folder>/web-session.json` (0600).
 */
export function openSession(folder: string, now: () => number = Date.now): Session {
  const path = join(folder, 'web-session.json');
  const old = readSaved(path);
  const key = old === null ? randomBytes(32) : Buffer.from(old.key, 'base64url');
  const codes = new Map<string, number>();

  const seal = (name: string) => createHmac('sha256', key).update(name).digest();

  return {
    lastPort: old?.port ?? null,
    remember(port) {
      if (old?.port === port) return;
      try {
        writePrivate(path, JSON.stringify({ key: key.toString('base64url'), port }));
      } catch {
        // Read-only folder or full disk: the page says so itself; open pages just have to be opened anew.
      }
    },
    newCode() {
      const code = randomBytes(32).toString('base64url');
      codes.set(digest(code), now() + codeLifeMs);
      const [oldest] = codes.keys();
      if (codes.size > openCodesAtMost && oldest !== undefined) codes.delete(oldest);
      return code;
    },
    redeem(code) {
      // Looked up by hash: how long it takes says nothing about the code itself.
      const name = digest(code);
      const until = codes.get(name);
      codes.delete(name);
      if (until === undefined || now() >= until) return null;
      const id = randomBytes(16).toString('base64url');
      return `${id}.${seal(id).toString('base64url')}`;
    },
    accepts(token) {
      const [id, mac, ...rest] = token.split('.');
      if (id === undefined || mac === undefined || rest.length > 0 || !/^[\w-]{22}$/.test(id)) return false;
      const given = Buffer.from(mac, 'base64url');
      const wanted = seal(id);
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The saved key and port, unless there are none or others could have read them. */
function readSaved(path: string): z.infer<typeof saved> | null {
  try {
    const stat = lstatSync(path);
    if (!stat.isFile() || (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)) return null;
    return saved.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
