import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFileSecrets } from '#main/services/secrets/file-secrets.ts';
import { openSecrets } from '#main/services/secrets/keyring-secrets.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-secrets-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('secrets are kept, replaced and removed by name, also by names that objects have anyway', () => {
  for (const name of ['device', 'constructor', 'toString']) {
    const secrets = createFileSecrets(folder);
    expect(secrets.get(name)).toBeNull();
    secrets.set(name, 'one');
    secrets.set(name, 'two');
    expect(createFileSecrets(folder).get(name)).toBe('two');
    secrets.remove(name);
    secrets.remove(name);
    expect(secrets.get(name)).toBeNull();
  }
});

test.skipIf(process.platform === 'win32')(
  'the file is for its owner only, also after a crash left one that is not',
  () => {
    writeFileSync(join(folder, 'secrets.json.new'), '{}');
    chmodSync(join(folder, 'secrets.json.new'), 0o666);
    createFileSecrets(folder).set('device', 'key');
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  },
);

test('a file that holds something else is reported, not replaced', () => {
  writeFileSync(join(folder, 'secrets.json'), '[1]');
  expect(() => createFileSecrets(folder).get('device')).toThrow(/secrets/);
  expect(() => createFileSecrets(folder).set('device', 'key')).toThrow(/secrets/);
});

test('without a keychain that answers the file is used, without an error', { timeout: 10_000 }, async () => {
  vi.stubEnv('SLIPWAY_SECRETS', '');
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nowhere/bus');
  const secrets = await openSecrets(folder);
  if (process.platform === 'linux') expect(secrets.keptIn).toBe('file');
});

test('a folder that has a secrets file stays with it', async () => {
  createFileSecrets(folder).set('device', 'key');
  vi.stubEnv('SLIPWAY_SECRETS', '');
  expect((await openSecrets(folder)).keptIn).toBe('file');
});
