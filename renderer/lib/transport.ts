import type { ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { setConnection } from './connection.ts';
import { ConnectionLost } from './errors.ts';
import { sessionToken } from './session.ts';

type Options = Record<never, never>;
type Link = ClientLink<Options>;
type LiveLink = { readonly link: Link; readonly closed: () => boolean };

const REFUSED = 4401;
const SLOWEST_RETRY_MS = 4_000;

/** The link for the shell the page is in: a MessagePort under `app:`, else a WebSocket that comes back by itself. */
export function createTransport(): Link {
  const connected = location.protocol === 'app:' ? portConnection() : socketConnection();
  return {
    async call(path, input, options) {
      const live = await untilAborted(connected(), options.signal);
      try {
        return await live.link.call(path, input, options);
      } catch (error) {
        if (live.closed()) throw new ConnectionLost();
        throw error;
      }
    },
  };
}

function portConnection(): () => Promise<LiveLink> {
  const live = new Promise<LiveLink>((resolve) => {
    window.addEventListener('message', function take(event) {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'slipway-port' || !port) return;
      window.removeEventListener('message', take);
      let closed = false;
      port.addEventListener('close', () => {
        closed = true;
        setConnection('reconnecting');
      });
      port.start();
      setConnection('connected');
      resolve({ link: new PortLink({ port }), closed: () => closed });
    });
    window.postMessage('slipway-ready', '*');
  });
  return () => live;
}

/** One socket at a time; calls made while it is down wait for the next one. */
function socketConnection(): () => Promise<LiveLink> {
  let current = open(0);
  return () => current;

  async function open(attempt: number): Promise<LiveLink> {
    if (attempt > 0)
      await new Promise((wake) => setTimeout(wake, Math.min(SLOWEST_RETRY_MS, 100 * 2 ** attempt)));
    try {
      const token = await sessionToken();
      if (token === null) return refused();
      const socket = await shakeHands(token);
      let closed = false;
      socket.addEventListener('close', (event) => {
        closed = true;
        if (event.code === REFUSED) current = refused();
        else {
          setConnection('reconnecting');
          current = open(0);
        }
      });
      setConnection('connected');
      return { link: new SocketLink({ websocket: socket }), closed: () => closed };
    } catch (error) {
      if (error instanceof Refused) return refused();
      setConnection('reconnecting');
      return open(attempt + 1);
    }
  }

  function refused(): Promise<LiveLink> {
    setConnection('refused');
    return new Promise(() => {});
  }
}

class Refused extends Error {}

/** Opens the socket, sends the token, waits for the answer; after that the socket speaks oRPC. */
function shakeHands(token: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${location.host}/rpc`);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => socket.send(JSON.stringify({ token })), { once: true });
    socket.addEventListener('message', () => resolve(socket), { once: true });
    socket.addEventListener(
      'close',
      (event) => reject(event.code === REFUSED ? new Refused() : new Error('The socket closed')),
      { once: true },
    );
  });
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
