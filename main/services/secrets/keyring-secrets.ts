import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { AsyncEntry, Entry } from '@napi-rs/keyring';
import { createFileSecrets } from './file-secrets.ts';
import type { SecretStore } from './secrets.ts';

const service = 'Slipway';
// Without this the library falls back to the kernel's keyring, which forgets everything at a restart.
const options = { linux: { store: 'secret-service' as const } };
const firstAnswerMs = 3_000;

/**
 * Secrets in the keychain of the operating system, named after the data folder so that two workspaces do not meet
 * and a copied folder does not find the keys of its original. Throws on use when the keychain refuses.
 */
export function createKeyringSecrets(folder: string): SecretStore {
  const entry = (name: string) => new Entry(service, account(folder, name), options);
  return {
    keptIn: 'keychain',
    get: (name) => entry(name).getPassword(),
    set: (name, value) => entry(name).setPassword(value),
    remove: (name) => {
      entry(name).deletePassword();
    },
  };
}

/**
 * The keychain when one answers within three seconds, else the file in the data folder. A folder that already has
 * a secrets file stays with it, so that a keychain which appears later does not hide the device key.
 * `SLIPWAY_SECRETS=file` skips the keychain. Never throws.
 */
export async function openSecrets(folder: string): Promise<SecretStore> {
  const stays = process.env.SLIPWAY_SECRETS === 'file' || existsSync(join(folder, 'secrets.json'));
  return !stays && (await keychainAnswers()) ? createKeyringSecrets(folder) : createFileSecrets(folder);
}

/** Writes, reads and removes a trial entry: a keychain that can be read but not written is of no use. */
async function keychainAnswers(): Promise<boolean> {
  if (process.platform === 'linux' && !hasSessionBus()) return false;
  const signal = AbortSignal.timeout(firstAnswerMs);
  const trial = async () => {
    const entry = new AsyncEntry(service, `trial-${process.pid}`, options);
    await entry.setPassword('trial', signal);
    const answer = await entry.getPassword(signal);
    await entry.deletePassword(signal);
    return answer === 'trial';
  };
  // The library cannot interrupt a call that is already waiting for the keychain; the race can stop waiting for it.
  const late = new Promise<boolean>((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });
  return Promise.race([trial().catch(() => false), late]);
}

function hasSessionBus(): boolean {
  const runtime = process.env.XDG_RUNTIME_DIR;
  return (
    process.env.DBUS_SESSION_BUS_ADDRESS !== undefined ||
    (runtime !== undefined && existsSync(join(runtime, 'bus')))
  );
}

function account(folder: string, name: string): string {
  const place = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
  return `${place}:${name}`;
}
