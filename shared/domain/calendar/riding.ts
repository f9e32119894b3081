import type { Span } from './spans.ts';

/**
 * Where a change that rides its release lies after the release went from one slot to another: as long after the start
 * of the slot as before, cut off where the new slot ends. What filled the old slot fills the new one.
 */
export function riddenTo(change: Span, from: Span, to: Span): Span {
  if (change.startsAt === from.startsAt && change.endsAt === from.endsAt) return to;
  const startsAt = Math.min(to.startsAt + (change.startsAt - from.startsAt), to.endsAt);
  return { startsAt, endsAt: Math.min(startsAt + (change.endsAt - change.startsAt), to.endsAt) };
}
