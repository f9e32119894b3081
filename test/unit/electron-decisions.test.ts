import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dataArgument,
  externalAddress,
  isOwnUrl,
  mayDownload,
  mayLoad,
  mayNavigate,
  maySpeak,
  origin,
  permissionDecision,
  windowOpenDecision,
} from '#main/electron/decisions.ts';

const foreign = [
  'https://slipway/',
  'http://app//slipway/',
  'app://evil/',
  'app://slipway.evil/',
  'app://slipway@evil/',
  'app://user@slipway/',
  'app://user:word@slipway/',
  'app://slipway:80/',
  'app:///slipway/',
  'app:slipway',
  'app:/slipway/x',
  'apps://slipway/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:app://slipway/5f0c',
  'view-source:app://slipway/',
  'about:blank',
  'chrome://settings',
  'devtools://devtools/bundled/inspector.html',
  'slipway://change/CHG-A12',
  '//slipway/',
  '',
  ' ',
];

describe('own page', () => {
  it.each(foreign)('does not take %j for its own', (url) => {
    expect(isOwnUrl(url)).toBe(false);
    expect(mayNavigate(url)).toBe(false);
  });

  it('knows its own addresses', () => {
    for (const url of ['app://slipway', 'app://slipway/', 'app://slipway/change/CHG-A12', 'APP://slipway/x'])
      expect(mayNavigate(url)).toBe(true);
  });

  it('never lets a page go to another host, whatever the path says', () => {
    fc.assert(fc.property(fc.webUrl(), (url) => !mayNavigate(url)));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const url = `app://${text}`;
        if (!mayNavigate(url)) return true;
        const { host, username, password } = new URL(url);
        return host === 'slipway' && username === '' && password === '';
      }),
    );
  });
});

describe('links that leave Slipway', () => {
  it.each([
    'http://example.org/',
    'https://user@example.org/',
    'https://user:word@example.org/',
    'https://example.org@evil.example/',
    'https:example.org',
    'https:/example.org',
    'https:\\\\example.org',
    'https://example.org\\@evil.example',
    'https:///example.org',
    'https://',
    'https://example.org/ --renderer-cmd-prefix=sh',
    'https://example.org/"&calc.exe',
    'https://example.org/\u0000',
    'https://example.org/\r\nX: y',
    'https://example.org/\u0085',
    `https://example.org/${'a'.repeat(3_000)}`,
    `https://example.org/${'ä'.repeat(1_000)}`,
    'file:///C:/Windows/System32/calc.exe',
    'file://server/share/x.exe',
    'smb://server/share',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x',
    'mailto:a@example.org',
    'javascript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'slipway://change/CHG-A12',
    'app://slipway/',
  ])('does not hand %j to the system', (url) => {
    expect(externalAddress(url)).toBeNull();
    expect(windowOpenDecision(url)).toEqual({ kind: 'deny' });
  });

  it('hands over https, in the form the parser understood', () => {
    expect(externalAddress('https://example.org/a?b=1#c')).toBe('https://example.org/a?b=1#c');
    expect(externalAddress('HTTPS://EXAMPLE.org')).toBe('https://example.org/');
    expect(externalAddress('https://bücher.example/')).toBe('https://xn--bcher-kva.example/');
    expect(windowOpenDecision('https://example.org/')).toEqual({
      kind: 'external',
      url: 'https://example.org/',
    });
  });

  it('hands over nothing but https without user and quotes, for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((s) => `https://${s}`),
          fc.webUrl(),
        ),
        (text) => {
          const address = externalAddress(text);
          if (address === null) return true;
          const parsed = new URL(address);
          return (
            parsed.protocol === 'https:' &&
            parsed.username === '' &&
            parsed.password === '' &&
            parsed.hostname !== '' &&
            !/[\s"\\]/.test(address)
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('windows', () => {
  it('opens the wall of a run and nothing else as a window of ours', () => {
    expect(windowOpenDecision('app://slipway/wall/0190-ab')).toEqual({ kind: 'wall', path: '/wall/0190-ab' });
    for (const url of [
      'app://slipway/',
      'app://slipway/change/CHG-A12',
      'app://slipway/wall/',
      'app://slipway/wall',
      'app://slipway/wall/a/b',
      'app://slipway/wall/../change/CHG-A12',
      'app://slipway/wall/%2e%2e',
      'app://slipway/wall/a%22b',
      'app://evil/wall/a',
      'about:blank',
      '',
    ])
      expect(windowOpenDecision(url)).toEqual({ kind: 'deny' });
  });
});

describe('permissions', () => {
  it('grants three of them, only to its own page', () => {
    const granted = ['clipboard-sanitized-write', 'fullscreen', 'screen-wake-lock'];
    for (const permission of granted) {
      expect(permissionDecision(permission, 'app://slipway/')).toBe(true);
      for (const url of foreign) expect(permissionDecision(permission, url)).toBe(false);
    }
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom(
            'media',
            'geolocation',
            'notifications',
            'midi',
            'hid',
            'serial',
            'usb',
            'pointerLock',
            'openExternal',
            'clipboard-read',
            'display-capture',
            'fileSystem',
            'unknown',
            '__proto__',
            'constructor',
          ),
        ),
        (permission) => granted.includes(permission) || !permissionDecision(permission, 'app://slipway/'),
      ),
    );
  });
});

describe('the port to the router', () => {
  const ours = { origin, url: 'app://slipway/changes', isTop: true };

  it('goes to the top frame of the page', () => expect(maySpeak(ours)).toBe(true));

  it.each([
    ['a frame inside the page', { ...ours, isTop: false }],
    ['another origin', { ...ours, origin: 'https://example.org' }],
    ['an opaque origin', { ...ours, origin: 'null' }],
    ['an origin that only begins like ours', { ...ours, origin: 'app://slipway.evil' }],
    ['a page of another scheme', { ...ours, url: 'https://slipway/' }],
    ['a frame that is gone', null],
  ])('does not go to %s', (_, sender) => expect(maySpeak(sender)).toBe(false));
});

describe('what a page may load and save', () => {
  it('loads nothing from a network', () => {
    fc.assert(fc.property(fc.webUrl(), (url) => !mayLoad(url, true) && !mayDownload(url)));
    for (const url of [
      'ws://127.0.0.1:9/',
      'file:///etc/passwd',
      'blob:https://example.org/x',
      'ftp://a/',
      'x',
    ])
      expect(mayLoad(url, true)).toBe(false);
    for (const url of ['app://slipway/assets/a.js', 'data:image/png;base64,AA==', 'blob:app://slipway/5f0c'])
      expect(mayLoad(url, false)).toBe(true);
    expect(mayLoad('devtools://devtools/x.js', false)).toBe(false);
    expect(mayLoad('devtools://devtools/x.js', true)).toBe(true);
  });

  it('saves what the page made', () => {
    expect(mayDownload('blob:app://slipway/5f0c')).toBe(true);
    for (const url of [
      'data:text/html,x',
      'blob:null/5f0c',
      'blob:https://example.org/x',
      'file:///etc/passwd',
    ])
      expect(mayDownload(url)).toBe(false);
  });
});

describe('command line', () => {
  it('finds the data folder between the switches of Chromium', () => {
    expect(dataArgument(['electron', '.', '--no-sandbox', '--data=/a b', 'slipway://cab'])).toBe('/a b');
    expect(dataArgument(['electron', '--data=/a', '--data=/b'])).toBe('/b');
    expect(dataArgument(['electron', '--data='])).toBeNull();
    expect(dataArgument(['electron', '--data', '/a'])).toBeNull();
  });
});
