import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpCheck } from '#main/services/automation/http-check.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function checked(url: string, { status = 200, waitMs = 0 } = {}) {
  const job = createHttpCheck({ timeoutMs: 300, everyMs: 50 }).start(
    { url, status, waitMs },
    new AbortController().signal,
  );
  return { ...(await job.result), output: job.output() };
}

describe('an HTTP check', () => {
  it('passes when the address answers with the status, and keeps nothing else of the answer', async () => {
    const seen: Record<string, unknown>[] = [];
    const url = await serve((request, response) => {
      seen.push({ method: request.method, ...request.headers });
      response.setHeader('set-cookie', 'session=top-secret').end('body with a top-secret');
    });
    const result = await checked(url);
    expect(result).toMatchObject({ outcome: 'passed', code: 200 });
    expect(JSON.stringify(result)).not.toContain('top-secret');
    expect(seen).toMatchObject([{ method: 'GET' }]);
    expect(seen[0]).not.toHaveProperty('cookie');
    expect(seen[0]).not.toHaveProperty('authorization');
  });

  it('fails on another status, with both named', async () => {
    const url = await serve((_, response) => response.writeHead(503).end());
    expect(await checked(url)).toMatchObject({
      outcome: 'failed',
      code: 503,
      reason: 'It answers with 503. Expected was 200.',
    });
  });

  it('passes on a status that is otherwise a failure, where that is what is expected', async () => {
    const url = await serve((_, response) => response.writeHead(401).end());
    expect(await checked(url, { status: 401 })).toMatchObject({ outcome: 'passed', code: 401 });
  });

  it('asks again until it answers so', async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.writeHead(asked < 3 ? 503 : 200).end();
    });
    const result = await checked(url, { waitMs: 5_000 });
    expect(result.outcome).toBe('passed');
    expect(result.output.match(/^Try \d/gm)).toEqual(['Try 1', 'Try 2', 'Try 3']);
  });

  it('gives up when the time is over', async () => {
    const url = await serve((_, response) => response.writeHead(503).end());
    expect(await checked(url, { waitMs: 200 })).toMatchObject({ outcome: 'failed', code: 503 });
  });

  it('does not wait for an address that hangs, before its headers or in its body', async () => {
    const silent = await serve(() => undefined);
    expect(await checked(silent)).toMatchObject({
      outcome: 'failed',
      code: null,
      reason: 'No answer within 0.3 s.',
    });
    expect(await checked(silent, { waitMs: 500 })).toMatchObject({ outcome: 'timed out' });
    const endless = await serve((_, response) => void response.writeHead(200).write('and so on'));
    expect(await checked(endless)).toMatchObject({ outcome: 'passed' });
  });

  it('says that nobody listens', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await checked(url)).toMatchObject({
      outcome: 'failed',
      code: null,
      reason: expect.stringContaining('refuses the connection'),
    });
  });

  it('follows a redirect on its own host, and no other', async () => {
    let asked = 0;
    const other = await serve((_, response) => {
      asked += 1;
      response.end();
    });
    const url = await serve((request, response) => {
      if (request.url === '/health') return response.writeHead(302, { location: '/up' }).end();
      if (request.url === '/away')
        return response.writeHead(302, { location: other.replace('127.0.0.1', 'localhost') }).end();
      if (request.url === '/round') return response.writeHead(302, { location: '/round' }).end();
      return response.end();
    });
    expect(await checked(`${url}/health`)).toMatchObject({ outcome: 'passed', code: 200 });
    expect(await checked(`${url}/health`, { status: 302 })).toMatchObject({ outcome: 'passed', code: 302 });
    expect(await checked(`${url}/away`)).toMatchObject({
      outcome: 'failed',
      code: 302,
      reason: expect.stringContaining('It redirects to localhost; other hosts are not followed.'),
    });
    expect(asked).toBe(0);
    expect(await checked(`${url}/round`)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('more than 5 times'),
    });
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'http://user:word@127.0.0.1/', 'nonsense'])(
    'does not ask %s',
    async (url) => {
      expect(await checked(url)).toMatchObject({ outcome: 'failed', code: null });
    },
  );

  it('is stopped in the middle of waiting', async () => {
    const url = await serve(() => undefined);
    const stop = new AbortController();
    const job = createHttpCheck({ timeoutMs: 60_000, everyMs: 50 }).start(
      { url, status: 200, waitMs: 60_000 },
      stop.signal,
    );
    await after(50);
    stop.abort();
    expect(await job.result).toMatchObject({ outcome: 'stopped' });
  });
});
