import { dependencyCycle } from '#shared/domain/graph.ts';
import type { ReleaseId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import type { ReadDb } from '../read.ts';

/** Throws REFUSED when releases depend on each other in a circle: none of them could ever be the first. */
export function checkReleaseOrder(db: ReadDb): void {
  const rows = db.rows<{ id: ReleaseId; ref: string; dependsOn: string }>(
    "SELECT id, ref, depends_on AS dependsOn FROM release WHERE removed_at IS NULL AND depends_on <> '[]'",
  );
  const cycle = dependencyCycle(
    rows.map(({ id, dependsOn }) => ({ id, dependsOn: JSON.parse(dependsOn) as ReleaseId[] })),
  );
  if (!cycle) return;
  const refs = cycle.map((id) => rows.find((row) => row.id === id)?.ref ?? '');
  throw refused(
    refs.length === 1
      ? `${refs[0]} cannot wait for itself.`
      : `These releases would wait for each other: ${refs.join(', ')}. Leave one of them out.`,
  );
}
