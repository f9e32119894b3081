import { isNull } from 'drizzle-orm';
import type { ChangePolicies, PolicyKey } from '#shared/contract/change-policies.ts';
import { policiesInForce } from '#shared/domain/changes/change-policies.ts';
import { newId } from '#shared/domain/ids.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { changePolicy } from '../schema/change-policies.ts';
import type { Store } from '../store.ts';

/** The policies in force, and which of them this workspace has set. */
export function readPolicies(db: ReadDb): { readonly policies: ChangePolicies; readonly own: PolicyKey[] } {
  const rows = db.select().from(changePolicy).where(isNull(changePolicy.removedAt)).all();
  const own = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  return { policies: policiesInForce(own), own: rows.map(({ key }) => key) };
}

/** The policies in force. */
export function changePolicies(db: ReadDb): ChangePolicies {
  return readPolicies(db).policies;
}

/** Sets policies, each replaced whole, in one entry. */
export function setChangePolicies(
  store: Store,
  who: Who,
  fields: Partial<ChangePolicies>,
  reason: string,
): ChangePolicies {
  return write(store, who, reason.trim() || `Policies changed: ${Object.keys(fields).join(', ')}`, (tx) => {
    const rows = new Map(
      tx
        .select()
        .from(changePolicy)
        .all()
        .map((row) => [row.key, row]),
    );
    for (const [key, value] of Object.entries(fields) as [PolicyKey, unknown][]) {
      const row = rows.get(key);
      if (row) tx.patch(changePolicy, row.id, { value, removedAt: null });
      else tx.insert(changePolicy, { id: newId(), key, value });
    }
    return changePolicies(tx);
  });
}

/** Gives policies back their built-in values. */
export function resetChangePolicies(
  store: Store,
  who: Who,
  keys: readonly PolicyKey[],
  reason: string,
): ChangePolicies {
  return write(store, who, reason.trim() || `Policies as built in: ${keys.join(', ')}`, (tx) => {
    for (const row of tx.select().from(changePolicy).where(isNull(changePolicy.removedAt)).all())
      if (keys.includes(row.key)) tx.remove(changePolicy, row.id);
    return changePolicies(tx);
  });
}
