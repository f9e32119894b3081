import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createFileSecrets, readPrivate, writePrivate } from '#main/services/secrets/file-secrets.ts';
import type { SecretStore } from '#main/services/secrets/secrets.ts';

/** The part of Electron's `safeStorage` that is used; handed in, so that this runs without Electron. */
type Safe = {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
  getSelectedStorageBackend(): string;
};

const sealed = z.record(z.string(), z.base64());

/**
 * Secrets encrypted by the system's keychain in `<folder>/secrets.sealed.json`. Without a keychain (on Linux Chromium
 * then "encrypts" with a fixed password, which protects nothing) the plain 0600 file, and `keptIn` says so. A folder
 * that already has the plain file stays with it, so that a keychain which appears later does not hide the device key.
 * `former` is where the browser shell keeps secrets: what is not here yet is taken over from there.
 */
export function createSafeSecrets(
  safe: Safe,
  platform: NodeJS.Platform,
  folder: string,
  former: SecretStore,
): SecretStore {
  // A folder that is not there is a failure with a screen of its own.
  const stays = !existsSync(folder) || existsSync(join(folder, 'secrets.json'));
  return !stays && isKeychain(safe, platform)
    ? sealedSecrets(safe, folder, former)
    : createFileSecrets(folder);
}

function isKeychain(safe: Safe, platform: NodeJS.Platform): boolean {
  if (!safe.isEncryptionAvailable()) return false;
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(safe.getSelectedStorageBackend());
}

function sealedSecrets(safe: Safe, folder: string, former: SecretStore): SecretStore {
  const path = join(folder, 'secrets.sealed.json');
  // Sealed together with the secret: a copy of the folder must not sign as the device it was copied from.
  const place = `${realpathSync(folder)}\n`;
  const read = () => readPrivate(path, sealed);

  function set(name: string, value: string): void {
    writePrivate(
      path,
      JSON.stringify({ ...read(), [name]: safe.encryptString(place + value).toString('base64') }),
    );
  }

  /** What the browser shell has kept; null also when its keychain refuses. */
  function takeOver(name: string): string | null {
    try {
      const value = former.get(name);
      if (value !== null) set(name, value);
      return value;
    } catch {
      return null;
    }
  }

  return {
    keptIn: 'keychain',
    get(name) {
      const all = read();
      const value = Object.hasOwn(all, name) ? all[name] : undefined;
      if (value === undefined) return takeOver(name);
      const text = safe.decryptString(Buffer.from(value, 'base64'));
      return text.startsWith(place) ? text.slice(place.length) : null;
    },
    set,
    remove(name) {
      const { [name]: removed, ...rest } = read();
      if (removed !== undefined) writePrivate(path, JSON.stringify(rest));
      try {
        former.remove(name);
      } catch {
        // A keychain that refuses has nothing to take over either.
      }
    },
  };
}
