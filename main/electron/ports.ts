import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain, MessageChannelMain } from 'electron';
import type { App } from '#main/app.ts';
import { router } from '#main/rpc/router.ts';
import { checkedPort } from './checked-port.ts';
import { maySpeak } from './decisions.ts';

/** Gives each page that asks, and is ours, one port to the router; others get no answer. */
export function answerPorts(app: App): void {
  const handler = new RPCHandler(router);
  ipcMain.on('slipway-port', (event) => {
    const frame = event.senderFrame;
    if (frame === null) return;
    if (!maySpeak({ origin: frame.origin, url: frame.url, isTop: frame.parent === null })) return;
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(checkedPort(port1), { context: { app } });
    frame.postMessage('slipway-port', null, [port2]);
    port1.start();
  });
}
