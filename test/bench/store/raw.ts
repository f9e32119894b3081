import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import Database from 'better-sqlite3';
import { WebSocket, WebSocketServer } from 'ws';
import { storeFile } from '#db/open.ts';
import type { App } from '#main/app.ts';
import { router } from '#main/rpc/router.ts';
import type { Client } from '#shared/contract/index.ts';

/** A connection of its own to the store's file, with the pragmas of the app. */
export function rawStore(folder: string): Database.Database {
  return withPragmas(new Database(storeFile(folder)));
}

/** A file beside the store, on the same disk, with a table that takes the rows of step events. */
export function rawEvents(folder: string): { add(): void; close(): void } {
  const sqlite = withPragmas(new Database(join(folder, 'raw.db')));
  sqlite.exec(
    `CREATE TABLE step_event (id TEXT PRIMARY KEY, removed_at INTEGER, run_id TEXT NOT NULL, step_id TEXT NOT NULL,
       kind TEXT NOT NULL, comment TEXT NOT NULL, actor_id TEXT NOT NULL, occurred_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL) STRICT;
     CREATE INDEX step_event_run ON step_event (run_id, recorded_at)`,
  );
  const insert = sqlite.prepare('INSERT INTO step_event VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?)');
  let n = 0;
  return {
    /** One row, one durable commit. */
    add: () => {
      n += 1;
      insert.run(
        `01a1fc00-f6cf-749d-ac0a-${String(n).padStart(12, '0')}`,
        'run',
        'step',
        'finish',
        '',
        'actor',
        n,
        n,
      );
    },
    close: () => sqlite.close(),
  };
}

/** The contract's client over a loopback WebSocket, as the page in the browser shell has it. */
export async function overSocket(app: App): Promise<{ client: Client; close(): Promise<void> }> {
  const handler = new RPCHandler(router);
  const { link, close } = await socketPair((socket) => handler.upgrade(socket, { context: { app } }));
  return { client: createORPCClient(link), close };
}

/** An empty RPC call over the same kind of socket. */
export async function emptyCall(): Promise<{ call(): Promise<void>; close(): Promise<void> }> {
  const handler = new RPCHandler({ nothing: os.handler(() => {}) });
  const { link, close } = await socketPair((socket) => handler.upgrade(socket));
  const client = createORPCClient<{ nothing: () => Promise<void> }>(link);
  return { call: () => client.nothing(), close };
}

async function socketPair(serve: (socket: WebSocket) => void) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  server.on('connection', serve);
  const { port } = server.address() as AddressInfo;
  const websocket = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(websocket, 'open');
  return {
    // oRPC wants the browser's WebSocket; that of ws does the same.
    link: new RPCLink({ websocket: websocket as unknown as globalThis.WebSocket }),
    close: async () => {
      websocket.close();
      await once(websocket, 'close');
      server.close();
    },
  };
}

function withPragmas(sqlite: Database.Database): Database.Database {
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('cache_size = -65536');
  return sqlite;
}
