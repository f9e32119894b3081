import { addToken, listTokens, revokeToken } from '#db/queries/access.ts';
import { open, reading } from './context.ts';

export const access = {
  localApi: open.access.localApi.handler(({ context }) => ({ address: context.app.localApiAddress() })),
  tokens: reading.access.tokens.handler(({ context }) => listTokens(context.store.db)),
  addToken: reading.access.addToken.handler(({ context, input }) =>
    addToken(context.store, input.name, input.scopes),
  ),
  revokeToken: reading.access.revokeToken.handler(({ context, input }) => {
    revokeToken(context.store, input.id);
    return { id: input.id };
  }),
};
