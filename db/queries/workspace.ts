import { isNull } from 'drizzle-orm';
import type { Policies } from '#shared/contract/workspace.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { newId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { environment } from '../schema/catalogue.ts';
import { person } from '../schema/people.ts';
import { workspace } from '../schema/workspace.ts';
import type { Store } from '../store.ts';
import { checkHours, initialsOf, rememberOperator } from './people.ts';
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
      hours: null,
      delegateId: null,
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

/** Working hours and lead times the workspace asks for. */
export function policiesOf(db: ReadDb): Policies {
  const row = db
    .select({ hours: workspace.hours, leadMinutes: workspace.leadMinutes })
    .from(workspace)
    .where(isNull(workspace.removedAt))
    .get();
  return row ?? { hours: null, leadMinutes: { standard: 0, normal: 0, emergency: 0 } };
}

/** Changes policies. Throws REFUSED before the first start is done, or for hours that end before they begin. */
export function setPolicies(store: Store, who: Who, fields: Partial<Policies>): Policies {
  const row = workspaceRow(store.db);
  if (!row) throw refused('The workspace has no name yet.');
  checkHours(fields.hours ?? null);
  write(store, who, 'Policies changed', (tx) => tx.patch(workspace, row.id, fields));
  return policiesOf(store.db);
}
