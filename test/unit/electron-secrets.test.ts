import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSafeSecrets } from '#main/electron/secrets.ts';

let folder: string;
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
    const secrets = createSafeSecrets(keychain('gnome_libsecret'), 'linux', folder);
    secrets.set('device-key', 'ed25519-private');
    expect(secrets.keptIn).toBe('keychain');
    const path = join(folder, 'secrets.sealed.json');
    expect(readFileSync(path, 'utf8')).not.toContain('ed25519');
    expect(statSync(path).mode & 0o077).toBe(0);
    const again = createSafeSecrets(keychain('gnome_libsecret'), 'linux', folder);
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
    const secrets = createSafeSecrets(safe, platform, folder);
    secrets.set('device-key', 'plain');
    expect(secrets.keptIn).toBe('file');
    expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);
    expect(createSafeSecrets(safe, platform, folder).get('device-key')).toBe('plain');
  });

  it('does not lose the device key when a keychain appears later', () => {
    createSafeSecrets(keychain('basic_text'), 'linux', folder).set('device-key', 'first');
    const later = createSafeSecrets(keychain('kwallet6'), 'linux', folder);
    expect([later.keptIn, later.get('device-key')]).toEqual(['file', 'first']);
  });

  it('reports a damaged file instead of starting with no keys', () => {
    writeFileSync(join(folder, 'secrets.sealed.json'), '{"device-key":1}');
    expect(() => createSafeSecrets(keychain('kwallet6'), 'linux', folder).get('device-key')).toThrow(
      /secrets/,
    );
  });
});
