import type { RunModel, StepLine } from '#renderer/features/runbooks/runModel.ts';

// Heights on the wall in vh: the column, a step with a line under it, a step without.
const COLUMN = 48;
const BIG = 9;
const SMALL = 6.3;
const MORE = 3.6;

export type WallGroups = {
  readonly failed: readonly StepLine[];
  readonly running: readonly StepLine[];
  readonly moreRunning: number;
  readonly late: readonly StepLine[];
  readonly moreLate: number;
  readonly next: readonly StepLine[];
  /** Steps that a failure holds, in the room that is left. */
  readonly blocked: readonly StepLine[];
};

/** Chooses what fits into the middle column: failures and running steps first, always one next step, the rest by time. */
export function wallGroups(
  model: Pick<RunModel, 'failed' | 'running' | 'late' | 'next' | 'blocked'>,
): WallGroups {
  let room = COLUMN - (model.next.length > 0 ? SMALL : 0);
  const take = (lines: readonly StepLine[], most: number) => {
    const fits = Math.max(0, Math.min(lines.length, most, Math.floor(room / BIG)));
    const cut = fits < lines.length && room - fits * BIG < MORE ? Math.max(0, fits - 1) : fits;
    room -= cut * BIG + (cut < lines.length && cut > 0 ? MORE : 0);
    return lines.slice(0, cut);
  };
  const failed = take(model.failed, 2);
  const running = take(model.running, model.late.length > 0 ? 3 : 4);
  const late = take(model.late, 2);
  const more = Math.max(0, Math.floor(room / SMALL));
  const next = model.next.slice(0, 1 + more);
  return {
    failed,
    running,
    moreRunning: running.length > 0 ? model.running.length - running.length : 0,
    late,
    moreLate: late.length > 0 ? model.late.length - late.length : 0,
    next,
    blocked: model.blocked.slice(0, Math.max(0, more + (model.next.length > 0 ? 1 : 0) - next.length)),
  };
}
