import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import Database from 'better-sqlite3';
import { storeFile } from '#db/open.ts';

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

/** An empty RPC call over a message port, as the page's calls go. */
export function emptyCall(): { call(): Promise<void>; close(): void } {
  const { port1, port2 } = new MessageChannel();
  const router = { nothing: os.handler(() => {}) };
  new RPCHandler(router).upgrade(port2);
  port1.start();
  port2.start();
  const client = createORPCClient<{ nothing: () => Promise<void> }>(new RPCLink({ port: port1 }));
  return {
    call: () => client.nothing(),
    close: () => {
      port1.close();
      port2.close();
    },
  };
}

function withPragmas(sqlite: Database.Database): Database.Database {
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('cache_size = -65536');
  return sqlite;
}
