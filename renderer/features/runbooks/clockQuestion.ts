import type { RunView } from '#shared/contract/runbooks.ts';
import { type DoubtfulTime, doubtfulTimes } from '#shared/domain/clock-corrections.ts';
import { openJumps, type RecordedJump } from '#shared/domain/clock-jumps.ts';

/** What is asked about the clock of a run: the jumps nobody has answered for, and the times they cast doubt on. */
export function doubtfulOf({ run, events, moments }: Pick<RunView, 'run' | 'events' | 'moments'>): {
  readonly jumps: readonly RecordedJump[];
  readonly times: readonly DoubtfulTime[];
} {
  const jumps = openJumps(moments);
  if (jumps.length === 0) return { jumps, times: [] };
  const since = moments.findLast(({ kind }) => kind === 'clock answered')?.recordedAt ?? 0;
  return { jumps, times: doubtfulTimes(run, events, jumps, since) };
}
