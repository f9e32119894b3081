import { spawn } from 'node:child_process';
import { expect } from '@playwright/test';
import { startSlipway } from '#test/support/server.ts';
import { ready } from '#test/support/shells.ts';
import { test } from '#test/support/slipway-test.ts';

test('the page runs under its policy: no script or style is refused, nothing is asked of another host', async ({
  page,
  web,
}) => {
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(https?|ws):\/\/127\.0\.0\.1:|^(data|blob):/.test(request.url())) strangers.push(request.url());
  });
  await web.open();
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});

test('the code leaves the address at once, and a reload needs no new one', async ({ app, web }) => {
  expect(app.url()).not.toContain('code');
  await app.reload();
  await ready(app);
  await app.goto(web.slipway().address);
  await ready(app);
});

test('an address that was used opens nothing in another browser; a new one opens that window', async ({
  app,
  browser,
  web,
}) => {
  expect(app.url()).toContain(String(web.slipway().port));
  const other = await browser.newContext();
  const page = await other.newPage();
  await page.goto(web.slipway().address);
  await expect(page.getByText(/start slipway again|address/i).first()).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.getItem('slipway.token'))).toBeNull();
  const fresh = await app.evaluate(async () => {
    const answer = await fetch('/session/code', {
      method: 'POST',
      headers: { authorization: `Bearer ${sessionStorage.getItem('slipway.token')}` },
    });
    return String((await answer.json()).code);
  });
  await page.goto(`http://127.0.0.1:${web.slipway().port}/#code=${fresh}`);
  await ready(page);
  await other.close();
});

test('an open page finds the server again after it was killed and started anew', async ({ app, web }) => {
  const { port } = web.slipway();
  await web.kill();
  await web.reopen();
  expect(web.slipway().port).toBe(port);
  await app.reload();
  await ready(app);
});

test('a start through npm ends with npm', async ({ folder }) => {
  test.skip(process.platform === 'win32', 'no signals on Windows');
  const begun = await startThroughNpm(folder);
  begun.kill('SIGTERM');
  await expect
    .poll(() =>
      startSlipway({ folder })
        .then((it) => it.stop())
        .catch(String),
    )
    .toBe(0);
});

/** Runs what the README says and waits for the address. */
async function startThroughNpm(folder: string) {
  const npm = spawn('npm', ['start', '--', '--shell=web', '--no-open', `--data=${folder}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    npm.once('exit', (code) => reject(new Error(`npm start ended with ${code}`)));
    npm.stdout.on('data', (chunk) => String(chunk).includes('#code=') && resolve());
  });
  return npm;
}
