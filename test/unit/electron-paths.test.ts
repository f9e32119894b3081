import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deepLinkIn, deepLinkToPath, isPagePath } from '#main/electron/page-paths.ts';
import { createPageServer } from '#main/electron/page-server.ts';

describe('deep links', () => {
  it.each([
    ['slipway://change/CHG-A12', '/change/CHG-A12'],
    ['slipway://change/CHG-A12/', '/change/CHG-A12'],
    ['SLIPWAY://release/REL-A3', '/release/REL-A3'],
    ['slipway://cab', '/cab'],
    ['slipway://cab/CAB-A4', '/cab/CAB-A4'],
    ['slipway://', '/'],
    ['slipway://today', '/'],
    ['slipway://war-room', '/war-room'],
    ['slipway://wall/0190c7a2-1111-7000-8000-000000000000', '/wall/0190c7a2-1111-7000-8000-000000000000'],
  ])('%s is %s', (link, path) => expect(deepLinkToPath(link)).toBe(path));

  it.each([
    'slipway:change/CHG-A12',
    'slipway://change',
    'slipway://change/CHG-A12/x',
    'slipway://change/../settings',
    'slipway://change/CHG-A12?x=1',
    'slipway://change/CHG-A12#x',
    'slipway://change/%2e%2e',
    'slipway://change//CHG-A12',
    'slipway://change/-rf',
    'slipway://__proto__/x',
    'slipway://constructor',
    'slipway://calendar/x',
    `slipway://change/${'A'.repeat(65)}`,
    'slipway://change/CHG-A12\nslipway://cab',
    "slipway://change/');alert(1);('",
    'slipway://user@change/CHG-A12',
    'https://change/CHG-A12',
    ' slipway://cab',
    '',
  ])('%j leads nowhere', (link) => expect(deepLinkToPath(link)).toBeNull());

  it('gives a path of the page or nothing, for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((s) => `slipway://${s}`),
        ),
        (link) => {
          const path = deepLinkToPath(link);
          return path === null || (isPagePath(path) && /^\/[A-Za-z0-9/-]*$/.test(path));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is found on the command line of a second start', () => {
    expect(deepLinkIn(['slipway', '--allow-file-access', 'slipway://cab'])).toBe('/cab');
    expect(deepLinkIn(['slipway', '--x=slipway://cab'])).toBeNull();
  });
});

describe('serving the page', () => {
  let folder: string;
  let serve: (request: Request) => Promise<Response>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-page-'));
    const root = join(folder, 'renderer');
    mkdirSync(join(root, 'assets'), { recursive: true });
    writeFileSync(join(root, 'index.html'), '<!doctype html>');
    writeFileSync(join(root, 'assets', 'a.js'), 'export {}');
    writeFileSync(join(root, 'notes.txt'), 'not a kind of file a page has');
    writeFileSync(join(folder, 'secret.json'), '{}');
    serve = createPageServer(root);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  // Under Electron the scheme is a standard one; Node's Request takes the same addresses.
  const ask = (path: string, method = 'GET') => serve(new Request(`app://slipway${path}`, { method }));

  it('sends the page and its files with their types', async () => {
    const page = await ask('/change/CHG-A12');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toBe('<!doctype html>');
    expect((await ask('/assets/a.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('refuses what is not there, not ours or not a question', async () => {
    for (const path of ['/assets/b.js', '/notes.txt', '/%2e%2e%2fsecret.json', '/../secret.json'])
      expect((await ask(path)).status).toBe(404);
    expect((await ask('/', 'POST')).status).toBe(405);
    expect((await serve(new Request('app://evil/'))).status).toBe(403);
  });

  it('sends the guards along with every answer', async () => {
    for (const answer of [
      await ask('/'),
      await ask('/assets/a.js'),
      await ask('/none.js'),
      await ask('/', 'POST'),
    ]) {
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});
