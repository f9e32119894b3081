import type { Run } from '#shared/contract/runbooks.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { heldSentence, isHeldElsewhere } from '#shared/domain/runs/run-holding.ts';
import type { Entity } from './entities.ts';
import { type Inner, prepared } from './store.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Throws REFUSED when a row belongs to a run that is under way on another device. Asked by the write door for each row,
 * so that no route can forget it; `changed` are the fields that a patch sets: taking the run over passes.
 */
export function mustHoldRun(
  inner: Inner,
  device: DeviceId,
  entity: Entity,
  row: Fields,
  changed: Fields = {},
): void {
  const id = entity.name === 'run' ? row.id : row.runId;
  if (typeof id !== 'string' || changed.heldBy === device) return;
  const found = prepared(
    inner,
    `SELECT r.held_by AS heldBy, r.started_at AS startedAt, r.ended_at AS endedAt, d.letters
     FROM run r LEFT JOIN device d ON d.id = r.held_by WHERE r.id = ?`,
  ).get(id) as (Pick<Run, 'heldBy' | 'startedAt' | 'endedAt'> & { letters: string | null }) | undefined;
  if (found && isHeldElsewhere(found, device)) throw refused(heldSentence(found.letters ?? 'elsewhere'));
}
