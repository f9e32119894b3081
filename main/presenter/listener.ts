import type { IncomingMessage, ServerResponse } from 'node:http';
import { readPreferences, setPreferences } from '#db/queries/preferences.ts';
import type { App, PresenterLinks } from '#main/app.ts';
import { pageFile, pageHeaders } from '#main/services/files/page-files.ts';
import { type Loopback, listenOnLoopback, say } from '#main/services/http/loopback.ts';
import { authorityOf, ownAddresses } from '#main/services/http/own-addresses.ts';
import { createSockets, type SocketLimits, socketLimits } from '#main/services/http/sockets.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { createViewers } from './viewers.ts';

export type Presenter = PresenterLinks & { close(): Promise<void> };

type Wish = Preferences['presenter'];
type Listening = { readonly wish: Wish; readonly address: string; close(): Promise<void> };

/**
 * Answers presenter links at the address that the preferences choose, only while they are switched on: a listener of
 * its own that knows the page of the wall and one socket, and never the router. `pageFolder` is that of the built page.
 */
export function keepPresenter(app: App, pageFolder: string, limits: Partial<SocketLimits> = {}): Presenter {
  const viewers = createViewers(app);
  const stop = new AbortController();
  let listening: Listening | null = null;
  let failed: { readonly wish: Wish; readonly problem: string } | null = null;

  async function follow(): Promise<void> {
    const wish = wished();
    if (same(wish, listening?.wish ?? failed?.wish ?? null)) return;
    await listening?.close();
    listening = null;
    failed = null;
    if (wish !== null)
      try {
        listening = await listen(wish);
      } catch (error) {
        failed = { wish, problem: problemOf(error, wish) };
      }
    app.live.publish(['presenter'], app.now());
  }

  function wished(): Wish | null {
    if (app.status().state !== 'ready') return null;
    const { presenter } = readPreferences(app.store().db);
    return presenter.on ? presenter : null;
  }

  async function listen(wish: Wish): Promise<Listening> {
    const { host } = wish;
    if (!ownAddresses().some((own) => own.host === host)) throw new NotOurs();
    const sockets = createSockets(viewers.admit, viewers.enter, {
      ...socketLimits,
      // A viewer says its secret and nothing else.
      messageBytes: 2_000,
      ...limits,
    });
    const server: Loopback = await listenOnLoopback({
      host,
      ports: [wish.port ?? 0],
      headers: (port) => pageHeaders([`ws://${authorityOf(host, port)}`]),
      answer: (request, response, path) => answer(pageFolder, request, response, path),
      upgrade: (request, socket, head, path) => {
        if (path !== '/wall') return false;
        sockets.take(request, socket, head);
        return true;
      },
    });
    const kept = { ...wish, port: server.port };
    // So that the address stays the same after a restart.
    if (wish.port === null) setPreferences(app.store(), { presenter: kept });
    return {
      wish: kept,
      address: `http://${authorityOf(host, server.port)}`,
      close: () => {
        sockets.close();
        return server.close();
      },
    };
  }

  async function followAll(): Promise<void> {
    const changes = app.live.subscribe(stop.signal);
    // A file that cannot be read has a screen of its own; no secret is known meanwhile.
    await follow().catch(() => undefined);
    for await (const { topics } of changes) {
      if (topics.includes('preferences') || topics.includes('workspace'))
        await follow().catch(() => undefined);
      viewers.hear(topics);
    }
  }
  // Ends by the signal only.
  const following = followAll().catch(() => undefined);

  return {
    state: () => ({ address: listening?.address ?? null, problem: failed?.problem ?? '' }),
    viewers: viewers.count,
    async close() {
      stop.abort();
      await following;
      viewers.close();
      await listening?.close();
      listening = null;
    },
  };
}

/** The page of the wall and its parts; nothing else is there. */
async function answer(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const inside = path === '/' ? '/presenter.html' : path;
  const known = inside === '/presenter.html' || inside.startsWith('/assets/');
  const file = known && request.method !== 'POST' ? await pageFile(folder, inside) : null;
  if (file === null) return say(response, 404, { reason: 'There is no such file.' });
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.body.length,
    'cache-control': file.cache,
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

class NotOurs extends Error {}

function problemOf(error: unknown, { host, port }: Wish): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (error instanceof NotOurs || code === 'EADDRNOTAVAIL')
    return `${host} is not an address of this computer now. Choose another one.`;
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Choose another one.`;
  if (code === 'EACCES') return `The system does not allow port ${port}. Choose another one.`;
  return `${host} cannot be listened at (${code || String(error)}).`;
}

function same(a: Wish | null, b: Wish | null): boolean {
  return a === b || (a !== null && b !== null && a.host === b.host && a.port === b.port);
}
