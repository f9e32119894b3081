import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshFolder, type RunningSlipway, removeFolder, startSlipway } from '#test/support/server.ts';
import { connect, socketOf, tokenOf } from '#test/support/socket.ts';

// The whole browser shell as its own process, run from source, so that no build is needed.
const file = 'main/web/index.ts';
let folder = '';
const running = new Set<RunningSlipway>();

beforeEach(() => {
  folder = freshFolder();
});
afterEach(async () => {
  for (const slipway of running) await slipway.kill();
  running.clear();
  removeFolder(folder);
});

async function start(args: readonly string[] = []): Promise<RunningSlipway> {
  const slipway = await startSlipway({ folder, file, args });
  running.add(slipway);
  return slipway;
}

const clientOf = async (slipway: RunningSlipway, token: string) => (await connect(slipway, token)).client;

test('a page is served through code, token and socket, and its token survives a restart on the same port', async () => {
  const first = await start();
  const token = await tokenOf(first);
  const client = await clientOf(first, token);
  expect(await client.workspace.status()).toEqual({ state: 'empty' });
  await client.workspace.create({ name: 'Aurora', zone: 'Europe/Berlin', operator: 'Kim' });
  expect(await first.stop()).toBe(0);
  expect(first.output().trim().split('\n')).toHaveLength(1);

  const second = await start();
  expect(second.port).toBe(first.port);
  const again = await clientOf(second, token);
  expect(await again.workspace.status()).toMatchObject({ state: 'ready', workspace: { name: 'Aurora' } });
  expect(await second.stop()).toBe(0);
}, 60_000);

test('a second start on the same folder is refused with the reason', async () => {
  await start();
  await expect(start()).rejects.toThrow(/ended with 1: .*open/s);
}, 60_000);

test('a port that is taken is refused with the reason when it was asked for', async () => {
  const { port } = await start();
  const other = freshFolder();
  await expect(startSlipway({ folder: other, file, port })).rejects.toThrow(/ended with 1: .*Port \d+/s);
  removeFolder(other);
}, 60_000);

test('an unknown flag is refused with the flags there are', async () => {
  await expect(start(['--prot=1'])).rejects.toThrow(/ended with 2: .*--prot.*Usage/s);
  await expect(start(['--port=abc'])).rejects.toThrow(/ended with 2: .*--port/s);
}, 60_000);

test('a corrupt workspace is still served, as the failure it is', async () => {
  writeFileSync(join(folder, 'slipway.db'), 'this is not a database '.repeat(1_000));
  const slipway = await start();
  const client = await clientOf(slipway, await tokenOf(slipway));
  expect(await client.workspace.status()).toMatchObject({ state: 'failed', failure: { kind: 'corrupt' } });
  await expect(client.changes.get({ key: 'CHG-A1' })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
}, 60_000);

test('a message that is not of the protocol ends its socket, not the server', async () => {
  const slipway = await start();
  const token = await tokenOf(slipway);
  for (const message of ['{', 'null', '[]', '{"i":1}', '{"i":"1","t":9}', '\0', Buffer.from([1, 2, 3])]) {
    const socket = await socketOf(slipway, token);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(message);
    expect(await closed, String(message)).toBe(1007);
  }
  const client = await clientOf(slipway, token);
  expect(await client.workspace.status()).toEqual({ state: 'empty' });
}, 60_000);

test('the local API is off, then answers to its own tokens with their scopes only', async () => {
  const slipway = await start();
  const { origin } = new URL(slipway.address);
  const client = await clientOf(slipway, await tokenOf(slipway));
  const get = (path: string, secret?: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}/api${path}`, {
      headers: { ...headers, ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }) },
    });
  await client.workspace.create({ name: 'Aurora', zone: 'Europe/Berlin', operator: 'Kim' });
  const change = await client.changes.create({ title: 'Rotate the certificate' });
  const gate = await client.access.addToken({ name: 'pipeline', scopes: ['gate:read'] });
  const feed = await client.access.addToken({ name: 'reader', scopes: ['feed:read'] });
  const path = `/changes/${change.id}`;
  expect((await get(path, gate.secret)).status).toBe(404);
  expect((await get('/openapi.json')).status).toBe(404);

  await client.preferences.set({ localApi: true });
  const answer = await get(path, gate.secret);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ title: 'Rotate the certificate' });
  expect((await get(path)).status).toBe(401);
  expect((await get(path, 'guessed')).status).toBe(401);
  expect((await get(path, feed.secret)).status).toBe(403);
  expect((await get(path, gate.secret, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await get('/workspace/status', gate.secret)).status).toBe(404);
  expect((await get('/changes/CHG-Z999', gate.secret)).status).toBe(404);

  const document = (await (await get('/openapi.json')).json()) as { paths: Record<string, unknown> };
  expect(Object.keys(document.paths).sort()).toEqual(
    ['/changes/{key}', '/releases/{key}', '/runs/{runId}/events'].sort(),
  );
  await client.access.revokeToken({ id: gate.id });
  expect((await get(path, gate.secret)).status).toBe(401);
}, 60_000);

test('the address of a feed stays good over a restart, until the local API is switched off', async () => {
  const first = await start();
  const token = await tokenOf(first);
  const client = await clientOf(first, token);
  await client.workspace.create({ name: 'Aurora', zone: 'Europe/Berlin', operator: 'Kim' });
  await client.preferences.set({ localApi: true });
  const { address } = await client.exchange.addFeed({ name: 'Outlook', layers: ['deny'] });
  expect(new URL(address).origin).toBe(new URL(first.address).origin);
  await first.stop();

  const second = await start();
  const feed = await fetch(address);
  expect(await feed.text()).toContain('X-WR-CALNAME:Aurora');
  expect(feed.headers.get('content-security-policy')).not.toBeNull();
  const again = await clientOf(second, token);
  await again.preferences.set({ localApi: false });
  expect((await fetch(address)).status).toBe(404);
}, 60_000);
