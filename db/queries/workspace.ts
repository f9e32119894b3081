import type { PersonId } from '#shared/domain/ids.ts';
import { newId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { environment } from '../schema/catalogue.ts';
import { person } from '../schema/people.ts';
import { workspace } from '../schema/workspace.ts';
import type { Store } from '../store.ts';
import { initialsOf, rememberOperator } from './people.ts';
import { insertBuiltinTemplates } from './templates.ts';

/** Name and home zone of the workspace, or undefined before the first start is done. */
export function workspaceRow(db: ReadDb): { id: string; name: string; zone: string } | undefined {
  return db.row('SELECT id, name, zone FROM workspace WHERE removed_at IS NULL LIMIT 1');
}

/** First start: names the workspace and its operator, with the usual environments and the built-in runbooks. */
export function createWorkspace(store: Store, input: { name: string; zone: string; operator: string }): void {
  if (workspaceRow(store.db)) throw refused('This workspace already has a name. Change it in Settings.');
  const operator = newId<PersonId>();
  // First, so that a kill between the two leaves no named workspace that nobody operates.
  rememberOperator(store, operator);
  write(store, { actor: operator }, 'Workspace started', (tx) => {
    tx.insert(workspace, { id: newId(), name: input.name, zone: input.zone });
    tx.insert(person, {
      id: operator,
      name: input.operator,
      email: '',
      phone: '',
      initials: initialsOf(input.operator),
      zone: null,
      teamId: null,
      roles: ['release manager'],
    });
    for (const kind of ['dev', 'test', 'staging', 'production'] as const) {
      tx.insert(environment, { id: newId(), name: kind, kind });
    }
    insertBuiltinTemplates(tx);
  });
}

/** Changes name and home zone. Throws REFUSED before the first start is done. */
export function renameWorkspace(store: Store, who: Who, input: { name: string; zone: string }): void {
  const row = workspaceRow(store.db);
  if (!row) throw refused('The workspace has no name yet.');
  write(store, who, 'Workspace renamed', (tx) => tx.patch(workspace, row.id, input));
}
