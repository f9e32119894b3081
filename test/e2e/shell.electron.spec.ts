import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';
import { installedElectron } from '#main/launch/electron.ts';
import { freshFolder, removeFolder } from '#test/support/server.ts';
import { ready } from '#test/support/slipway-test.ts';

// What only a running Electron can show. The rest of its checklist is in test/security/electron-checklist.test.ts.
const program = installedElectron(process.cwd());
test.skip(
  program === null,
  'There is no Electron binary here: it comes from GitHub, not from the npm registry',
);
test.skip(
  process.platform === 'linux' && process.getuid?.() === 0,
  "Electron's sandbox does not run as root, and without its sandbox it is not what is tested",
);

let folder: string;
let electron: ElectronApplication;

test.beforeEach(async () => {
  folder = freshFolder();
  electron = await _electron.launch({
    executablePath: program ?? '',
    args: [process.cwd(), `--data=${folder}`],
  });
});
test.afterEach(async () => {
  await electron.close();
  removeFolder(folder);
});

test('1, 18: the first window shows the page from app://slipway', async () => {
  const page = await electron.firstWindow();
  await ready(page);
  expect(page.url()).toBe('app://slipway/');
  expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
});

test('2, 3, 20: the page sees neither Node nor Electron', async () => {
  const page = await electron.firstWindow();
  const seen = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
  );
  expect(seen).toEqual([]);
});

test('4: the process of the page is in the sandbox', async () => {
  await ready(await electron.firstWindow());
  const pages = await electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter((metric) => metric.type === 'Tab')
      .map(({ pid, sandboxed }) => ({ pid, sandboxed })),
  );
  expect(pages).toHaveLength(1);
  for (const { pid, sandboxed } of pages) {
    // Electron does not report it on Linux; there the kernel says whether a filter lies on the system calls.
    if (process.platform === 'linux')
      expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s*2$/m);
    else expect(sandboxed).toBe(true);
  }
});

test('5: no permission is granted beyond the list', async () => {
  const page = await electron.firstWindow();
  const states = await page.evaluate(() =>
    Promise.all(
      (['geolocation', 'notifications', 'microphone'] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  );
  expect(states).not.toContain('granted');
});

test('7: an inline script does not run and nothing is fetched from a network', async () => {
  const page = await electron.firstWindow();
  const result = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const fetched = await fetch('https://example.org/').then(
      () => true,
      () => false,
    );
    return { ran: 'ran' in window, fetched };
  });
  expect(result).toEqual({ ran: false, fetched: false });
});

test('13, 14: the page cannot leave, open a window or embed one', async () => {
  const page = await electron.firstWindow();
  await ready(page);
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await page.evaluate(() => window.open('about:blank'));
  expect(page.url()).toBe('app://slipway/');
  expect(electron.windows()).toHaveLength(1);
});

test('14: the wall opens in a second window that has a port of its own', async () => {
  const page = await electron.firstWindow();
  await ready(page);
  const [wall] = await Promise.all([
    electron.waitForEvent('window'),
    page.evaluate(() => window.open('/wall/0190c7a2-1111-7000-8000-000000000000')),
  ]);
  await ready(wall);
  expect(wall.url()).toContain('app://slipway/wall/');
});

test('17: the page reaches the router through its port, first start included', async () => {
  const page = await electron.firstWindow();
  await ready(page);
  await expect(page.getByRole('textbox').first()).toBeVisible();
});

test('a second start on the same folder hands its deep link to the first and ends', async () => {
  const page = await electron.firstWindow();
  await ready(page);
  const second = spawn(program ?? '', [process.cwd(), `--data=${folder}`, 'slipway://calendar']);
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  await expect.poll(() => page.url()).toBe('app://slipway/calendar');
});

test('what a window shows can be saved as PDF', async () => {
  await ready(await electron.firstWindow());
  const start = await electron.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const pdf = await window?.webContents.printToPDF({ pageSize: 'A4', generateTaggedPDF: true });
    return pdf?.subarray(0, 5).toString();
  });
  expect(start).toBe('%PDF-');
});

test('a window opens again where it was', async () => {
  await ready(await electron.firstWindow());
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1111, height: 777 }),
  );
  await electron.close();
  electron = await _electron.launch({
    executablePath: program ?? '',
    args: [process.cwd(), `--data=${folder}`],
  });
  await electron.firstWindow();
  const size = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  );
  expect(size).toMatchObject({ width: 1111, height: 777 });
});
