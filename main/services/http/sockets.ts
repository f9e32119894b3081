import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

const greeting = z.object({ token: z.string().max(200) });

export type SocketLimits = {
  /** Time for the first message with the token, in ms. */
  readonly greetingMs: number;
  /** Time between two pings; a peer that missed one is dropped, in ms. */
  readonly pingMs: number;
  /** Largest message, in bytes. */
  readonly messageBytes: number;
  /** Sockets that have not shown a token yet. */
  readonly strangers: number;
};

export const socketLimits: SocketLimits = {
  greetingMs: 5_000,
  pingMs: 30_000,
  messageBytes: 16 * 1024 * 1024,
  strangers: 64,
};

/** Close codes the page understands: the token is not known here; the server stops and may come back. */
export const closeUnknown = 4401;
export const closeStopping = 1001;

export type Sockets = {
  /** Takes over an upgrade that passed the guards. */
  take(request: Parameters<WebSocketServer['handleUpgrade']>[0], socket: Duplex, head: Buffer): void;
  close(): void;
};

/**
 * WebSockets of the pages: each says its token first, then belongs to `connect`. `admit` says whose token it is; null
 * for nobody's.
 */
export function createSockets<Who>(
  admit: (token: string) => Who | null,
  connect: (socket: WebSocket, who: Who) => void,
  limits: SocketLimits = socketLimits,
): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    clientTracking: true,
  });
  const alive = new WeakSet<WebSocket>();
  let strangers = 0;

  const pinging = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, limits.pingMs);
  pinging.unref();

  function welcome(socket: WebSocket): void {
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    // A message that is too long or not WebSocket at all arrives here; ws closes the socket itself.
    socket.on('error', () => undefined);

    strangers += 1;
    let known = false;
    const late = setTimeout(() => socket.close(closeUnknown, 'No token came in time'), limits.greetingMs);
    const settle = () => {
      if (known) return;
      known = true;
      strangers -= 1;
      clearTimeout(late);
    };
    socket.once('close', settle);
    socket.once('message', (data, isBinary) => {
      const token = isBinary ? null : tokenIn(data);
      const who = token === null ? null : admit(token);
      if (who === null) {
        socket.close(closeUnknown, 'This page is not known here');
        return;
      }
      settle();
      connect(socket, who);
      socket.send('{"ok":true}');
    });
  }

  return {
    take(request, socket, head) {
      if (strangers >= limits.strangers) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    close() {
      clearInterval(pinging);
      for (const socket of server.clients) {
        socket.close(closeStopping, 'Slipway was stopped');
        setTimeout(() => socket.terminate(), 500).unref();
      }
      server.close();
    },
  };
}

function tokenIn(data: RawData): string | null {
  const text = data.toString();
  if (text.length > 1_000) return null;
  try {
    return greeting.parse(JSON.parse(text)).token;
  } catch {
    return null;
  }
}
