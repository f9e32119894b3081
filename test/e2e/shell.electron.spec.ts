import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { installedElectron } from '#main/launch/electron.ts';
import { test } from '#test/support/slipway-test.ts';

// What only a running Electron can show. The rest of its checklist is in test/security/electron-checklist.test.ts.

test('1, 18: the first window shows the page from app://slipway', async ({ app }) => {
  expect(app.url()).toBe('app://slipway/');
  expect(await app.evaluate(() => window.isSecureContext)).toBe(true);
});

test('2, 3, 20: the page sees neither Node nor Electron', async ({ app }) => {
  const seen = await app.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
  );
  expect(seen).toEqual([]);
});

test('4: the process of the page is in the sandbox', async ({ electron }) => {
  await electron.open();
  const pages = await electron.application().evaluate(({ app }) =>
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

test('5: no permission is granted beyond the list', async ({ app }) => {
  const states = await app.evaluate(() =>
    Promise.all(
      (['geolocation', 'notifications', 'microphone'] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  );
  expect(states).not.toContain('granted');
});

test('7: an inline script does not run and nothing is fetched from a network', async ({ app }) => {
  const result = await app.evaluate(async () => {
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

test('13, 14: the page cannot leave, open a window or embed one', async ({ app, electron }) => {
  await app.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await app.evaluate(() => window.open('about:blank'));
  expect(app.url()).toBe('app://slipway/');
  expect(electron.application().windows()).toHaveLength(1);
});

test('14: the wall opens in a second window that has a port of its own', async ({ app, electron }) => {
  const wall = await electron.windowAfter(async () => {
    await app.evaluate(() => window.open('/wall/0190c7a2-1111-7000-8000-000000000000'));
  });
  expect(wall.url()).toContain('app://slipway/wall/');
});

test('17: the page reaches the router through its port, first start included', async ({ app }) => {
  await expect(app.getByRole('textbox').first()).toBeVisible();
});

test('a second start on the same folder hands its deep link to the first and ends', async ({
  app,
  folder,
}) => {
  const second = spawn(installedElectron(process.cwd()) ?? '', [
    process.cwd(),
    `--data=${folder}`,
    'slipway://calendar',
  ]);
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  await expect.poll(() => app.url()).toBe('app://slipway/calendar');
});

test('what a window shows can be saved as PDF', async ({ electron }) => {
  await electron.open();
  const start = await electron.application().evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const pdf = await window?.webContents.printToPDF({ pageSize: 'A4', generateTaggedPDF: true });
    return pdf?.subarray(0, 5).toString();
  });
  expect(start).toBe('%PDF-');
});

test('a window opens again where it was', async ({ electron }) => {
  await electron.open();
  await electron
    .application()
    .evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1111, height: 777 }),
    );
  await electron.stop();
  await electron.reopen();
  const size = await electron
    .application()
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  expect(size).toMatchObject({ width: 1111, height: 777 });
});
