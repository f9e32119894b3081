import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { createRouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { type App, createApp, type PresenterLinks, type ShowNotification } from '#main/app.ts';
import { router } from '#main/rpc/router.ts';
import { createFileSecrets } from '#main/services/secrets/file-secrets.ts';
import type { Client } from '#shared/contract/index.ts';
import type { Workspace } from '#shared/contract/workspace.ts';

/** 1 February 2027, 09:00 UTC, a Monday: where the clock of a test workspace starts. */
export const MONDAY = Date.UTC(2027, 1, 1, 9);

export type TestWorkspace = {
  readonly folder: string;
  readonly clock: Clock;
  app(): App;
  /** Calls the router itself, without a transport. */
  client(): Client;
  /** Names the workspace and its operator. */
  create(): Promise<Workspace>;
  /** Ends the app and opens the folder again, as after a restart. */
  reopen(): Promise<void>;
  close(): Promise<void>;
  /** Closes and deletes the folder. */
  remove(): Promise<void>;
};

/** A clock that only tests move: each reading is one millisecond after the one before it. */
export type Clock = { now(): number; advance(ms: number): void };

export function createClock(start = MONDAY): Clock {
  let at = start;
  return {
    now: () => {
      at += 1;
      return at;
    },
    advance: (ms) => {
      at += ms;
    },
  };
}

/** Opens an app on a folder of its own (or a given one), with secrets in a file and a clock of the test's. */
export function openWorkspace({
  folder,
  clock = createClock(),
  localApiAddress = () => null,
  presenter,
  showNotification,
}: {
  folder?: string;
  clock?: Clock;
  localApiAddress?: () => string | null;
  presenter?: () => PresenterLinks;
  showNotification?: ShowNotification;
} = {}): TestWorkspace {
  const place = folder ?? mkdtempSync(join(base(), 'slipway-test-'));
  const open = () =>
    createApp({
      folder: place,
      shell: 'web',
      version: '0.0.0',
      secrets: createFileSecrets(place),
      now: clock.now,
      localApiAddress,
      ...(presenter ? { presenter } : {}),
      ...(showNotification ? { showNotification } : {}),
    });
  let app = open();
  let client = clientOf(app);
  return {
    folder: place,
    clock,
    app: () => app,
    client: () => client,
    create: () =>
      client.workspace.create({ name: 'Northwind', zone: 'Europe/Berlin', operator: 'Rosa Ruiz' }),
    reopen: async () => {
      await app.close();
      app = open();
      client = clientOf(app);
    },
    close: () => app.close(),
    remove: async () => {
      await app.close();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/**
 * In memory where the system has such a folder: what is tested does not hang on the disk, for a killed process leaves
 * the system's page cache as it is, and a slow disk would only make fewer writes fit into the time.
 */
function base(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

function clientOf(app: App): Client {
  return createRouterClient(router, { context: { app } });
}

/** A client that reaches the router through a real message port, as the page in Electron does. */
export function overPort(app: App): { client: Client; close(): void } {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(router).upgrade(port2, { context: { app } });
  port1.start();
  port2.start();
  return {
    client: createORPCClient(new RPCLink({ port: port1 })),
    close: () => {
      port1.close();
      port2.close();
    },
  };
}

/** Reads a stream to its end; answers with the last event. */
export async function lastOf<Event>(stream: AsyncIterable<Event>): Promise<Event> {
  let last: Event | undefined;
  for await (const event of stream) last = event;
  if (last === undefined) throw new Error('The stream ended without an event');
  return last;
}
