import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileWithin, pageHeaders } from '#main/services/files/page-files.ts';

// Both shells serve the page by these: a way out of its folder would be one in both.

it('answers index.html for the paths that the page routes itself', () => {
  for (const path of ['/', '/changes', '/change/CHG-A12', '/change/CHG-A12/', '/unknown'])
    expect(fileWithin(path)).toBe('index.html');
});

it('names the files of the build', () => {
  expect(fileWithin('/assets/index-B_x1.js')).toBe(join('assets', 'index-B_x1.js'));
});

it.each([
  '/../x.js',
  '/%2e%2e/x.js',
  '/a/..%2f..%2fx.js',
  '/..%2f..%2fetc/passwd.html',
  '/assets/..%5c..%5cmain%5celectron.js',
  '/a\\..\\x.js',
  '/a/./x.js',
  '/.env',
  '/.git/config.json',
  '/assets/.hidden.js',
  '/C:/Windows/win.ini.html',
  '/index.html::$DATA',
  '//host/x.js',
  '/assets//evil.js',
  '/%00.js',
  '/a%0Ab.js',
  '/%E0%A4%A.js',
  '/%zz.js',
  'x.js',
  '',
])('%j names no file', (path) => expect(fileWithin(path)).toBeNull());

it('stays in the folder for any path', () => {
  const root = resolve('/srv', 'page');
  const piece = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', '/', '//', 'C:', '~', '%00', 'a.js'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const inside = fileWithin(`/${pieces.join('/')}`);
      return inside === null || resolve(root, inside).startsWith(root + sep);
    }),
    { numRuns: 3_000 },
  );
});

it('lets the page connect to its own origin and the named addresses only', () => {
  const connect = (to: string[]) =>
    pageHeaders(to)
      ['content-security-policy']?.split('; ')
      .find((line) => line.startsWith('connect-src'));
  expect(connect([])).toBe("connect-src 'self'");
  expect(connect(['ws://127.0.0.1:4711'])).toBe("connect-src 'self' ws://127.0.0.1:4711");
});
