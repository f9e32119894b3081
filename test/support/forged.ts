import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { WebSocket } from 'ws';

/** A request that the browser shell has to refuse, and what it is about. */
export type Forged = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Name and value in turn, as sent; a header may come twice. */
  readonly headers: readonly string[];
  readonly body?: string;
  /** First message on a WebSocket with the right Host and Origin; the socket has to be closed with 4401. */
  readonly greeting?: string | Buffer;
};

/** What the one who forges may have got hold of: a port, and a token out of the wrong pocket. */
export type Loot = { readonly port: number; readonly token: string };

const noise = (bytes: number) => randomBytes(bytes).toString('base64url');
const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)] as T;

const hosts = (port: number) => [
  `localhost:${port}`,
  `127.0.0.1:${port === 65535 ? 1 : port + 1}`,
  '127.0.0.1',
  `127.1:${port}`,
  `[::1]:${port}`,
  `0.0.0.0:${port}`,
  `127.0.0.1:${port}.evil.example`,
  `evil.example:${port}`,
  `${noise(6).toLowerCase()}.rebind.example:${port}`,
  `127.0.0.1:0${port}`,
  '',
];

const origins = (port: number) => [
  'null',
  `http://localhost:${port}`,
  `https://127.0.0.1:${port}`,
  `http://127.0.0.1:${port === 65535 ? 1 : port + 1}`,
  'http://127.0.0.1',
  `http://127.0.0.1:${port}.evil.example`,
  `http://127.0.0.1:${port}/`,
  `http://evil@127.0.0.1:${port}`,
  `https://${noise(6)}.example`,
  'file://',
  'app://slipway',
];

const outside = [
  '/../package.json',
  '/assets/../../package.json',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/assets/..%5c..%5cpackage.json',
  '/.env',
  '/%00.html',
  '/assets//../../main/launch.ts',
  '//etc/passwd.txt',
  '/C:/windows/win.ini',
  '/web-session.json',
  '/slipway.db',
  '/%E0%A4%A.js',
];

/** An endless round through every way of forging, with fresh details each time; the first `n` of it. */
export function forgedRequests(n: number, loot: Loot): readonly Forged[] {
  return Array.from({ length: n }, (_, at) => (makers[at % makers.length] as (loot: Loot) => Forged)(loot));
}

const own = (port: number) => ['Host', `127.0.0.1:${port}`];
const ownPage = (port: number) => [...own(port), 'Origin', `http://127.0.0.1:${port}`];
const json = ['Content-Type', 'application/json'];
const upgrade = () => [
  'Connection',
  'Upgrade',
  'Upgrade',
  'websocket',
  'Sec-WebSocket-Version',
  '13',
  'Sec-WebSocket-Key',
  randomBytes(16).toString('base64'),
];

const makers: readonly ((loot: Loot) => Forged)[] = [
  ({ port }) => ({ name: 'foreign Host', method: 'GET', path: '/', headers: ['Host', pick(hosts(port))] }),
  ({ port }) => ({
    name: 'two Hosts',
    method: 'GET',
    path: '/',
    headers: [...own(port), 'Host', 'evil.example'],
  }),
  ({ port }) => ({
    name: 'foreign Origin',
    method: 'GET',
    path: '/',
    headers: [...own(port), 'Origin', pick(origins(port))],
  }),
  ({ port, token }) => ({
    name: 'foreign Origin with a stolen token',
    method: 'POST',
    path: '/session/code',
    headers: [...own(port), 'Origin', pick(origins(port)), 'Authorization', `Bearer ${token}`],
  }),
  ({ port, token }) => ({
    name: 'no Origin with a stolen token',
    method: 'POST',
    path: '/session/code',
    headers: [...own(port), 'Authorization', `Bearer ${token}`],
  }),
  ({ port, token }) => ({
    name: 'token in a cookie, as another loopback port could set it',
    method: 'POST',
    path: '/session/code',
    headers: [...ownPage(port), 'Cookie', `token=${token}; slipway.token=${token}`],
  }),
  ({ port }) => ({
    name: 'guessed code',
    method: 'POST',
    path: '/session',
    headers: [...ownPage(port), ...json],
    body: JSON.stringify({ code: noise(32) }),
  }),
  ({ port }) => ({
    name: 'code that is no text',
    method: 'POST',
    path: '/session',
    headers: [...ownPage(port), ...json],
    body: pick(['{"code":{}}', '{"code":null}', '[]', '', '{', '{"__proto__":{"code":"x"}}', 'null']),
  }),
  ({ port }) => ({
    name: 'oversized body',
    method: 'POST',
    path: '/session',
    headers: [...ownPage(port), ...json],
    body: JSON.stringify({ code: 'x'.repeat(200_000) }),
  }),
  ({ port }) => ({
    name: 'guessed token',
    method: 'POST',
    path: '/session/code',
    headers: [...ownPage(port), 'Authorization', `Bearer ${noise(16)}.${noise(32)}`],
  }),
  ({ port, token }) => ({
    name: 'token with one character changed',
    method: 'POST',
    path: '/session/code',
    headers: [...ownPage(port), 'Authorization', `Bearer ${bent(token)}`],
  }),
  ({ port, token }) => ({
    name: 'preflight',
    method: 'OPTIONS',
    path: pick(['/session', '/session/code', '/rpc', '/api/changes/CHG-A1']),
    headers: [
      ...own(port),
      'Origin',
      pick(origins(port)),
      'Access-Control-Request-Method',
      'POST',
      'Authorization',
      `Bearer ${token}`,
    ],
  }),
  ({ port }) => ({
    name: 'other method',
    method: pick(['PUT', 'DELETE', 'PATCH', 'TRACE']),
    path: '/',
    headers: ownPage(port),
  }),
  ({ port }) => ({
    name: 'absolute address',
    method: 'GET',
    path: `http://evil.example:${port}/`,
    headers: own(port),
  }),
  ({ port }) => ({ name: 'path outside the page', method: 'GET', path: pick(outside), headers: own(port) }),
  ({ port, token }) => ({
    name: 'local API with a page token',
    method: 'GET',
    path: '/api/changes/CHG-A1',
    headers: [...own(port), 'Authorization', `Bearer ${token}`],
  }),
  ({ port }) => ({
    name: 'socket from nowhere',
    method: 'GET',
    path: '/rpc',
    headers: [...own(port), ...upgrade()],
  }),
  ({ port }) => ({
    name: 'socket from another page',
    method: 'GET',
    path: '/rpc',
    headers: [...own(port), 'Origin', pick(origins(port)), ...upgrade()],
  }),
  ({ port }) => ({
    name: 'socket under a foreign Host',
    method: 'GET',
    path: '/rpc',
    headers: ['Host', pick(hosts(port)), 'Origin', `http://127.0.0.1:${port}`, ...upgrade()],
  }),
  ({ port }) => ({
    name: 'socket on another path',
    method: 'GET',
    path: pick(['/', '/rpc/', '/rpc/x', '/session', '//rpc']),
    headers: [...ownPage(port), ...upgrade()],
  }),
  ({ port, token }) => ({
    name: 'socket with a wrong greeting',
    method: 'GET',
    path: '/rpc',
    headers: ownPage(port),
    greeting: pick<string | Buffer>([
      JSON.stringify({ token: `${noise(16)}.${noise(32)}` }),
      JSON.stringify({ token: bent(token) }),
      JSON.stringify({ token: '' }),
      JSON.stringify([token]),
      token,
      '',
      'x'.repeat(100_000),
      Buffer.from(JSON.stringify({ token })),
      '{"i":"1","u":"/workspace/status","m":"POST"}',
    ]),
  }),
];

/** The token with one character that carries key bits replaced. */
function bent(token: string): string {
  const at = Math.floor(Math.random() * (token.length - 2));
  if (token[at] === '.') return `${token}x`;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}

/** Sends one forged request over a real socket; null when it was refused, else what went wrong. */
export async function attack(port: number, forged: Forged): Promise<string | null> {
  return forged.greeting === undefined ? attackHttp(port, forged) : attackSocket(port, forged.greeting);
}

function attackHttp(port: number, forged: Forged): Promise<string | null> {
  return new Promise((resolve) => {
    const { method, path, headers, body } = forged;
    const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))];
    const sent = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      agent: false,
      setHost: false,
      headers: [...headers, ...length],
    });
    sent.setTimeout(10_000, () => sent.destroy(new Error('no answer in 10 s')));
    sent.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve('was upgraded');
    });
    sent.on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('error', () => undefined);
      response.on('close', () => resolve(fault(response.statusCode ?? 0, response.headers, text)));
    });
    // A server that hangs up while a body is still being sent has refused as well.
    sent.on('error', (error) =>
      resolve('code' in error && /^(ECONNRESET|EPIPE)$/.test(String(error.code)) ? null : error.message),
    );
    sent.end(body);
  });
}

function fault(status: number, headers: Readonly<Record<string, unknown>>, text: string): string | null {
  if (status < 400) return `was answered with ${status}`;
  if (status >= 500) return `made the server fail with ${status}`;
  if (Object.keys(headers).some((name) => name.startsWith('access-control-'))) return 'got CORS headers';
  return /"(token|code)"/.test(text) ? 'got a token or a code' : null;
}

function attackSocket(port: number, greeting: string | Buffer): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { origin: `http://127.0.0.1:${port}` });
    const late = setTimeout(() => {
      socket.terminate();
      resolve('socket stayed open');
    }, 10_000);
    socket.on('open', () => socket.send(greeting));
    socket.on('message', () => {
      clearTimeout(late);
      socket.terminate();
      resolve('socket was answered');
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      clearTimeout(late);
      resolve(code === 4401 ? null : `socket was closed with ${code}`);
    });
  });
}

/** Runs `n` forged requests, eight at a time; answers with the ones that were not refused. */
export async function attackMany(n: number, loot: Loot): Promise<readonly string[]> {
  const rest = [...forgedRequests(n, loot)];
  const faults: string[] = [];
  const worker = async () => {
    for (let forged = rest.pop(); forged !== undefined; forged = rest.pop()) {
      const found = await attack(loot.port, forged);
      if (found !== null) faults.push(`${forged.name}: ${forged.method} ${forged.path} ${found}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return faults;
}
