import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Knock, pathOf, refusal } from './guards.ts';

export type LoopbackOptions = {
  /** Another address of this computer, for the wall alone; 127.0.0.1 unless told. */
  readonly host?: string;
  /** Ports in the order they are tried; 0 lets the system choose. */
  readonly ports: readonly number[];
  /** Headers of every answer, also of refusals. */
  readonly headers: (port: number) => Readonly<Record<string, string>>;
  /** Answers a request that passed the guards; `path` is without query. */
  readonly answer: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;
  /** Takes over an upgrade that passed the guards; false refuses it. Without it every upgrade is refused. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer, path: string) => boolean;
};

export type Loopback = {
  readonly port: number;
  /** Stops listening; answers under way get a second. */
  close(): Promise<void>;
};

/** How long a peer may take, in ms. Node looks only every 30 s unless told: until then, peers that never end their headers hold every connection. */
const patience = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 };

/**
 * Listens on 127.0.0.1, unless another address is named, and lets only requests through that pass {@link refusal}. Rejects with the system's error when
 * none of the ports can be had.
 */
export async function listenOnLoopback(options: LoopbackOptions): Promise<Loopback> {
  const [port = 0, ...others] = options.ports;
  return others.length === 0
    ? listen(options, port)
    : listen(options, port).catch(() => listenOnLoopback({ ...options, ports: others }));
}

async function listen(options: LoopbackOptions, wanted: number): Promise<Loopback> {
  const { host = '127.0.0.1' } = options;
  const server = createServer({ ...patience }, (request, response) => {
    for (const [name, value] of Object.entries(options.headers(port))) response.setHeader(name, value);
    const refused = refusal(knockOf(request), port, host);
    if (refused !== null) return say(response, refused.status, { reason: refused.reason });
    options.answer(request, response, pathOf(request.url ?? '')).catch(() => {
      if (!response.headersSent) say(response, 500, { reason: 'The request could not be answered.' });
      else response.destroy();
    });
  });
  server.maxConnections = 512;
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refused = refusal(knockOf(request), port, host);
    if (refused === null && request.method === 'GET') {
      if (options.upgrade?.(request, socket, head, pathOf(request.url ?? '')) === true) return;
    }
    socket.end(
      `HTTP/1.1 ${refused?.status ?? 404} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
  });

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port'));
      else resolve(address.port);
    });
  });
  return {
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // A peer that never reads does not hold the exit.
        setTimeout(() => server.closeAllConnections(), 1_000).unref();
      }),
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

/** Answers with a small JSON body that nobody may keep; from status 400 on the connection ends with it. */
export function say(response: ServerResponse, status: number, body: Readonly<Record<string, string>>): void {
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

/** The token of an `authorization: Bearer …` header, or null. */
export function bearerOf(request: IncomingMessage): string | null {
  return /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
}
