import type { Step } from '#shared/contract/runbooks.ts';
import { type Graph, graphOf, type Node, orderOf } from '../graph.ts';
import { MINUTE } from '../time.ts';
import { type StepRecord, untouched } from './runbooks.ts';

/** From when to when a step takes: ms UTC, or ms from the start of a run that has no date. */
export type Span = { readonly start: number; readonly end: number };

/** What a pass over steps needs to know of one. */
export type ScheduledStep = Pick<Step, 'section' | 'plannedMinutes' | 'offsetMinutes'>;

/** Steps with what they wait for and what was recorded of them, each by its place in the list. */
export type Schedule = {
  /** A back-out run: its steps are what it is there for. */
  readonly backsOut: boolean;
  readonly steps: readonly ScheduledStep[];
  readonly graph: Graph;
  readonly order: readonly number[];
  readonly records: readonly StepRecord[];
};

/** How long a runbook takes, and which of its steps decide that; without a run, so back-out steps do not count. */
export function planRunbook<Id extends string>(
  steps: readonly (Node<Id> & ScheduledStep)[],
): { readonly minutes: number; readonly critical: ReadonlySet<Id> } {
  const graph = graphOf<Id>(steps);
  const schedule: Schedule = { backsOut: false, steps, graph, order: orderOf(graph), records: [] };
  const spans = plannedPass(schedule, 0);
  const critical = criticalSteps(schedule, spans);
  return {
    minutes: lastEnd(schedule, spans, 0) / MINUTE,
    critical: new Set(steps.filter((_step, i) => critical[i]).map(({ id }) => id)),
  };
}

/**
 * Back-out steps wait for a decision: they count in a back-out run, elsewhere only when somebody has ticked them, skipping
 * aside: a back-out that will not be does not count.
 */
export function isCounted(
  { section }: Pick<Step, 'section'>,
  { ticked }: StepRecord,
  backsOut: boolean,
): boolean {
  return backsOut || section !== 'Back-out' || (ticked !== 'none' && ticked !== 'skipped');
}

/** Whether the step at that place counts for the end. */
export function counts({ backsOut, steps, records }: Schedule, i: number): boolean {
  const step = steps[i];
  return step !== undefined && isCounted(step, records[i] ?? untouched, backsOut);
}

function minutesMs(schedule: Schedule, i: number): number {
  return counts(schedule, i) ? (schedule.steps[i]?.plannedMinutes ?? 0) * MINUTE : 0;
}

/** First moment at which a step may begin when its run began at `from`; null = it has no such moment. */
export function notBefore({ offsetMinutes }: Pick<Step, 'offsetMinutes'>, from: number): number | null {
  return offsetMinutes === null ? null : from + offsetMinutes * MINUTE;
}

function readyAt(spans: readonly (Span | undefined)[], before: readonly number[], floor: number): number {
  return before.reduce((latest, j) => Math.max(latest, spans[j]?.end ?? floor), floor);
}

/** When each step starts and ends by plan when the run begins at `from`; nothing for a step on a circle. */
export function plannedPass(schedule: Schedule, from: number): (Span | undefined)[] {
  const spans: (Span | undefined)[] = schedule.steps.map(() => undefined);
  for (const i of schedule.order) {
    const start = readyAt(spans, schedule.graph.before[i] ?? [], offsetFloor(schedule, i, from, from));
    spans[i] = { start, end: start + minutesMs(schedule, i) };
  }
  return spans;
}

/** `floor`, or the later moment that the offset of step `i` holds it until. Back-out steps that do not count hold nothing. */
function offsetFloor(schedule: Schedule, i: number, begins: number, floor: number): number {
  const step = schedule.steps[i];
  const at = step && counts(schedule, i) ? notBefore(step, begins) : null;
  return at === null ? floor : Math.max(floor, at);
}

/**
 * `begins` is the start of the run, `floor` the first moment at which a step that has not started can start. What is
 * recorded later than now, before the clock was set back, holds nothing any longer: it counts as happening now.
 */
export function forwardPass(
  schedule: Schedule,
  { begins, floor, now }: { readonly begins: number; readonly floor: number; readonly now: number },
): (Span | undefined)[] {
  const spans: (Span | undefined)[] = schedule.steps.map(() => undefined);
  for (const i of schedule.order) {
    const { ticked, startedAt, endedAt } = schedule.records[i] ?? untouched;
    const length = minutesMs(schedule, i);
    const end = Math.min(endedAt ?? now, now);
    switch (ticked) {
      case 'none': {
        const start = readyAt(spans, schedule.graph.before[i] ?? [], offsetFloor(schedule, i, begins, floor));
        spans[i] = { start, end: start + length };
        break;
      }
      case 'in progress': {
        const start = Math.min(startedAt ?? now, now);
        spans[i] = { start, end: Math.max(now, start + length) };
        break;
      }
      case 'failed': {
        // It holds what depends on it: the soonest good end is a new attempt of full length, begun now.
        spans[i] = { start: Math.min(startedAt ?? now, now), end: now + length };
        break;
      }
      case 'skipped':
      case 'undone':
        spans[i] = { start: end, end };
        break;
      case 'done':
      case 'done with workaround':
        spans[i] = { start: Math.min(startedAt ?? end, end), end };
        break;
    }
  }
  return spans;
}

/** The end of the step that ends last; `none` when no step counts. */
export function lastEnd(schedule: Schedule, spans: readonly (Span | undefined)[], none: number): number {
  return schedule.steps.reduce(
    (latest, _step, i) => (counts(schedule, i) ? Math.max(latest, spans[i]?.end ?? none) : latest),
    none,
  );
}

/** Marks what decides the end: the steps that end last, and back along whatever each of them waits for. */
export function criticalSteps(schedule: Schedule, spans: readonly (Span | undefined)[]): boolean[] {
  const end = lastEnd(schedule, spans, Number.NEGATIVE_INFINITY);
  const critical = schedule.steps.map((_step, i) => counts(schedule, i) && spans[i]?.end === end);
  for (const i of schedule.order.toReversed()) {
    if (!critical[i] || (schedule.records[i] ?? untouched).ticked !== 'none') continue;
    for (const j of schedule.graph.before[i] ?? []) {
      if (counts(schedule, j) && spans[j]?.end === spans[i]?.start) critical[j] = true;
    }
  }
  return critical;
}
