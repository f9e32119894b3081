import type { Op } from '#shared/domain/log.ts';
import { entityNamed, toStored } from './entities.ts';
import { insertRow } from './log.ts';
import { innerOf, prepared, type Store } from './store.ts';

/**
 * Applies the operations of a log entry to the logged tables, without writing the log: what rebuilds a file from its
 * log, and what an exchange with another device will use. Operations of unknown entities and fields are passed over.
 */
export function applyOps(store: Store, ops: readonly Op[]): void {
  const inner = innerOf(store);
  for (const op of ops) {
    const entity = entityNamed(op.entity);
    if (!entity) continue;
    if (op.field === '*') {
      insertRow(inner, entity, { ...(op.value as Record<string, unknown>), id: op.id });
      continue;
    }
    const column = entity.columns.get(op.field);
    if (!column) continue;
    prepared(inner, `UPDATE "${entity.table}" SET "${column.name}" = ? WHERE id = ?`).run(
      toStored(column, op.value),
      op.id,
    );
  }
}
