import type { MessagePort } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isWireMessage } from '#main/rpc/wire-message.ts';
import type { Client } from '#shared/contract/index.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

vi.mock('electron', () => import('#test/support/fake-electron.ts'));
const fake = await import('#test/support/fake-electron.ts');

// The way of a call in Electron, with the real preload script, the real main side, the real router and ports of
// worker threads: page → preload → main → port back → page.

type Listener = (message: { source: unknown; data: unknown }) => void;
const listeners: Listener[] = [];
const page = {
  ports: [] as MessagePort[],
  addEventListener: (_: string, listener: Listener) => void listeners.push(listener),
  postMessage(message: string, _target: string, ports: readonly MessagePort[]) {
    if (message === 'slipway-port') page.ports.push(...ports);
  },
};
const say = (data: unknown, source: unknown = page) => {
  for (const listener of listeners) listener({ source, data });
};

/** The frame behind the page as main sees it: what it posts arrives in the preload script. */
const frame = {
  origin: 'app://slipway',
  url: 'app://slipway/',
  parent: null,
  postMessage: (channel: string, _message: unknown, ports: readonly MessagePort[]) =>
    void fake.ipcRenderer.emit(channel, { ports }),
};

let workspace: TestWorkspace;
let port: MessagePort;
let client: Client;

beforeAll(async () => {
  workspace = openWorkspace();
  await workspace.create();
  vi.stubGlobal('window', page);
  const { answerPorts } = await import('#main/electron/ports.ts');
  answerPorts(workspace.app());
  await import('#main/electron/preload.ts');
});
afterAll(async () => {
  port.close();
  vi.unstubAllGlobals();
  await workspace.remove();
});

describe('the port of the page', () => {
  it('is asked for once, by the page itself', () => {
    say('slipway-ready', {});
    say('slipway-port');
    say({ ready: true });
    expect(fake.ipcRenderer.sent).toEqual([]);
    say('slipway-ready');
    say('slipway-ready');
    expect(fake.ipcRenderer.sent).toEqual(['slipway-port']);
  });

  it('comes back through the preload script, one per question', () => {
    fake.ipcMain.emit('slipway-port', { senderFrame: frame });
    expect(page.ports).toHaveLength(1);
    const [given] = page.ports;
    if (given === undefined) throw new Error('No port arrived');
    port = given;
    port.start();
    client = createORPCClient(new RPCLink({ port }));
  });

  it('carries calls and their declared errors', async () => {
    expect(await client.workspace.status()).toMatchObject({ state: 'ready' });
    const error = await client.changes.get({ key: 'CHG-Z999' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({ defined: true, code: 'NOT_FOUND' });
  });

  it('carries the stream of live topics and its end', async () => {
    const stop = new AbortController();
    const stream = await client.live.changes(undefined, { signal: stop.signal });
    const first = await stream.next();
    expect(first.value).toMatchObject({ topics: [] });
    const next = stream.next();
    await client.workspace.rename({ name: 'Southwind', zone: 'Europe/Berlin' });
    expect((await next).value).toMatchObject({ topics: expect.arrayContaining(['workspace']) });
    stop.abort();
    await expect(stream.next()).rejects.toThrow();
    expect(await client.workspace.status()).toMatchObject({ state: 'ready' });
  });

  it('drops what is no message of the page instead of ending the process', async () => {
    const rejected: unknown[] = [];
    const note = (reason: unknown) => rejected.push(reason);
    process.on('unhandledRejection', note);
    for (const message of [
      '',
      '{',
      'null',
      '[]',
      '{}',
      '{"i":1}',
      '{"i":"1"}',
      '{"i":"1","p":null}',
      '{"i":"1","p":{"u":5}}',
      '{"i":"1","p":{"u":"http://[/"}}',
      '{"i":"1","p":{"u":"//["}}',
      '{"i":"1","t":9,"p":{}}',
      '{"i":"1","t":3}',
      '{"i":"1","p":{"u":"/workspace/status","h":{"content-disposition":"attachment"}}}',
      '{"i":"1","p":{"u":"/workspace/status","h":{"content-type":"multipart/form-data; boundary=x"}}}',
      '{"i":"1","p":{"u":"/__proto__/constructor"}}',
      '{"i":"1","p":{"u":"/","m":"GET"}}',
      null,
      7,
      { i: '1', p: { u: '/workspace/status' } },
      new Uint8Array([255, 1]),
      [1],
    ])
      port.postMessage(message);
    fc.assert(
      fc.property(fc.json(), (text) => {
        port.postMessage(text);
      }),
      { numRuns: 300 },
    );
    expect(await client.workspace.status()).toMatchObject({ state: 'ready' });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(rejected).toEqual([]);
  });

  it('gives main no work after the page has gone', async () => {
    const [channel] = fake.MessageChannelMain.made;
    const closed = new Promise((resolve) => channel?.port1.once('close', resolve));
    const stream = await client.live.changes();
    await stream.next();
    port.close();
    await closed;
    await workspace.client().workspace.rename({ name: 'Westwind', zone: 'Europe/Berlin' });
  });
});

describe('messages on the wire', () => {
  it('knows those of oRPC', () => {
    for (const message of [
      { i: '1', p: { u: '/workspace/status' } },
      { i: '1', p: { u: '/a', b: { json: {} }, h: { 'x-a': 'b' }, m: 'GET' } },
      { i: '1', t: 3, p: { e: 'message', d: 1 } },
      { i: '1', t: 4 },
    ])
      expect(isWireMessage(JSON.stringify(message))).toBe(true);
  });

  it('answers for any value without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json()), (value) => typeof isWireMessage(value) === 'boolean'),
    );
  });
});
