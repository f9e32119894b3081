import { createWorkspace, policiesOf, renameWorkspace, setPolicies } from '#db/queries/workspace.ts';
import type { App } from '#main/app.ts';
import { refused } from '#shared/domain/refusal.ts';
import { open, reading, writing } from './context.ts';
import { given } from './given.ts';

export const workspace = {
  status: open.workspace.status.handler(({ context }) => context.app.status()),
  create: reading.workspace.create.handler(({ context, input }) => {
    createWorkspace(context.store, input);
    return named(context.app);
  }),
  rename: writing.workspace.rename.handler(({ context, input }) => {
    renameWorkspace(context.store, context.who, input);
    return named(context.app);
  }),
  policies: reading.workspace.policies.handler(({ context }) => policiesOf(context.store.db)),
  setPolicies: writing.workspace.setPolicies.handler(({ context, input }) =>
    setPolicies(context.store, context.who, given(input)),
  ),
  recover: open.workspace.recover.handler(({ context, input }) => context.app.recover(input)),
};

function named(app: App) {
  const status = app.status();
  if (status.state !== 'ready') throw refused('The workspace has no name yet.');
  return status.workspace;
}
