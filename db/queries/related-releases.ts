import type { Bookable, Surroundings } from '#shared/domain/conflicts/facts.ts';
import type { ReleaseId } from '#shared/domain/ids.ts';
import { releaseName } from '#shared/domain/releases.ts';
import type { ReadDb } from '../read.ts';
import {
  isCalledOff,
  RELEASE,
  RELEASE_AHEAD,
  type ReleaseLine,
  releaseOf,
  statusOfRelease,
} from './bookable-rows.ts';
import type { PlanningFacts } from './planning-facts.ts';

/**
 * Releases that the given ones depend on, that depend on them and that ride their trains, wherever they are planned;
 * of the first also those that are not planned. What was called off or failed never finishes, whatever time it had.
 */
export function relatedReleases(
  db: ReadDb,
  facts: PlanningFacts,
  all: readonly Bookable[],
): { readonly planned: Bookable[]; readonly unplanned: Surroundings['unplanned'] } {
  const own = new Set(all.filter((one) => one.subject.kind === 'release').map((one) => one.subject.id));
  if (own.size === 0) return { planned: [], unplanned: [] };
  const needed = [...new Set(all.flatMap((one) => one.dependsOn))].flatMap((id) =>
    releasesWhere(db, 'r.id = ?', id),
  );
  const needing = releasesWhere(db, `r.depends_on <> '[]' AND r.state IN ${RELEASE_AHEAD}`).filter((line) =>
    (JSON.parse(line.dependsOn) as ReleaseId[]).some((id) => own.has(id)),
  );
  const trains = new Set(all.flatMap((one) => one.trainId ?? []));
  const aboard = [...trains].flatMap((id) => releasesWhere(db, 'r.train_id = ?', id));
  const isBooked = ({ state, startsAt }: ReleaseLine) => startsAt !== null && !isCalledOff(state);
  const planned = new Map([...needing, ...aboard, ...needed].filter(isBooked).map((line) => [line.id, line]));
  return {
    planned: [...planned.values()].map((line) => releaseOf(db, facts, line).bookable),
    unplanned: needed
      .filter((line) => !isBooked(line))
      .map((line) => ({
        id: line.id,
        ref: line.ref,
        name: releaseName(line),
        finished: statusOfRelease(line.state) === 'over' && !isCalledOff(line.state),
      })),
  };
}

/** Releases by a condition on `r`, with the slot each has. */
export function releasesWhere(db: ReadDb, where: string, ...values: readonly string[]): ReleaseLine[] {
  return db.rows<ReleaseLine>(
    `${RELEASE} FROM release r LEFT JOIN slot s ON s.release_id = r.id AND s.removed_at IS NULL
     WHERE ${where} AND r.removed_at IS NULL`,
    ...values,
  );
}
