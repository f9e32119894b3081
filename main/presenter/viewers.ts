import type { WebSocket } from 'ws';
import { linkById, linkBySecret, runShownBy } from '#db/queries/presenter.ts';
import { wallView } from '#db/queries/warroom.ts';
import type { Store } from '#db/store.ts';
import type { App } from '#main/app.ts';
import { type PresenterLink, type PresenterNews, presenterClose } from '#shared/contract/presenter.ts';
import type { PresenterLinkId } from '#shared/domain/ids.ts';
import { publicWall } from '#shared/domain/redaction.ts';

/** So often a viewer gets a sign of life, in ms; one that misses three tells its reader so. */
const beatMs = 5_000;
/** Ticks that come together are sent together, in ms. */
const gatherMs = 40;
/** A viewer that far behind is cut off and comes back for the present state, in bytes. */
const behindAtMost = 16 * 1024 * 1024;
const viewersAtMost = 200;
const closeBusy = 1013;
const closeMalformed = 1008;

export type Viewers = {
  /** The link that a secret opens, or null. */
  admit(secret: string): PresenterLink | null;
  /** Sends the wall to a viewer, now and whenever it changes. */
  enter(socket: WebSocket, link: PresenterLink): void;
  /** Hears which topics were committed. */
  hear(topics: readonly string[]): void;
  count(id: PresenterLinkId): number;
  close(): void;
};

/** Who looks at walls through presenter links. Each link has one text for all its viewers, built and redacted here. */
export function createViewers(app: App): Viewers {
  const watching = new Map<PresenterLinkId, Set<WebSocket>>();
  let gathering: NodeJS.Timeout | null = null;

  const beating = setInterval(() => {
    for (const id of watching.keys()) send(id, JSON.stringify({ now: app.now() } satisfies PresenterNews));
  }, beatMs);
  beating.unref();

  function send(id: PresenterLinkId, text: string): void {
    for (const socket of watching.get(id) ?? [])
      if (socket.bufferedAmount > behindAtMost) socket.terminate();
      else socket.send(text);
  }

  /** Nobody who was dismissed counts as a viewer or hears more, also one that never answers the goodbye. */
  function dismiss(id: PresenterLinkId, code: number, why: string): void {
    for (const socket of watching.get(id) ?? []) {
      socket.close(code, why);
      setTimeout(() => socket.terminate(), 1_000).unref();
    }
    if (watching.delete(id)) said();
  }

  /** Tells open pages that the number of viewers is another one. */
  function said(): void {
    app.live.publish(['presenter/viewers'], app.now());
  }

  /** Sends each link's viewers the wall as it is now; those of links that are over get their last one, or none. */
  function sendAll(store: Store): void {
    for (const id of watching.keys()) {
      const link = linkById(store.db, id);
      const run = link && runShownBy(store.db, link.runId);
      if (link === null || run === null) {
        dismiss(id, presenterClose.revoked, 'This link was revoked');
        continue;
      }
      send(id, newsOf(store, link, app.now()));
      if (run.endedAt !== null) dismiss(id, presenterClose.ended, 'The run has ended');
    }
  }

  return {
    admit: (secret) => reading(app, (store) => linkBySecret(store.db, secret)),
    enter(socket, link) {
      if ([...watching.values()].reduce((sum, { size }) => sum + size, 0) >= viewersAtMost)
        return socket.close(closeBusy, 'Too many viewers');
      const { id } = link;
      const news = reading(app, (store) => newsOf(store, link, app.now()));
      if (news === null) return socket.close(closeBusy, 'The workspace is not open');
      watching.set(id, (watching.get(id) ?? new Set()).add(socket));
      socket.on('message', () => socket.close(closeMalformed, 'This link only shows'));
      socket.on('close', () => {
        const left = watching.get(id);
        if (!left?.delete(socket)) return;
        if (left.size === 0) watching.delete(id);
        said();
      });
      socket.send(news);
      said();
    },
    hear(topics) {
      if (watching.size === 0 || !topics.some(shows)) return;
      gathering ??= setTimeout(() => {
        gathering = null;
        reading(app, sendAll);
      }, gatherMs);
    },
    count: (id) => watching.get(id)?.size ?? 0,
    close() {
      clearInterval(beating);
      if (gathering !== null) clearTimeout(gathering);
    },
  };
}

/** Whether a commit may change a wall or who may see it. */
function shows(topic: string): boolean {
  return topic !== 'presenter/viewers' && /^(runs|releases|people|workspace|presenter)(\/|$)/.test(topic);
}

function newsOf(store: Store, link: PresenterLink, now: number): string {
  const run = runShownBy(store.db, link.runId);
  const view = run === null ? undefined : publicWall(wallView(store.db, run.id, now), link.showsNames);
  return JSON.stringify({ now, ...(view ? { view } : {}) } satisfies PresenterNews);
}

/** What is read of the open file; null without one, and when it cannot be read: the page has a screen for that. */
function reading<Read>(app: App, read: (store: Store) => Read): Read | null {
  try {
    return app.status().state === 'ready' ? read(app.store()) : null;
  } catch {
    return null;
  }
}
