import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startServer, type WebServer } from '#main/web/server.ts';
import { openSession, type Session } from '#main/web/session.ts';
import { attackMany } from '#test/support/forged.ts';

// The real server over real sockets; only what stands behind it (router, page) is small.
let folder = '';
let session: Session;
let server: WebServer;
let now = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-web-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"secret":true}');
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'page', 'assets', 'x-1.js'), '1');
  now = 0;
  session = openSession(folder, () => now);
  server = await startServer({
    ports: [0],
    pageFolder: join(folder, 'page'),
    session,
    connect: (socket) => socket.on('message', (data) => socket.send(`heard ${data.toString().length}`)),
    rest: async (_request, response) => void response.writeHead(404).end(),
    limits: { greetingMs: 200, messageBytes: 200_000, pingMs: 150 },
  });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => `http://127.0.0.1:${server.port}${path}`;
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(at(path), {
    method: 'POST',
    headers: { origin: `http://127.0.0.1:${server.port}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const open = (more: { autoPong?: boolean } = {}) =>
  new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, { origin: at(''), ...more });
const closed = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve));
const message = (socket: WebSocket) =>
  new Promise<string>((resolve) => socket.once('message', (data) => resolve(data.toString())));

async function token(): Promise<string> {
  const answer = await post('/session', { code: session.newCode() });
  return ((await answer.json()) as { token: string }).token;
}

/** A socket that has shown its token and was welcomed. */
async function entered(more: { autoPong?: boolean } = {}): Promise<WebSocket> {
  const text = JSON.stringify({ token: await token() });
  const socket = open(more);
  const welcome = message(socket);
  socket.once('open', () => socket.send(text));
  expect(await welcome).toBe('{"ok":true}');
  return socket;
}

test('forged requests are refused, each for its reason, and the server goes on', async () => {
  const count = Number(process.env.SLIPWAY_FORGED ?? 400);
  expect(await attackMany(count, { port: server.port, token: await token() })).toEqual([]);
  expect((await fetch(at('/'))).status).toBe(200);
}, 300_000);

test('every answer carries the headers of a page that nobody may frame or script', async () => {
  for (const path of ['/', '/change/CHG-A12', '/assets/x-1.js', '/assets/none.js']) {
    const { headers } = await fetch(at(path));
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  }
});

test('a code opens one window, once, within a minute', async () => {
  const code = session.newCode();
  expect((await post('/session', { code })).status).toBe(200);
  expect((await post('/session', { code })).status).toBe(401);
  const late = session.newCode();
  now += 60_000;
  expect((await post('/session', { code: late })).status).toBe(401);
});

test('a window with a token gets a code for the next window', async () => {
  const answer = await post('/session/code', {}, { authorization: `Bearer ${await token()}` });
  const { code } = (await answer.json()) as { code: string };
  expect((await post('/session', { code })).status).toBe(200);
});

test('a form of another kind than JSON cannot redeem a code', async () => {
  const code = session.newCode();
  expect((await post('/session', { code }, { 'content-type': 'text/plain' })).status).toBe(401);
});

test('a socket with its token is handed on', async () => {
  const socket = await entered();
  const answer = message(socket);
  socket.send('12345');
  expect(await answer).toBe('heard 5');
});

test('a socket that says nothing is closed when its time is over', async () => {
  expect(await closed(open())).toBe(4401);
});

test('a message beyond the limit closes its socket only', async () => {
  const socket = await entered();
  socket.send('x'.repeat(200_001));
  expect(await closed(socket)).toBe(1009);
  expect((await fetch(at('/'))).status).toBe(200);
});

test('a peer that no longer answers pings is dropped', async () => {
  const socket = await entered({ autoPong: false });
  expect(await closed(socket)).toBe(1006);
});

test('stopping tells the pages so and frees the port', async () => {
  const socket = await entered();
  const code = closed(socket);
  await server.close();
  expect(await code).toBe(1001);
  await expect(fetch(at('/'))).rejects.toThrow();
});
