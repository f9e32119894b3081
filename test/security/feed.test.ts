import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { sync as nodeIcal } from 'node-ical';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepLocalApi, type LocalApi } from '#main/electron/local-api.ts';
import type { ExportLayer } from '#shared/contract/exchange.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

// The calendar feed on the listener of the local API. The browser shell answers it by the same code.

let workspace: TestWorkspace;
let api: LocalApi;

beforeEach(async () => {
  workspace = openWorkspace({ localApiAddress: () => api.address() });
  await workspace.create();
  api = keepLocalApi(workspace.app(), '0.0.0');
  const window = {
    hard: true,
    zone: 'Europe/Berlin',
    rrule: 'FREQ=WEEKLY;BYDAY=TU',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
    startLocal: '2027-02-02T22:00',
    endLocal: '2027-02-03T02:00',
  };
  await workspace.client().calendar.addWindow({ ...window, name: 'Tuesday night', kind: 'allow' });
  await workspace.client().calendar.addWindow({ ...window, name: 'Secret freeze', kind: 'deny' });
});
afterEach(async () => {
  await api.close();
  await workspace.remove();
});

async function switchOn(): Promise<void> {
  await workspace.client().preferences.set({ localApi: true });
  await vi.waitUntil(() => api.address(), 20_000);
}

async function addFeed(layers: ExportLayer[] = ['allow']): Promise<string> {
  await switchOn();
  const { address } = await workspace.client().exchange.addFeed({ name: 'Outlook', layers });
  return address;
}

const NOTHING = '{"reason":"There is nothing here."}';

/** What is told of a request whose head is chosen freely, which fetch does not allow. */
function told(
  address: string,
  method: string,
  headers: readonly string[] = [],
): Promise<{ status: number; body: string }> {
  const { host, port, pathname } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      path: pathname,
      method,
      setHost: false,
      agent: false,
      headers: headers.includes('Host') ? headers : ['Host', host, ...headers],
    });
    sent.on('response', async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode ?? 0, body });
    });
    sent.on('error', reject);
    sent.end();
  });
}

it('shows the layers it was made for and no others, in a form that another parser reads', async () => {
  const response = await fetch(await addFeed());
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const text = await response.text();
  const events = Object.values(nodeIcal.parseICS(text)).filter((one) => one?.type === 'VEVENT');
  expect(events.map((one) => one?.summary)).toEqual(['Tuesday night']);
  expect(text).not.toContain('Secret');
});

it('does not exist while the local API is off, and none is promised then', async () => {
  await expect(workspace.client().exchange.addFeed({ name: 'x', layers: ['allow'] })).rejects.toMatchObject({
    code: 'REFUSED',
    data: { reason: expect.stringContaining('local API') },
  });
  const address = await addFeed();
  await workspace.client().preferences.set({ localApi: false });
  await vi.waitUntil(() => api.address() === null, 20_000);
  await expect(fetch(address)).rejects.toThrow();
});

it('tells guesses, tokens of other use and revoked ones apart by nothing', async () => {
  const address = await addFeed();
  const at = (token: string) => address.replace(/slw_[\w-]+/, token);
  const { secret } = await workspace
    .client()
    .access.addToken({ name: 'pipeline', scopes: ['feed:read', 'gate:read'] });
  const known = /slw_[\w-]+/.exec(address)?.[0] ?? '';
  const hash = createHash('sha256').update(known).digest('hex');
  for (const wrong of [
    at('slw_guessed'),
    at(secret),
    at(hash),
    at(`${known}x`),
    at(known.toUpperCase()),
    at('..%2f..%2fapi'),
    at(''),
    address.replace('.ics', ''),
    `${address}/`,
  ])
    expect(await told(wrong, 'GET'), wrong).toEqual({ status: 404, body: NOTHING });
  const [feed] = (await workspace.client().access.tokens()).filter((one) => one.name === 'Outlook');
  await workspace.client().access.revokeToken({ id: feed?.id ?? '' });
  expect(await told(address, 'GET')).toEqual({ status: 404, body: NOTHING });
});

it('opens nothing but the feed: its token is refused by the routes of the local API', async () => {
  const address = await addFeed();
  const change = await workspace.client().changes.create({ title: 'Rotate the certificate' });
  const secret = /slw_[\w-]+/.exec(address)?.[0] ?? '';
  const response = await fetch(`${api.address()}/changes/${change.id}`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(response.status).toBe(403);
});

it('only reads: no other method, page, name or host is answered', async () => {
  const address = await addFeed();
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])
    expect((await told(address, method)).status, method).toBeGreaterThanOrEqual(403);
  const own = ['Origin', new URL(address).origin];
  expect(await told(address, 'POST', own)).toEqual({ status: 404, body: NOTHING });
  expect((await told(address, 'GET', ['Origin', 'https://evil.example'])).status).toBe(403);
  expect((await told(address, 'GET', ['Host', 'rebind.example'])).status).toBe(421);
  const head = await fetch(address, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(Number(head.headers.get('content-length'))).toBeGreaterThan(500);
});

it('is sent again only when something changed', async () => {
  const address = await addFeed();
  const first = await fetch(address);
  const etag = first.headers.get('etag') ?? '';
  const again = (tag: string) => fetch(address, { headers: { 'if-none-match': tag } });
  expect((await again(etag)).status).toBe(304);
  expect((await again(`"other", W/${etag}`)).status).toBe(304);
  expect((await again('"other"')).status).toBe(200);
  expect(await (await again('"other"')).text()).toBe(await first.text());
  const [rule] = await workspace.client().calendar.windows();
  await workspace.client().calendar.patchWindow({ id: rule?.id as never, fields: { name: 'Another name' } });
  expect((await again(etag)).status).toBe(200);
  workspace.clock.advance(24 * 60 * 60_000);
  expect((await again(etag)).status).toBe(200);
});

it('keeps only the hash of its token', async () => {
  const secret = /slw_[\w-]+/.exec(await addFeed())?.[0] ?? '';
  const { db } = workspace.app().store();
  const rows = JSON.stringify(db.rows('SELECT * FROM api_token'));
  expect(rows).not.toContain(secret);
  expect(rows).toContain(createHash('sha256').update(secret).digest('hex'));
});
