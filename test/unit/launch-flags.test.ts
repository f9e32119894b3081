import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDataFolder, parseFlags } from '#main/launch/flags.ts';

test('all flags are read', () => {
  expect(parseFlags(['--shell=web', '--data=x', '--port=4711', '--no-open'])).toEqual({
    shell: 'web',
    data: resolve('x'),
    port: 4711,
    open: false,
  });
  expect(parseFlags([])).toMatchObject({ shell: null, port: null, open: true });
});

test('what cannot be meant is refused in words', () => {
  for (const args of [
    ['--port=0'],
    ['--port=70000'],
    ['--port=4e3x'],
    ['--shell=tk'],
    ['--data='],
    ['--x'],
    ['y'],
  ])
    expect(parseFlags(args), args.join(' ')).toMatch(/\.$/);
});

test('data lies where each operating system wants it', () => {
  expect(defaultDataFolder('linux', {}, '/home/kim')).toBe('/home/kim/.local/share/slipway');
  expect(defaultDataFolder('linux', { XDG_DATA_HOME: '/data' }, '/home/kim')).toBe('/data/slipway');
  expect(defaultDataFolder('darwin', {}, '/Users/kim')).toBe(
    '/Users/kim/Library/Application Support/Slipway',
  );
  expect(defaultDataFolder('win32', { APPDATA: '/roaming' }, '/kim')).toBe('/roaming/Slipway');
});
