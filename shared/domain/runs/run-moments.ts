import type { RunEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { StepState } from '#shared/contract/runbooks.ts';

type Moment = Pick<RunEvent, 'kind' | 'occurredAt' | 'comment'>;

/** The suspension that holds a run now, or null. Moments come in the order they were recorded. */
export function suspension<T extends Moment>(moments: readonly T[]): T | null {
  const last = moments.findLast(({ kind }) => kind === 'suspend' || kind === 'resume');
  return last?.kind === 'suspend' ? last : null;
}

/** Why nothing new begins on a step while its run is suspended, in a sentence; what is under way may be finished. */
export function whileSuspended(
  moments: readonly Moment[],
  state: StepState,
  kind: StepEventKind,
): string | null {
  const held = suspension(moments);
  if (held === null) return null;
  const begins = kind === 'start' || (state === 'ready' && (kind === 'finish' || kind === 'workaround'));
  return begins
    ? `The run is suspended since {${held.occurredAt}}: ${held.comment} Resume it before anything new begins.`
    : null;
}
