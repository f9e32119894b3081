import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Client } from '#shared/contract/index.ts';
import type { RunningSlipway } from './server.ts';

/** Turns the code in the printed address into a token, as a page does; good for one server once, for ever after. */
export async function tokenOf(slipway: RunningSlipway): Promise<string> {
  const { origin, hash } = new URL(slipway.address);
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: hash.replace('#code=', '') }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** A socket whose token was accepted. Rejects when it was closed instead. */
export function socketOf(slipway: RunningSlipway, token: string): Promise<WebSocket> {
  const { origin, host } = new URL(slipway.address);
  const socket = new WebSocket(`ws://${host}/rpc`, { origin });
  return new Promise((resolve, reject) => {
    socket.once('open', () => socket.send(JSON.stringify({ token })));
    socket.once('message', () => resolve(socket));
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
    socket.on('error', reject);
  });
}

/** Every route over a socket of its own, which is closed with `socket.close()`. */
export async function connect(
  slipway: RunningSlipway,
  token: string,
): Promise<{ client: Client; socket: WebSocket }> {
  const socket = await socketOf(slipway, token);
  // oRPC wants the browser's WebSocket; that of ws does the same.
  const websocket = socket as unknown as globalThis.WebSocket;
  return { client: createORPCClient(new RPCLink({ websocket })), socket };
}
