import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { isLocalApiPath } from '#main/rpc/local-api.ts';
import type { RestHandler } from '#main/rpc/rest.ts';
import { pageFile, pageHeaders } from '#main/services/files/page-files.ts';
import { bearerOf, listenOnLoopback, say } from '#main/services/http/loopback.ts';
import { createSockets, type SocketLimits, socketLimits } from '#main/services/http/sockets.ts';
import type { Session } from './session.ts';

export type ServerOptions = {
  /** Ports in the order they are tried; 0 lets the system choose. */
  readonly ports: readonly number[];
  /** Folder of the built page. */
  readonly pageFolder: string;
  readonly session: Session;
  /** Receives each socket that has shown a token. */
  readonly connect: (socket: WebSocket) => void;
  readonly rest: RestHandler;
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

/** Starts the browser shell's server on 127.0.0.1. Rejects with the system's error when no port can be had. */
export async function startServer(options: ServerOptions): Promise<WebServer> {
  const { session } = options;
  const sockets = createSockets((token) => session.accepts(token) || null, options.connect, {
    ...socketLimits,
    ...options.limits,
  });

  async function answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (isLocalApiPath(path)) return options.rest(request, response);
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
      const token = bearerOf(request);
      if (token === null || !session.accepts(token))
        return say(response, 401, { reason: 'This page is not known here.' });
      return say(response, 200, { code: session.newCode() });
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

  const server = await listenOnLoopback({
    ports: options.ports,
    headers: (port) => pageHeaders([`ws://127.0.0.1:${port}`]),
    answer,
    upgrade: (request, socket, head, path) => {
      if (path !== '/rpc') return false;
      sockets.take(request, socket, head);
      return true;
    },
  });
  return {
    port: server.port,
    address: () => `http://127.0.0.1:${server.port}/#code=${session.newCode()}`,
    close: () => {
      sockets.close();
      return server.close();
    },
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
