import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { type Knock, pathOf, refusal, securityHeaders } from './guards.ts';
import { pageFile } from './page-files.ts';
import type { Session } from './session.ts';
import { createSockets, type SocketLimits, socketLimits } from './socket.ts';

export type ServerOptions = {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Folder of the built page. */
  readonly pageFolder: string;
  readonly session: Session;
  /** Receives each socket that has shown a token. */
  readonly connect: (socket: WebSocket) => void;
  /** Answers a request under `/api/`; false when it has no such route. */
  readonly rest: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  readonly limits?: Partial<SocketLimits>;
};

export type WebServer = {
  readonly port: number;
  /** Address of the page with a code that is good once, for 60 s. */
  address(): string;
  close(): Promise<void>;
};

const codeBody = z.object({ code: z.string().max(200) });
const bodyBytes = 4_096;

/** Starts the browser shell's server on 127.0.0.1. Rejects with the system's error when the port is taken. */
export async function startServer(options: ServerOptions): Promise<WebServer> {
  const { session } = options;
  const sockets = createSockets(session, options.connect, { ...socketLimits, ...options.limits });
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) say(response, 500, { reason: 'The request could not be answered.' });
      else response.destroy();
    });
  });
  server.maxConnections = 512;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders(port))) response.setHeader(name, value);
    const refused = refusal(knockOf(request), port);
    if (refused !== null) return say(response, refused.status, { reason: refused.reason });

    const path = pathOf(request.url ?? '');
    if (request.method === 'POST' && path === '/session') {
      const token = session.redeem((await readCode(request)) ?? '');
      if (token === null)
        return say(response, 401, {
          reason:
            'This address was used before or is older than a minute. Start Slipway again for a new one.',
        });
      return say(response, 200, { token });
    }
    if (request.method === 'POST' && path === '/session/code') {
      const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
      if (bearer === undefined || !session.accepts(bearer))
        return say(response, 401, { reason: 'This page is not known here.' });
      return say(response, 200, { code: session.newCode() });
    }
    if (path.startsWith('/api/')) {
      if (await options.rest(request, response)) return;
      return say(response, 404, { reason: 'There is no such route, or the local API is switched off.' });
    }
    if (request.method === 'POST') return say(response, 404, { reason: 'There is no such route.' });
    const file = await pageFile(options.pageFolder, path);
    if (file === null) return say(response, 404, { reason: 'There is no such file.' });
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': file.body.length,
      'cache-control': file.cache,
    });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refused = refusal(knockOf(request), port);
    if (refused === null && request.method === 'GET' && pathOf(request.url ?? '') === '/rpc') {
      sockets.take(request, socket, head);
      return;
    }
    socket.end(
      `HTTP/1.1 ${refused?.status ?? 404} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
  });

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port'));
      else resolve(address.port);
    });
  });

  return {
    port,
    address: () => `http://127.0.0.1:${port}/#code=${session.newCode()}`,
    async close() {
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // An answer under way gets a moment; a peer that never reads does not hold the exit.
        setTimeout(() => server.closeAllConnections(), 1_000).unref();
      });
    },
  };
}

function knockOf(request: IncomingMessage): Knock {
  const all = (name: string) =>
    request.rawHeaders.filter((_, at) => at % 2 === 1 && request.rawHeaders[at - 1]?.toLowerCase() === name);
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    hosts: all('host'),
    origins: all('origin'),
    upgrade: request.headers.upgrade !== undefined,
  };
}

/** The code in a small JSON body, or null when the body is anything else. */
async function readCode(request: IncomingMessage): Promise<string | null> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return null;
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > bodyBytes) return null;
  }
  try {
    return codeBody.parse(JSON.parse(text)).code;
  } catch {
    return null;
  }
}

function say(response: ServerResponse, status: number, body: Readonly<Record<string, string>>): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    // What was not read of a refused body must not be taken for the next request.
    ...(status >= 400 ? { connection: 'close' } : {}),
  });
  response.end(text);
}
