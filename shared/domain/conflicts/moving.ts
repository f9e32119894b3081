import type { ChangeState } from '#shared/contract/changes.ts';
import type { ReleaseState } from '#shared/contract/releases.ts';
import { beforeDeployment } from '#shared/domain/releases.ts';

type Moved =
  | {
      readonly kind: 'change';
      readonly state: ChangeState;
      /** Aboard a release with a slot. */
      readonly rides: boolean;
      readonly onHold: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'release'; readonly state: ReleaseState; readonly reason: string };

/** `needsReason`: the reason is still missing, so a write is refused and a screen asks for it. */
export type MoveVerdict =
  | { readonly ok: true; readonly needsReason: boolean }
  | { readonly ok: false; readonly reason: string };

/**
 * May its planned time be changed in the calendar? A new change moves freely; under assessment and once scheduled
 * it is an amendment with a reason; on hold it stays where it is. A release moves until its deployment starts and takes along what rides it.
 */
export function mayMove(one: Moved): MoveVerdict {
  if (one.kind === 'release') {
    return beforeDeployment.includes(one.state)
      ? { ok: true, needsReason: false }
      : no(`A release in ${one.state} keeps its time.`);
  }
  if (one.rides) return no('It is aboard a release and moves with it.');
  if (one.onHold) return no('It is on hold. Take it off hold first.');
  switch (one.state) {
    case 'New':
      return { ok: true, needsReason: false };
    case 'Assess':
    case 'Authorize':
    case 'Scheduled':
      return { ok: true, needsReason: one.reason.trim() === '' };
    case 'Implement':
    case 'Review':
    case 'Closed':
    case 'Cancelled':
      return no(`A change in ${one.state} keeps its time.`);
  }
}

function no(reason: string): MoveVerdict {
  return { ok: false, reason };
}
