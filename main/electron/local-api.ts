import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { App } from '#main/app.ts';
import { createRestHandler, isLocalApiOn, isLocalApiPath } from '#main/rpc/local-api.ts';
import { pageHeaders } from '#main/services/files/page-files.ts';
import { type Loopback, listenOnLoopback, say } from '#main/services/http/loopback.ts';
import { writePrivate } from '#main/services/secrets/file-secrets.ts';

const saved = z.object({ port: z.int().min(1).max(65535) });

export type LocalApi = {
  /** `http://127.0.0.1:<port>/api` while it listens, else null. */
  address(): string | null;
  close(): Promise<void>;
};

/**
 * Listens on 127.0.0.1 for the local API, only while its switch in Settings is on. The port is its own and lies in
 * `<folder>/local-api.json`, so that scripts find it there and it stays the same over restarts.
 */
export function keepLocalApi(app: App, version: string): LocalApi {
  const rest = createRestHandler(app, version);
  const file = join(app.folder, 'local-api.json');
  const stop = new AbortController();
  let listener: Loopback | null = null;

  async function follow(): Promise<void> {
    const before = listener;
    if (!isLocalApiOn(app)) {
      await listener?.close();
      listener = null;
    } else listener ??= await listen();
    if (listener !== before) app.live.publish(['access'], app.now());
  }

  async function listen(): Promise<Loopback | null> {
    const before = readPort(file);
    try {
      const opened = await listenOnLoopback({
        ports: [before ?? 0, 0],
        headers: () => pageHeaders([]),
        answer: async (request, response, path) =>
          isLocalApiPath(path)
            ? rest(request, response)
            : say(response, 404, { reason: 'There is no such route.' }),
      });
      if (opened.port !== before) remember(file, opened.port);
      return opened;
    } catch {
      // No port at all: Settings shows no address.
      return null;
    }
  }

  async function followAll(): Promise<void> {
    const changes = app.live.subscribe(stop.signal);
    // A file that cannot be read has a screen of its own; each request asks for the switch again anyway.
    await follow().catch(() => undefined);
    for await (const { topics } of changes)
      if (topics.includes('preferences') || topics.includes('workspace'))
        await follow().catch(() => undefined);
  }
  // Ends by the signal only.
  const following = followAll().catch(() => undefined);

  return {
    address: () => (listener === null ? null : `http://127.0.0.1:${listener.port}/api`),
    async close() {
      stop.abort();
      await following;
      await listener?.close();
      listener = null;
    },
  };
}

function readPort(file: string): number | null {
  try {
    return saved.parse(JSON.parse(readFileSync(file, 'utf8'))).port;
  } catch {
    return null;
  }
}

function remember(file: string, port: number): void {
  try {
    writePrivate(file, JSON.stringify({ port }));
  } catch {
    // Read-only folder or full disk: the page says so itself; the port is another one next time.
  }
}
