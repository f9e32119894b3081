import { noteTokenUsed, tokenByHash } from '#db/queries/access.ts';
import { readPreferences } from '#db/queries/preferences.ts';
import type { App } from '#main/app.ts';
import { contract } from '#shared/contract/index.ts';
import { answerFeed } from './feed.ts';
import { createRest, type RestHandler } from './rest.ts';
import { router } from './router.ts';

/** Whether the switch of the local API is on; false while the workspace is not open. */
export function isLocalApiOn(app: App): boolean {
  return app.status().state === 'ready' && readPreferences(app.store().db).localApi;
}

/** True for what the local API answers: its routes, and the calendar feeds that are served along with them. */
export function isLocalApiPath(path: string): boolean {
  return path.startsWith('/api/') || path.startsWith('/feed/');
}

/** The local API of an app: off until its switch in Settings is on; off while the workspace is not open. */
export function createRestHandler(app: App, version: string): RestHandler {
  const rest = createRest({
    router,
    contract,
    context: { app },
    version,
    enabled: () => isLocalApiOn(app),
    scopesOf: (hash) => {
      const store = app.store();
      const token = tokenByHash(store.db, hash);
      if (token === undefined) return null;
      noteTokenUsed(store, token.id);
      return token.scopes;
    },
  });
  return (request, response) =>
    (request.url ?? '').startsWith('/feed/')
      ? answerFeed(isLocalApiOn(app) ? app.store() : null, request, response)
      : rest(request, response);
}
