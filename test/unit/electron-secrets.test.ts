import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSafeSecrets } from '#main/electron/secrets.ts';
import type { SecretStore } from '#main/services/secrets/secrets.ts';

let folder: string;

/** What the browser shell keeps. */
function kept(values: Readonly<Record<string, string>> = {}): SecretStore {
  const map = new Map(Object.entries(values));
  return {
    keptIn: 'keychain',
    get: (name) => map.get(name) ?? null,
    set: (name, value) => void map.set(name, value),
    remove: (name) => void map.delete(name),
  };
}
const refusing: SecretStore = {
  ...kept(),
  get: () => {
    throw new Error('The keychain is locked');
  },
  remove: () => {
    throw new Error('The keychain is locked');
  },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Stands in for the keychain: turns every byte over. */
function keychain(backend: string, available = true) {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  return {
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text: string) => turn(Buffer.from(text)),
    decryptString: (bytes: Buffer) => turn(bytes).toString(),
  };
}

describe('secrets under Electron', () => {
  it('writes only what the keychain has encrypted, readable by its owner', () => {
    const secrets = createSafeSecrets(keychain('gnome_libsecret'), 'linux', folder, kept());
    secrets.set('device-key', 'ed25519-private');
    expect(secrets.keptIn).toBe('keychain');
    const path = join(folder, 'secrets.sealed.json');
    expect(readFileSync(path, 'utf8')).not.toContain('ed25519');
    expect(statSync(path).mode & 0o077).toBe(0);
    const again = createSafeSecrets(keychain('gnome_libsecret'), 'linux', folder, kept());
    expect(again.get('device-key')).toBe('ed25519-private');
    again.remove('device-key');
    expect(again.get('device-key')).toBeNull();
    expect(again.get('__proto__')).toBeNull();
  });

  it.each([
    ['Chromium has only its fixed password', 'linux', keychain('basic_text')],
    ['the backend is not known', 'linux', keychain('unknown')],
    ['the keychain is locked', 'darwin', keychain('', false)],
  ] as const)('says "file" and keeps a private file when %s', (_, platform, safe) => {
    const secrets = createSafeSecrets(safe, platform, folder, kept());
    secrets.set('device-key', 'plain');
    expect(secrets.keptIn).toBe('file');
    expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);
    expect(createSafeSecrets(safe, platform, folder, kept()).get('device-key')).toBe('plain');
  });

  it('does not lose the device key when a keychain appears later', () => {
    createSafeSecrets(keychain('basic_text'), 'linux', folder, kept()).set('device-key', 'first');
    const later = createSafeSecrets(keychain('kwallet6'), 'linux', folder, kept());
    expect([later.keptIn, later.get('device-key')]).toEqual(['file', 'first']);
  });

  it('takes over the device key that the browser shell has kept, and forgets it for good', () => {
    const former = kept({ 'device-key': 'from the browser shell' });
    const secrets = createSafeSecrets(keychain('kwallet6'), 'linux', folder, former);
    expect(secrets.get('device-key')).toBe('from the browser shell');
    expect(createSafeSecrets(keychain('kwallet6'), 'linux', folder, kept()).get('device-key')).toBe(
      'from the browser shell',
    );
    secrets.remove('device-key');
    expect(secrets.get('device-key')).toBeNull();
  });

  it('starts although the keychain of the browser shell refuses', () => {
    const secrets = createSafeSecrets(keychain('kwallet6'), 'linux', folder, refusing);
    expect(secrets.get('device-key')).toBeNull();
    secrets.set('device-key', 'new');
    secrets.remove('device-key');
    expect(secrets.get('device-key')).toBeNull();
  });

  it('does not let a copy of the folder sign as its original', () => {
    createSafeSecrets(keychain('kwallet6'), 'linux', folder, kept()).set('device-key', 'original');
    const copy = `${folder}-copy`;
    cpSync(folder, copy, { recursive: true });
    expect(createSafeSecrets(keychain('kwallet6'), 'linux', copy, kept()).get('device-key')).toBeNull();
    rmSync(copy, { recursive: true });
  });

  it('reports a damaged file instead of starting with no keys', () => {
    writeFileSync(join(folder, 'secrets.sealed.json'), '{"device-key":1}');
    expect(() => createSafeSecrets(keychain('kwallet6'), 'linux', folder, kept()).get('device-key')).toThrow(
      /secrets/,
    );
  });
});
