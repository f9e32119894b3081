import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { keepPresenter, type Presenter } from '#main/presenter/listener.ts';
import { ownAddresses } from '#main/services/http/own-addresses.ts';
import { type PresenterNews, presenterClose } from '#shared/contract/presenter.ts';
import type { WallView } from '#shared/contract/warroom.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

// The listener of presenter links over real sockets, on a real workspace file.

let page = '';
let work: TestWorkspace;
let have: Stock;
let presenter: Presenter;

beforeEach(async () => {
  page = mkdtempSync(join(tmpdir(), 'slipway-page-'));
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), 'the whole application');
  writeFileSync(join(page, 'presenter.html'), 'the wall');
  writeFileSync(join(page, 'assets', 'wall-1.js'), '1');
  work = openWorkspace({ presenter: () => presenter });
  have = await stock(work);
  presenter = keepPresenter(work.app(), page, { greetingMs: 300, pingMs: 5_000 });
});
afterEach(async () => {
  await presenter.close();
  await work.remove();
  rmSync(page, { recursive: true, force: true });
});

const client = () => work.client();
const runId = () => have.run.run.id;

async function switchOn(host = '127.0.0.1'): Promise<string> {
  await client().preferences.set({ presenter: { on: true, host, port: null } });
  return vi.waitUntil(() => presenter.state().address, 20_000);
}

/** Makes a link; answers with its id, the address of the listener and the secret. */
async function made(showsNames = false) {
  const { id, url } = await client().presenter.addLink({ runId: runId(), showsNames });
  const { origin, hash } = new URL(url);
  return { id, origin, secret: hash.slice(1) };
}

type Viewer = {
  readonly socket: WebSocket;
  readonly heard: string[];
  closed(): Promise<number>;
  view(): WallView;
};

/** A browser that shows a link: opens the socket of the wall and says the secret. */
async function watch(origin: string, secret: string): Promise<Viewer> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/wall`, { origin });
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(data.toString()));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ token: secret }));
  const views = () =>
    heard.flatMap((text) => {
      const { view } = JSON.parse(text) as Partial<PresenterNews>;
      return view ? [view] : [];
    });
  const viewer: Viewer = { socket, heard, closed: () => closed, view: () => views().at(-1) as WallView };
  await Promise.race([vi.waitUntil(() => views().length > 0, 20_000), closed]);
  return viewer;
}

/** Status of a request whose Host and Origin are chosen freely, which fetch does not allow. */
function statusOf(origin: string, path: string, headers: readonly string[], method = 'GET'): Promise<number> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ host: hostname, port, path, method, setHost: false, agent: false, headers });
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

describe('the listener', () => {
  test('is off unless switched on, and no link can be made before', async () => {
    expect(await client().presenter.state()).toMatchObject({ address: null, problem: '' });
    await expect(made()).rejects.toMatchObject({ code: 'REFUSED' });
    const address = await switchOn();
    expect((await fetch(address)).status).toBe(200);
    await client().preferences.set({ presenter: { on: false, host: '127.0.0.1', port: null } });
    await vi.waitUntil(() => presenter.state().address === null, 20_000);
    await expect(fetch(address)).rejects.toThrow();
  });

  test('listens at the chosen address only, and says so when that is not one of this computer', async () => {
    await client().preferences.set({ presenter: { on: true, host: '203.0.113.9', port: null } });
    const { problem } = await vi.waitUntil(
      () => (presenter.state().problem === '' ? null : presenter.state()),
      20_000,
    );
    expect(problem).toContain('203.0.113.9 is not an address of this computer');
    for (const host of ['0.0.0.0', '::', 'localhost']) {
      await client().preferences.set({ presenter: { on: true, host, port: null } });
      await vi.waitUntil(() => presenter.state().problem.startsWith(host), 20_000);
    }
    expect(presenter.state().address).toBeNull();
  });

  const outward = ownAddresses().find(({ host }) => host !== '127.0.0.1' && !host.includes(':'))?.host;
  test.skipIf(outward === undefined)(
    'on a network address answers to that address as Host, and to no other',
    async () => {
      const origin = await switchOn(outward);
      const { host, port } = new URL(origin);
      expect(host).toBe(`${outward}:${port}`);
      expect(await statusOf(origin, '/', ['Host', host])).toBe(200);
      for (const other of [`127.0.0.1:${port}`, `rebind.example:${port}`, outward as string])
        expect(await statusOf(origin, '/', ['Host', other]), other).toBe(421);
      await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    },
  );

  test('has the page of the wall and its parts; router, session, local API and the application are not there', async () => {
    const origin = await switchOn();
    const { secret } = await made();
    expect(await (await fetch(origin)).text()).toBe('the wall');
    expect((await fetch(`${origin}/assets/wall-1.js`)).status).toBe(200);
    const { host } = new URL(origin);
    const own = ['Host', host, 'Origin', origin, 'Authorization', `Bearer ${secret}`];
    const paths = [
      '/index.html',
      '/run/1',
      '/api/openapi.json',
      '/feed/x.ics',
      '/session',
      '/assets/../index.html',
    ];
    for (const path of paths) expect(await statusOf(origin, path, own), path).toBe(404);
    for (const path of ['/', '/session', '/session/code', '/rpc', '/api/runs/1/events'])
      expect(await statusOf(origin, path, own, 'POST'), path).toBe(404);
    const upgrade = ['Connection', 'Upgrade', 'Upgrade', 'websocket', 'Sec-WebSocket-Version', '13'];
    const key = ['Sec-WebSocket-Key', 'AAAAAAAAAAAAAAAAAAAAAA=='];
    expect(await statusOf(origin, '/rpc', [...own, ...upgrade, ...key])).toBe(404);
    expect(await statusOf(origin, '/wall', [...own, ...upgrade, ...key])).toBe(101);
  });

  test('has no CORS, the policies of the browser shell, and refuses other sites', async () => {
    const origin = await switchOn();
    const { headers } = await fetch(origin);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(headers.get('content-security-policy')).toContain(
      `connect-src 'self' ${origin.replace('http', 'ws')}`,
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    const { host } = new URL(origin);
    expect(await statusOf(origin, '/', ['Host', host], 'OPTIONS')).toBe(405);
    expect(await statusOf(origin, '/', ['Host', host, 'Origin', 'https://evil.example'])).toBe(403);
    const upgrade = ['Connection', 'Upgrade', 'Upgrade', 'websocket', 'Host', host];
    expect(await statusOf(origin, '/wall', [...upgrade, 'Origin', 'https://evil.example'])).toBe(403);
    expect(await statusOf(origin, '/wall', upgrade)).toBe(403);
  });
});

describe('a link', () => {
  test('needs its secret, of which only the hash is kept', async () => {
    const origin = await switchOn();
    const { secret } = await made();
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    for (const guess of [wrong, '', secret.slice(1), `${secret} `])
      expect(await (await watch(origin, guess)).closed(), guess).toBe(presenterClose.unknown);
    const rows = work.app().store().db.rows<Record<string, unknown>>('SELECT * FROM presenter_link');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const viewer = await watch(origin, secret);
    expect(viewer.view().run.id).toBe(runId());
    viewer.socket.terminate();
  });

  test('that is revoked cuts its viewers off and admits nobody; another one goes on', async () => {
    const origin = await switchOn();
    const [link, other] = [await made(), await made()];
    const viewer = await watch(origin, link.secret);
    const left = await watch(origin, other.secret);
    await client().presenter.revokeLink({ id: link.id });
    expect(await viewer.closed()).toBe(presenterClose.revoked);
    expect(await (await watch(origin, link.secret)).closed()).toBe(presenterClose.unknown);
    expect((await client().presenter.links({ runId: runId() })).map(({ id }) => id)).toEqual([other.id]);
    await expect(client().presenter.revokeLink({ id: link.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(left.socket.readyState).toBe(WebSocket.OPEN);
    left.socket.terminate();
  });

  test('shows the end of its run, then ends with it', async () => {
    const origin = await switchOn();
    const { secret } = await made();
    const viewer = await watch(origin, secret);
    await client().runbooks.end({ id: runId(), outcome: 'failed', reason: 'Power cut' });
    expect(await viewer.closed()).toBe(presenterClose.ended);
    expect(viewer.view().run.endedAt).not.toBeNull();
    expect(await (await watch(origin, secret)).closed()).toBe(presenterClose.unknown);
    await expect(made()).rejects.toMatchObject({ code: 'REFUSED' });
  });

  test('follows a run that is backed out, until the back-out has ended', async () => {
    const origin = await switchOn();
    const { secret } = await made();
    const step = have.run.steps[0];
    if (!step) throw new Error('no step');
    await client().runbooks.tick({ stepId: step.id, kind: 'start' });
    await client().runbooks.tick({ stepId: step.id, kind: 'finish' });
    const viewer = await watch(origin, secret);
    const back = await client().runbooks.backOut({ id: runId(), reason: 'Payments time out' });
    await vi.waitUntil(() => viewer.view().run.id === back.run.id, 20_000);
    const again = await watch(origin, secret);
    expect(again.view().run.id).toBe(back.run.id);
    await client().runbooks.end({ id: back.run.id, outcome: 'failed', reason: 'Given up' });
    expect(await viewer.closed()).toBe(presenterClose.ended);
    expect(await again.closed()).toBe(presenterClose.ended);
  });

  test('sends no name and no phone number in any byte, unless names are shown', async () => {
    await client().people.patch({ id: have.other.id, fields: { phone: '+49 30 901820' } });
    const [step] = have.run.steps;
    if (!step) throw new Error('no step');
    await client().runbooks.assign({ stepId: step.id, ownerId: have.other.id });
    for (const text of ['Ana Meier takes over from A. Meier', 'Meier, Ana called; ask Ana, not Meier'])
      await client().warroom.log({ runId: runId(), kind: 'decision', text });
    await client().runbooks.tick({ stepId: step.id, kind: 'start', comment: 'Rosa Ruiz waits for Ana' });
    const origin = await switchOn();
    const hidden = await watch(origin, (await made()).secret);
    const bytes = hidden.heard.join('');
    for (const word of ['Ana', 'Meier', 'Rosa', 'Ruiz', '901820']) expect(bytes).not.toContain(word);
    expect(hidden.view().notes[0]?.text).toBe('AM takes over from AM');
    expect(hidden.view().notes[1]?.text).toBe('AM called; ask AM, not AM');
    const named = await watch(origin, (await made(true)).secret);
    expect(named.view().notes[0]?.text).toBe('Ana Meier takes over from A. Meier');
    expect(named.heard.join('')).not.toContain('901820');
    for (const viewer of [hidden, named]) viewer.socket.terminate();
  });

  test('a viewer that speaks is cut off', async () => {
    const origin = await switchOn();
    const viewer = await watch(origin, (await made()).secret);
    viewer.socket.send('{"i":"1","p":{"u":"/runbooks/tick"}}');
    expect(await viewer.closed()).toBe(1008);
  });

  test('its address and its viewers survive a restart of Slipway', async () => {
    const origin = await switchOn();
    const { secret } = await made();
    const viewer = await watch(origin, secret);
    await presenter.close();
    await viewer.closed();
    await work.reopen();
    presenter = keepPresenter(work.app(), page);
    expect(await vi.waitUntil(() => presenter.state().address, 20_000)).toBe(origin);
    const again = await watch(origin, secret);
    expect(again.view().run.id).toBe(runId());
    again.socket.terminate();
  });
});

test('20 viewers drop and return while the run goes on: each shows its last tick, and all are counted', async () => {
  const origin = await switchOn();
  const { secret } = await made();
  const viewers = await Promise.all(Array.from({ length: 20 }, () => watch(origin, secret)));
  for (const [at, step] of have.run.steps.entries()) {
    await client().runbooks.tick({ stepId: step.id, kind: 'start' });
    await client().runbooks.tick({ stepId: step.id, kind: 'finish' });
    const dropped = viewers.filter((_, n) => n % 3 === at % 3);
    for (const one of dropped) one.socket.terminate();
    await Promise.all(
      dropped.map(async (one) => {
        viewers[viewers.indexOf(one)] = await watch(origin, secret);
      }),
    );
  }
  const ticks = have.run.steps.length * 2;
  await vi.waitUntil(() => viewers.every((one) => one.view().events.length === ticks), 20_000);
  const seen = async () => (await client().presenter.links({ runId: runId() }))[0]?.viewers;
  await vi.waitUntil(async () => (await seen()) === 20, { timeout: 20_000, interval: 20 });
  for (const one of viewers) one.socket.terminate();
  await vi.waitUntil(async () => (await seen()) === 0, { timeout: 20_000, interval: 20 });
});
