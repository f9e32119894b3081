import { noteTokenUsed, tokenByHash } from '#db/queries/access.ts';
import { readPreferences } from '#db/queries/preferences.ts';
import type { App } from '#main/app.ts';
import { contract } from '#shared/contract/index.ts';
import { createRest, type RestHandler } from './rest.ts';
import { router } from './router.ts';

/** Whether the switch of the local API is on; false while the workspace is not open. */
export function isLocalApiOn(app: App): boolean {
  return app.status().state === 'ready' && readPreferences(app.store().db).localApi;
}

/** The local API of an app: off until its switch in Settings is on; off while the workspace is not open. */
export function createRestHandler(app: App, version: string): RestHandler {
  return createRest({
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
}
