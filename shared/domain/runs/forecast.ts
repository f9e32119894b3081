import type { StepEvent } from '#shared/contract/run-records.ts';
import type { Forecast, Run, Step, StepForecast, StepState } from '#shared/contract/runbooks.ts';
import { graphOf, orderOf } from '../graph.ts';
import type { StepId } from '../ids.ts';
import { MINUTE } from '../time.ts';
import { conditionOf, type Early } from './condition.ts';
import { recordsOf, type StepRecord, statesOf, untouched } from './runbooks.ts';
import {
  counts,
  criticalSteps,
  forwardPass,
  lastEnd,
  plannedPass,
  type Schedule,
  type Span,
} from './schedule.ts';

export type ForecastRun = Pick<
  Run,
  | 'plannedStartAt'
  | 'windowStartsAt'
  | 'windowEndsAt'
  | 'protectionEndsAt'
  | 'decisionMinutes'
  | 'validationMinutes'
  | 'startedAt'
  | 'endedAt'
  | 'backsOutId'
>;
export type ForecastStep = Pick<
  Step,
  'id' | 'number' | 'section' | 'dependsOn' | 'plannedMinutes' | 'undo' | 'undoMinutes' | 'offsetMinutes'
>;
export type ForecastEvent = Pick<StepEvent, 'stepId' | 'kind' | 'occurredAt'>;

type Plan = Omit<Schedule, 'steps'> & {
  readonly steps: readonly ForecastStep[];
  readonly states: readonly StepState[];
};

/**
 * The clock of a run (product.md, "Clock"): forward pass over the dependencies with what really happened, the plan
 * beside it, the critical path of what is left, and the last moment at which backing out still ends before the
 * protection does; a back-out run has no such moment. Steps of the back-out section count only once ticked. All instants are ms UTC; linear in the
 * number of steps and dependencies. After the end of the run the clock stands still.
 */
export function forecastRun(input: {
  readonly run: ForecastRun;
  readonly steps: readonly ForecastStep[];
  readonly events: readonly ForecastEvent[];
  readonly now: number;
}): Forecast {
  const { run, steps, events } = input;
  const now = run.endedAt ?? input.now;
  const byStep = recordsOf(events);
  const byState = statesOf(steps, byStep);
  const graph = graphOf<StepId>(steps);
  const plan: Plan = {
    backsOut: run.backsOutId !== null,
    steps,
    graph,
    order: orderOf(graph),
    records: steps.map((step) => byStep.get(step.id) ?? untouched),
    states: steps.map((step) => byState.get(step.id) ?? 'pending'),
  };
  const baseline = plannedPass(plan, run.plannedStartAt);
  const begins = run.startedAt ?? Math.max(now, run.plannedStartAt);
  const spans = forwardPass(plan, { begins, floor: run.startedAt === null ? begins : now, now });
  const critical = criticalSteps(plan, spans);
  const began = run.startedAt === null ? run.plannedStartAt : Math.min(run.startedAt, now);
  const forecastEndAt = run.endedAt ?? lastEnd(plan, spans, began);

  const touched = plan.states.map(wasTouched);
  const undoMs = undoPath(plan, touched);
  const noReturnSince = firstNoReturn(plan);
  const deadlineFor = (undo: number) =>
    run.protectionEndsAt === null || plan.backsOut
      ? null
      : run.protectionEndsAt - undo - (run.validationMinutes + run.decisionMinutes) * MINUTE;
  const backOutDeadlineAt = noReturnSince === null ? deadlineFor(undoMs) : null;

  const next = run.endedAt === null ? nextToStart(plan, spans) : -1;
  const nextStep = steps[next];
  const deadlineAfterNext =
    nextStep === undefined || noReturnSince !== null || run.protectionEndsAt === null || plan.backsOut
      ? null
      : {
          stepId: nextStep.id,
          number: nextStep.number,
          startsAt: spans[next]?.start ?? now,
          deadlineAt:
            nextStep.undo === 'irreversible' ? null : deadlineFor(undoPath(plan, touched.with(next, true))),
        };

  const clock = {
    now,
    steps: steps.map((step, i): StepForecast => {
      const span = spans[i] ?? { start: now, end: now };
      const record = plan.records[i] ?? untouched;
      const late = Math.floor((span.end - (baseline[i]?.end ?? span.end)) / MINUTE);
      return {
        stepId: step.id,
        state: plan.states[i] ?? 'pending',
        startsAt: span.start,
        endsAt: span.end,
        actualStartAt: record.startedAt,
        actualEndAt: record.endedAt,
        lateMinutes: counts(plan, i) && !isLeft(plan.states[i]) ? Math.max(0, late) : 0,
        critical: critical[i] ?? false,
      };
    }),
    plannedEndAt: lastEnd(plan, baseline, run.plannedStartAt),
    forecastEndAt,
    backedOutAt: plan.backsOut ? forecastEndAt : now + undoMs + run.validationMinutes * MINUTE,
    backOutDeadlineAt,
    deadlineAfterNext,
    noReturnSince,
  };
  const failed = steps.filter((_step, i) => plan.states[i] === 'failed').map((step) => step.number);
  return { ...clock, ...conditionOf({ ...clock, run, failed, early: earlyStep(run, plan, spans) }) };
}

/** The deployment step of a started run that lies furthest before its window opens; work there is outside it. */
function earlyStep(
  run: ForecastRun,
  { steps, states }: Plan,
  spans: readonly (Span | undefined)[],
): Early | null {
  const { startedAt, windowStartsAt } = run;
  if (startedAt === null || windowStartsAt === null) return null;
  const early = steps.flatMap(({ section, number }, i) => {
    const startsAt = spans[i]?.start ?? windowStartsAt;
    const counted = section === 'Deployment' && states[i] !== 'skipped' && startsAt < windowStartsAt;
    return counted ? [{ number, startsAt }] : [];
  });
  return early.sort((a, b) => a.startsAt - b.startsAt)[0] ?? null;
}

/** Minutes that undoing a step takes. Without an estimate it is the forward duration, and `estimated` says so. */
export function undoMinutesOf(step: Pick<Step, 'undo' | 'undoMinutes' | 'plannedMinutes'>): {
  readonly minutes: number;
  readonly estimated: boolean;
} {
  if (step.undo !== 'steps') return { minutes: 0, estimated: false };
  return { minutes: step.undoMinutes ?? step.plannedMinutes, estimated: step.undoMinutes === null };
}

/** True for a step that leaves something behind: it was begun, and not skipped. */
export function wasTouched(state: StepState | StepRecord['ticked']): boolean {
  return (
    state === 'in progress' || state === 'done' || state === 'done with workaround' || state === 'failed'
  );
}

/** Neither done nor to be done any more. */
function isLeft(state: StepState | undefined): boolean {
  return state === 'skipped' || state === 'undone';
}

/** Length in ms of the longest chain of undoing: a step is undone after everything that was built on it. */
function undoPath({ steps, graph, order }: Plan, touched: readonly boolean[]): number {
  const ends: number[] = steps.map(() => 0);
  let longest = 0;
  for (const i of order.toReversed()) {
    const step = steps[i];
    if (step === undefined) continue;
    const own = touched[i] ? undoMinutesOf(step).minutes * MINUTE : 0;
    const end = (graph.after[i] ?? []).reduce((latest, j) => Math.max(latest, ends[j] ?? 0), 0) + own;
    ends[i] = end;
    longest = Math.max(longest, end);
  }
  return longest;
}

function firstNoReturn({ steps, records, states }: Plan): number | null {
  const since = steps.flatMap((step, i) => {
    if (step.undo !== 'irreversible' || !wasTouched(states[i] ?? 'pending')) return [];
    const record = records[i] ?? untouched;
    const at = record.triedAt ?? record.startedAt ?? record.endedAt;
    return at === null ? [] : [at];
  });
  return since.length === 0 ? null : since.reduce((first, at) => Math.min(first, at));
}

/**
 * Place of the step that starts next among those that leave something to undo; gates and messages move no deadline.
 * Falls back to whichever starts next; -1 when all have started.
 */
function nextToStart(plan: Plan, spans: readonly (Span | undefined)[]): number {
  let next = -1;
  let nextLeavesNothing = true;
  plan.steps.forEach((step, i) => {
    if (plan.records[i]?.ticked !== 'none' || !counts(plan, i) || spans[i] === undefined) return;
    const leavesNothing = step.undo === 'none needed';
    const sooner =
      next < 0 ||
      (leavesNothing === nextLeavesNothing
        ? (spans[i]?.start ?? 0) < (spans[next]?.start ?? 0)
        : nextLeavesNothing);
    if (!sooner) return;
    next = i;
    nextLeavesNothing = leavesNothing;
  });
  return next;
}
