import type { Subject } from '#shared/contract/conflicts.ts';
import type { EnvironmentId, PersonId, ReleaseId, ServiceId, TeamId } from '../ids.ts';
import { DAY, MINUTE } from '../time.ts';
import type { Span } from './spans.ts';

/** Slots are looked for in so many days. */
export const SLOT_DAYS = 90;

/** What a time is looked for. */
export type SlotWish = {
  /** Its own booking is not in the way; null = nothing that exists. */
  readonly subject: Subject | null;
  /** The release it belongs to: what else belongs to it is not in the way. */
  readonly releaseId: ReleaseId | null;
  readonly serviceIds: readonly ServiceId[];
  /** Empty = not said, so it may be any. */
  readonly environmentIds: readonly EnvironmentId[];
  readonly teamIds: readonly TeamId[];
  readonly personIds: readonly PersonId[];
  /** Releases that are finished before it starts. */
  readonly dependsOn: readonly ReleaseId[];
  readonly minutes: number;
  /** From `now` to the start, at least. */
  readonly leadMinutes: number;
  /** Instants, ms UTC. */
  readonly now: number;
  readonly from: number;
  /** Times of day in the home zone between which it starts, the last excluded. */
  readonly between: { readonly from: string; readonly until: string } | null;
  readonly homeZone: string;
  readonly limit: number;
};

/** The time that slots are looked for in: what surrounds it is what `findSlots` asks for. Empty when the lead time is longer. */
export function slotSpan({ now, from, leadMinutes }: Pick<SlotWish, 'now' | 'from' | 'leadMinutes'>): Span {
  const first = Math.max(now, from);
  return { startsAt: Math.max(first, now + leadMinutes * MINUTE), endsAt: first + SLOT_DAYS * DAY };
}
