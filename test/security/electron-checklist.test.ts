import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { responseHeaders } from '#main/electron/page-server.ts';
import { freshFolder } from '#test/support/server.ts';

vi.mock('electron', () => import('#test/support/fake-electron.ts'));
const fake = await import('#test/support/fake-electron.ts');

// Electron's security checklist, point by point, on the shell as it starts: its start file runs on a stand-in for
// Electron that records what it asks for. What only a running Electron can show is in test/e2e/shell.electron.spec.ts.
const room = 'main/electron';
const sources = readdirSync(room).map((name) => [name, readFileSync(join(room, name), 'utf8')] as const);
/** Files of the shell whose code (comments aside) has the pattern. */
const filesWith = (pattern: RegExp) =>
  sources
    .filter(([, text]) => pattern.test(text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')))
    .map(([name]) => name);
const builder = readFileSync('electron-builder.yml', 'utf8');

let folder: string;
let contents: InstanceType<typeof fake.FakeContents>;
let options: Readonly<Record<string, unknown>>;
const handler = (name: string) => {
  const found = fake.session.defaultSession.handlers.get(name);
  if (found === undefined) throw new Error(`The shell sets no handler for ${name}`);
  return found;
};

beforeAll(async () => {
  folder = freshFolder();
  process.argv.push(`--data=${folder}`);
  await import('#main/electron/index.ts');
  await vi.waitFor(() => expect(fake.BrowserWindow.all).toHaveLength(1), 20_000);
  const [window] = fake.BrowserWindow.all;
  if (window === undefined) throw new Error('No window was opened');
  contents = window.webContents;
  options = window.options.webPreferences ?? {};
});
afterAll(() => {
  fake.app.emit('will-quit', { preventDefault() {} });
  rmSync(folder, { recursive: true, force: true });
});

/** An event of Electron that notes whether it was stopped. */
const event = (fields: object) => ({
  ...fields,
  stopped: false,
  preventDefault() {
    this.stopped = true;
  },
});

function stops(name: string, fields: object): boolean {
  const happened = event(fields);
  contents.emit(name, happened);
  return happened.stopped;
}

describe('Electron security checklist', () => {
  it('1: only secure content is loaded, from the package', () => {
    expect(contents.loaded).toEqual(['app://slipway/']);
    const answers: boolean[] = [];
    for (const url of [
      'http://example.org/a.js',
      'https://example.org/a.js',
      'ws://127.0.0.1/',
      'file:///etc/passwd',
    ])
      handler('onBeforeRequest')({ url }, (answer: { cancel: boolean }) => answers.push(answer.cancel));
    expect(answers).toEqual([true, true, true, true]);
    expect(filesWith(/['"`]http:\/\/(?!127\.0\.0\.1:)/)).toEqual([]);
  });

  it('2: pages have no Node', () => {
    expect(options).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  it('3: the preload script lives in a world of its own', () => expect(options.contextIsolation).toBe(true));

  it('4: every process of a page is in the sandbox', () => {
    expect(options.sandbox).toBe(true);
    expect(fake.app.sandboxed).toBe(true);
    expect(fake.app.calls.indexOf('enableSandbox')).toBeLessThan(fake.app.calls.indexOf('whenReady'));
    expect(filesWith(/--no-sandbox/)).toEqual([]);
  });

  it('5: permissions are answered by a list, devices and screen capture never', () => {
    const asked: boolean[] = [];
    const ask = (permission: string, requestingUrl: string, isMainFrame = true) =>
      handler('permission request')(contents, permission, (granted: boolean) => asked.push(granted), {
        requestingUrl,
        isMainFrame,
      });
    ask('fullscreen', 'app://slipway/wall/a');
    ask('fullscreen', 'app://slipway/wall/a', false);
    ask('fullscreen', 'https://example.org/');
    ask('media', 'app://slipway/');
    // Notifications are shown by main; a page never needs them.
    ask('notifications', 'app://slipway/');
    expect(asked).toEqual([true, false, false, false, false]);
    expect(handler('permission check')(null, 'geolocation', 'app://slipway')).toBe(false);
    expect(handler('permission check')(null, 'fullscreen', 'app://slipway')).toBe(true);
    expect(handler('device permission')({})).toBe(false);
    const streams: unknown[] = [];
    handler('display media')({}, (answer: unknown) => streams.push(answer));
    expect(streams).toEqual([null]);
  });

  it('6: web security is on', () => {
    expect(options.webSecurity).toBe(true);
    expect(filesWith(/disable-web-security/)).toEqual([]);
  });

  it('7: a content security policy without inline script goes with every answer', () => {
    const policy = responseHeaders['content-security-policy'] ?? '';
    const directives = new Map(policy.split('; ').map((line) => [line.split(' ')[0], line]));
    expect(directives.get('default-src')).toBe("default-src 'none'");
    expect(directives.get('script-src')).toBe("script-src 'self'");
    for (const name of ['base-uri', 'form-action', 'frame-ancestors'])
      expect(directives.get(name)).toBe(`${name} 'none'`);
    expect(policy).not.toMatch(/unsafe-eval|\*|https?:|wss?:/);
  });

  it('8: insecure content is not allowed to run', () =>
    expect(options.allowRunningInsecureContent).toBe(false));

  it('9: experimental features are off', () => {
    expect(options.experimentalFeatures).toBe(false);
    expect(filesWith(/enable-experimental/)).toEqual([]);
  });

  it('10: no Blink features are switched on', () => {
    expect(options).not.toHaveProperty('enableBlinkFeatures');
    expect(filesWith(/enableBlinkFeatures|enable-blink-features|commandLine\.append/)).toEqual([]);
  });

  it('11: no webview, so none with allowpopups', () => {
    expect(options.webviewTag).toBe(false);
    expect(filesWith(/allowpopups/)).toEqual([]);
  });

  it('12: a webview that appears all the same is not attached', () =>
    expect(stops('will-attach-webview', {})).toBe(true));

  it('13: a page goes nowhere but to itself', () => {
    const other = { url: 'https://example.org/' };
    const own = { url: 'app://slipway/changes' };
    expect(stops('will-navigate', other)).toBe(true);
    expect(stops('will-redirect', other)).toBe(true);
    expect(stops('will-frame-navigate', { ...other, isMainFrame: true })).toBe(true);
    expect(stops('will-frame-navigate', { ...own, isMainFrame: false })).toBe(true);
    expect(stops('will-navigate', own)).toBe(false);
    expect(stops('will-frame-navigate', { ...own, isMainFrame: true })).toBe(false);
  });

  it('14: a page makes no window; the wall is one of ours with the same options', () => {
    for (const url of [
      'https://example.org/',
      'about:blank',
      'app://slipway/changes',
      'app://slipway/wall/x',
    ])
      expect(contents.openHandler({ url })).toEqual({ action: 'deny' });
    const [main, wall, ...more] = fake.BrowserWindow.all;
    expect(more).toEqual([]);
    expect(wall?.webContents.loaded).toEqual(['app://slipway/wall/x']);
    expect(wall?.options.webPreferences).toEqual(main?.options.webPreferences);
    expect(wall?.webContents.openHandler({ url: 'about:blank' })).toEqual({ action: 'deny' });
  });

  it('15: only checked https addresses reach the system', () => {
    fake.shell.opened.length = 0;
    for (const url of [
      'file:///bin/sh',
      'http://example.org/',
      'https://a@b/',
      'smb://x/',
      'https://example.org/',
    ])
      contents.openHandler({ url });
    expect(fake.shell.opened).toEqual(['https://example.org/']);
    expect(filesWith(/shell\.openExternal/)).toEqual(['guards.ts']);
  });

  it('16: Electron is a supported version', () => {
    const { version } = JSON.parse(readFileSync('node_modules/electron/package.json', 'utf8')) as {
      version: string;
    };
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(45);
  });

  it('17: messages are answered only to the top frame of our page', () => {
    const ask = (frame: unknown) => fake.ipcMain.emit('slipway-port', { senderFrame: frame });
    const made = fake.MessageChannelMain.made.length;
    ask(null);
    ask({ origin: 'https://example.org', url: 'https://example.org/', parent: null });
    ask({ origin: 'app://slipway', url: 'app://slipway/', parent: {} });
    ask({ origin: 'null', url: 'app://slipway/', parent: null });
    expect(fake.MessageChannelMain.made).toHaveLength(made);
    expect(fake.ipcMain.eventNames()).toEqual(['slipway-port']);
    expect(filesWith(/ipcMain\.handle/)).toEqual([]);
  });

  it('18: pages come by a protocol of their own, not from file:', () => {
    expect(fake.protocol.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    expect(fake.session.defaultSession.handlers.has('protocol app')).toBe(true);
    expect(filesWith(/loadFile\(|['"`]file:\/\//)).toEqual([]);
  });

  it('19: fuses are set', () => {
    // test/security/package.test.ts reads them back from a built package.
    for (const line of [
      'runAsNode: false',
      'enableCookieEncryption: true',
      'enableNodeOptionsEnvironmentVariable: false',
      'enableNodeCliInspectArguments: false',
      'enableEmbeddedAsarIntegrityValidation: true',
      'onlyLoadAppFromAsar: true',
      'grantFileProtocolExtraPrivileges: false',
    ])
      expect(builder).toContain(`\n  ${line}\n`);
  });

  it('20: the page gets no function of Electron', () => {
    const preload = sources.find(([name]) => name === 'preload.ts')?.[1] ?? '';
    expect(preload).toMatch(/^import \{ ipcRenderer \} from 'electron';$/m);
    expect(preload.match(/\bimport\b/g)).toHaveLength(1);
    expect(filesWith(/contextBridge|exposeInMainWorld|@electron\/remote/)).toEqual([]);
  });
});

describe('the start of the shell', () => {
  it('asks for the single instance before it opens anything', () => {
    const { calls } = fake.app;
    expect(calls.indexOf('requestSingleInstanceLock')).toBeLessThan(calls.indexOf('whenReady'));
    expect(fake.app.paths.get('userData')).toBe(join(folder, 'electron'));
  });

  it('takes a deep link of a second start and of macOS to the open window', async () => {
    fake.app.emit('second-instance', {}, ['slipway', 'slipway://change/CHG-A12']);
    const link = event({});
    fake.app.emit('open-url', link, 'slipway://cab');
    fake.app.emit('open-url', event({}), "slipway://x');alert(1)//");
    expect(link.stopped).toBe(true);
    await vi.waitFor(() =>
      expect(contents.scripts).toEqual([
        `history.pushState(null, '', "/change/CHG-A12")`,
        `history.pushState(null, '', "/cab")`,
      ]),
    );
    expect(fake.app.protocolClients).toEqual(['slipway']);
  });

  it('downloads only what the page has made', () => {
    const download = (url: string) => {
      const happened = event({});
      fake.session.defaultSession.emit('will-download', happened, { getURL: () => url });
      return happened.stopped;
    };
    expect(download('https://example.org/x.exe')).toBe(true);
    expect(download('blob:app://slipway/5f0c')).toBe(false);
  });

  it('reads the rooms: nothing outside main/electron loads Electron', () => {
    const others = ['main', 'db', 'shared', 'renderer'].flatMap((name) =>
      readdirSync(name, { recursive: true, encoding: 'utf8' })
        .map((file) => join(name, file))
        .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(room)),
    );
    expect(others.filter((file) => /from 'electron'/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
