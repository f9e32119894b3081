import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { type DeviceId, newId } from '#shared/domain/ids.ts';
import { lettersAfter } from '#shared/domain/references.ts';

/** Where private keys are kept: the keychain of the operating system, or a file only its owner can read. */
export type KeyStore = {
  readonly keptIn: 'keychain' | 'file';
  get(name: string): string | null;
  set(name: string, value: string): void;
};

export type Identity = { readonly id: DeviceId; readonly letters: string; readonly key: KeyObject };

type DeviceRow = { id: DeviceId; letters: string; birthplace: string };

/** The file is a copy: its log belongs to a device that goes on elsewhere, or whose key is not here. */
export class CopiedFile extends Error {}

/** The device that writes this file; a new file gets one. Throws CopiedFile when the file has moved away from its device. */
export function identify(sqlite: Database.Database, keys: KeyStore, file: string, now: number): Identity {
  const row = sqlite.prepare('SELECT id, letters, birthplace FROM device WHERE current = 1').get() as
    | DeviceRow
    | undefined;
  if (!row) return becomeNewDevice(sqlite, keys, file, now);
  if (row.birthplace !== birthplace(file))
    throw new CopiedFile('The file lies at another place than where its device wrote it');
  const pem = keys.get(keyName(row.id));
  if (!pem) throw new CopiedFile('The key of the device that wrote this file is not on this computer');
  return { id: row.id, letters: row.letters, key: createPrivateKey(pem) };
}

/** Gives the file a new device id, letters and key, so that two copies never write the same sequence. */
export function becomeNewDevice(
  sqlite: Database.Database,
  keys: KeyStore,
  file: string,
  now: number,
): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const id = newId<DeviceId>();
  const letters = lettersAfter(newestLetters(sqlite));
  keys.set(keyName(id), privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  sqlite
    .transaction(() => {
      sqlite.prepare('UPDATE device SET current = 0').run();
      sqlite.prepare('DELETE FROM counter').run();
      sqlite
        .prepare(
          'INSERT INTO device (id, letters, public_key, current, birthplace, created_at) VALUES (?, ?, ?, 1, ?, ?)',
        )
        .run(
          id,
          letters,
          publicKey.export({ type: 'spki', format: 'pem' }).toString(),
          birthplace(file),
          now,
        );
    })
    .immediate();
  return { id, letters, key: privateKey };
}

/** Letters of the device that joined last: the longest, then the last in the alphabet. */
function newestLetters(sqlite: Database.Database): string {
  const row = sqlite
    .prepare('SELECT letters FROM device ORDER BY length(letters) DESC, letters DESC LIMIT 1')
    .get();
  return (row as { letters: string } | undefined)?.letters ?? '';
}

/** Public key of a device of the log. */
export function publicKeyOf(pem: string): KeyObject {
  return createPublicKey(pem);
}

/** A copy of a file has another file number; a copy of a disk is on another machine. */
function birthplace(file: string): string {
  return `${machine()}/${statSync(file, { bigint: true }).ino}`;
}

function machine(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim();
  } catch {
    return process.platform; // no such file outside Linux: there the keychain tells machines apart
  }
}

function keyName(id: DeviceId): string {
  return `device-key.${id}`;
}
