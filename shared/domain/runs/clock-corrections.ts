import type { StepTimes } from '#shared/contract/run-clock.ts';
import type { StepEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { Run, Step } from '#shared/contract/runbooks.ts';
import type { StepId } from '../ids.ts';
import { CLOCK_SLACK } from '../time.ts';
import type { RecordedJump } from './clock-jumps.ts';
import { recordsOf, type StepRecord, untouched } from './runbooks.ts';

type Ticked = Pick<StepEvent, 'stepId' | 'kind' | 'occurredAt' | 'recordedAt'>;

/** A time on record that a jump of the clock casts doubt on; `stepId` is null for the start of the run. */
export type DoubtfulTime = {
  readonly stepId: StepId | null;
  readonly of: 'start' | 'end';
  readonly at: number;
  /** What it would be by the clock as it is now. */
  readonly proposed: number;
  /** True where the time cannot be right: it lies in what the clock shows a second time. */
  readonly wrong: boolean;
};

/**
 * The times that are in doubt after jumps of the clock, in the order they were recorded. A clock that was set casts doubt
 * on what was recorded before, since somebody last spoke up for the times (`since`); a sleep on what was recorded after.
 */
export function doubtfulTimes(
  run: Pick<Run, 'startedAt'>,
  events: readonly Ticked[],
  jumps: readonly RecordedJump[],
  since: number,
): DoubtfulTime[] {
  const records = recordsOf(events);
  // What was undone is over: its times decide nothing any more.
  const standing = [...records].filter(([, { ticked }]) => ticked !== 'undone');
  const times = standing.flatMap(([stepId, record]) => timesOf(stepId, record, events));
  const start =
    run.startedAt === null
      ? []
      : [{ stepId: null, of: 'start', at: run.startedAt, recordedAt: run.startedAt } as const];
  return [...start, ...times.sort((a, b) => a.recordedAt - b.recordedAt)].flatMap(
    ({ recordedAt, ...time }) => {
      const before = jumps.filter((jump) => jump.kind !== 'slept' && recordedAt < jump.recordedAt);
      const shift = before.reduce((sum, { from, to }) => sum + to - from, 0);
      const wrong = before.some(({ from, to }) => to < from && time.at > to);
      const after = jumps.some((jump) => jump.kind !== 'set' && recordedAt > jump.recordedAt);
      const isIn = wrong || after || (before.length > 0 && recordedAt > since);
      return isIn ? [{ ...time, proposed: time.at + shift, wrong }] : [];
    },
  );
}

function timesOf(stepId: StepId, { startedAt, endedAt }: StepRecord, events: readonly Ticked[]) {
  const recorded = (at: number, isStart: boolean) =>
    events.findLast(
      ({ stepId: of, kind, occurredAt }) =>
        of === stepId && kind !== 'clear' && (kind === 'start') === isStart && occurredAt === at,
    )?.recordedAt ?? at;
  return [
    ...(startedAt === null
      ? []
      : [{ stepId, of: 'start', at: startedAt, recordedAt: recorded(startedAt, true) } as const]),
    ...(endedAt === null
      ? []
      : [{ stepId, of: 'end', at: endedAt, recordedAt: recorded(endedAt, false) } as const]),
  ];
}

const kindOf: Readonly<Record<StepRecord['ticked'], StepEventKind | null>> = {
  none: null,
  'in progress': null,
  done: 'finish',
  'done with workaround': 'workaround',
  skipped: 'skip',
  failed: 'fail',
  undone: 'undo',
};

/** A tick that puts a time right; `was` is the tick whose words and person it keeps, null where it takes one back. */
export type Correction<T> = {
  readonly kind: StepEventKind;
  readonly occurredAt: number;
  readonly was: T | null;
};

/**
 * The ticks that give a step other times: what is on record is taken back and recorded anew. `events` are those of the
 * step. Answers with a sentence where the times cannot be.
 */
export function correctedTicks<T extends Ticked>(
  { number }: Pick<Step, 'number'>,
  events: readonly T[],
  times: Pick<StepTimes, 'startedAt' | 'endedAt'>,
  began: number,
  now: number,
): string | readonly Correction<T>[] {
  const [record = untouched] = recordsOf(events).values();
  const { ticked } = record;
  if (ticked === 'undone') return `Step ${number} was undone; its times stay as they are.`;
  if (ticked === 'none') return `Nothing is recorded on step ${number} that could be corrected.`;
  const startedAt = record.startedAt === null ? null : (times.startedAt ?? record.startedAt);
  const endedAt = record.endedAt === null ? null : (times.endedAt ?? record.endedAt);
  const first = startedAt ?? endedAt ?? now;
  if (Math.max(first, endedAt ?? first) > now + CLOCK_SLACK)
    return `Step ${number} cannot have happened in the future. Check its times.`;
  if (first < began)
    return `The run began at {${began}}; step ${number} cannot have happened before. Check its times.`;
  if (endedAt !== null && endedAt < first) return `Step ${number} ends before it starts. Check its times.`;
  const clear = { kind: 'clear', occurredAt: now, was: null } as const;
  const kind = kindOf[ticked];
  const last = (wanted: StepEventKind) => events.findLast((event) => event.kind === wanted) ?? null;
  const again = ticked === 'in progress' || ticked === 'failed' || record.startedAt === null;
  return [
    clear,
    ...(again ? [] : [clear]),
    ...(startedAt === null ? [] : [{ kind: 'start', occurredAt: startedAt, was: last('start') } as const]),
    ...(kind === null || endedAt === null ? [] : [{ kind, occurredAt: endedAt, was: last(kind) }]),
  ];
}
