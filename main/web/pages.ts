import { RPCHandler } from '@orpc/server/websocket';
import type { WebSocket } from 'ws';
import type { App } from '#main/app.ts';
import { router } from '#main/rpc/router.ts';
import { isWireMessage } from '#main/rpc/wire-message.ts';

/** Close code for a message that is not what it should be (RFC 6455, 7.4.1). */
const closeMalformed = 1007;

/** Connects the socket of a known page to the router; the first message that is not one of oRPC's closes it. */
export function connectPages(app: App): (socket: WebSocket) => void {
  const handler = new RPCHandler(router);
  return (socket) => {
    // What oRPC needs of a socket when it is handed each message.
    const page = {
      send: (data: Parameters<WebSocket['send']>[0]) => socket.send(data),
      addEventListener: () => undefined,
    };
    const malformed = () => socket.close(closeMalformed, 'The message is not in the form this server speaks');
    socket.on('message', (data, isBinary) => {
      const text = data.toString();
      if (isBinary || !isWireMessage(text)) return malformed();
      handler.message(page, text, { context: { app } }).catch(malformed);
    });
    socket.on('close', () => handler.close(page));
  };
}
