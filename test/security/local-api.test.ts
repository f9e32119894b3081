import { rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepLocalApi, type LocalApi } from '#main/electron/local-api.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

// The local API as Electron opens it: a listener of its own beside the app:// page. What the routes answer is the
// same code as in the browser shell (web-shell.test.ts).

let workspace: TestWorkspace;
let api: LocalApi;

beforeEach(async () => {
  workspace = openWorkspace();
  await workspace.create();
  api = keepLocalApi(workspace.app(), '0.0.0');
});
afterEach(async () => {
  await api.close();
  await workspace.remove();
});

async function switchOn(): Promise<string> {
  await workspace.client().preferences.set({ localApi: true });
  return vi.waitUntil(() => api.address(), 20_000);
}

async function makeToken(): Promise<string> {
  const { secret } = await workspace.client().access.addToken({ name: 'pipeline', scopes: ['gate:read'] });
  return secret;
}

/** Status of a request whose Host and Origin are chosen freely, which fetch does not allow. */
function statusOf(
  address: string,
  path: string,
  headers: readonly string[],
  method = 'GET',
): Promise<number> {
  const { port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, setHost: false, agent: false, headers });
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    sent.on('error', reject);
    sent.end();
  });
}

it('does not listen before the switch is on, and no longer once it is off', async () => {
  expect(api.address()).toBeNull();
  const address = await switchOn();
  expect((await fetch(`${address}/openapi.json`)).status).toBe(200);
  await workspace.client().preferences.set({ localApi: false });
  await vi.waitUntil(() => api.address() === null, 20_000);
  await expect(fetch(`${address}/openapi.json`)).rejects.toThrow();
});

it('answers its tokens only', async () => {
  const address = await switchOn();
  const change = await workspace.client().changes.create({ title: 'Rotate the certificate' });
  const get = (secret: string) =>
    fetch(`${address}/changes/${change.id}`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await get('guessed')).status).toBe(401);
  const answer = await get(await makeToken());
  expect(await answer.json()).toMatchObject({ title: 'Rotate the certificate' });
});

it('answers no other Host, no page and no path but /api, also with a token', async () => {
  const address = await switchOn();
  const { host } = new URL(address);
  const own = ['Host', host, 'Authorization', `Bearer ${await makeToken()}`];
  expect(await statusOf(address, '/api/changes/CHG-Z999', own)).toBe(404);
  expect(await statusOf(address, '/api/openapi.json', ['Host', 'rebind.example'])).toBe(421);
  expect(await statusOf(address, '/api/openapi.json', [...own, 'Host', 'rebind.example'])).toBe(421);
  expect(await statusOf(address, '/api/openapi.json', [...own, 'Origin', 'https://evil.example'])).toBe(403);
  expect(await statusOf(address, '/api/openapi.json', [...own, 'Origin', 'app://slipway'])).toBe(403);
  for (const path of ['/', '/index.html', '/session', '/api'])
    expect(await statusOf(address, path, own), path).toBe(404);
  const upgrade = ['Connection', 'Upgrade', 'Upgrade', 'websocket', 'Origin', `http://${host}`];
  expect(await statusOf(address, '/rpc', ['Host', host, ...upgrade])).toBe(404);
});

it('keeps its port over a restart', async () => {
  const address = await switchOn();
  await api.close();
  await workspace.reopen();
  api = keepLocalApi(workspace.app(), '0.0.0');
  expect(await vi.waitUntil(() => api.address(), 20_000)).toBe(address);
});

it('takes another port when its own is taken, and when the file of the port is broken', async () => {
  const address = await switchOn();
  await api.close();
  const squatter = createServer().listen(Number(new URL(address).port), '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  api = keepLocalApi(workspace.app(), '0.0.0');
  const other = await vi.waitUntil(() => api.address(), 20_000);
  expect(other).not.toBe(address);
  await new Promise((resolve) => squatter.close(resolve));

  await api.close();
  writeFileSync(join(workspace.folder, 'local-api.json'), '{"port":"');
  api = keepLocalApi(workspace.app(), '0.0.0');
  expect((await fetch(`${await vi.waitUntil(() => api.address(), 20_000)}/openapi.json`)).status).toBe(200);
  rmSync(join(workspace.folder, 'local-api.json'));
});

it('tells open pages when its address changes', async () => {
  const stop = new AbortController();
  const changes = workspace.app().live.subscribe(stop.signal);
  await switchOn();
  for await (const { topics } of changes) if (topics.includes('access')) break;
  expect(api.address()).not.toBeNull();
});
