import type { RunChange, StepEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { Forecast, Run, Step } from '#shared/contract/runbooks.ts';
import type { FailureChoice } from '#shared/contract/step-failures.ts';
import type { StepId } from '../ids.ts';
import { backOutLength, backOutOf, backOutRefusal } from './back-out.ts';
import { forecastRun } from './forecast.ts';
import { backOutOneRefusal, changeInRun, clockWithout } from './one-change.ts';

type Event = Pick<StepEvent, 'stepId' | 'kind' | 'occurredAt'>;
type Failed = {
  readonly run: Run;
  readonly steps: readonly Step[];
  readonly events: readonly Event[];
  readonly stepId: StepId;
  readonly now: number;
  /** The changes whose steps the run holds. */
  readonly changes: readonly Pick<RunChange, 'id' | 'ref'>[];
};

/** One way on after a failure, and the clock of the run if it is taken now. */
export type FailureOutlook = {
  readonly choice: FailureChoice;
  readonly forecast: Pick<Forecast, 'forecastEndAt' | 'backOutDeadlineAt' | 'rag' | 'because'>;
  /** It is what the section of the step asks for; a person decides. */
  readonly proposed: boolean;
  /** Why it cannot be chosen, in a sentence; null when it can. */
  readonly refusal: string | null;
};

/** What is recorded on the step when the run goes on, after the failure itself was cleared. */
export const eventAfterFailure: Readonly<Record<'retry' | 'workaround' | 'roll forward', StepEventKind>> = {
  retry: 'start',
  workaround: 'workaround',
  // The step keeps what it has left behind, so that backing out later undoes it and a point of no return stays one.
  'roll forward': 'workaround',
};

/**
 * The choices when a step has failed, each with its forecast: end, back-out deadline after it, and condition. For a
 * back-out the end is when service is restored; a suspended run goes on by its clock. `fixMinutes` is the length of the
 * step that is inserted to roll forward.
 */
export function failureOutlooks(failed: Failed, fixMinutes: number): readonly FailureOutlook[] {
  const { run, steps, events, stepId, now } = failed;
  const after = (kind: StepEventKind): Event[] => [
    ...events,
    { stepId, kind: 'clear', occurredAt: now },
    { stepId, kind, occurredAt: now },
  ];
  const clock = (changed: Partial<Failed>) => forecastRun({ run, steps, events, now, ...changed });
  const outlook = (choice: FailureChoice, forecast: Forecast): FailureOutlook => ({
    choice,
    forecast,
    proposed: false,
    refusal: null,
  });
  return [
    outlook('retry', clock({ events: after(eventAfterFailure.retry) })),
    outlook('workaround', clock({ events: after(eventAfterFailure.workaround) })),
    outlook(
      'roll forward',
      clock({
        steps: withFix(steps, stepId, fixMinutes),
        events: after(eventAfterFailure['roll forward']),
      }),
    ),
    ...(run.backsOutId === null ? [backOutOutlook(failed), ...oneChangeOutlook(failed)] : []),
    outlook('suspend', clock({})),
  ];
}

/** True for a step whose failure says that what was delivered does not work. */
export function proposesBackOut({ section, kind }: Pick<Step, 'section' | 'kind'>): boolean {
  return section === 'Smoke test' || section === 'Validation' || kind === 'validation';
}

function backOutOutlook({ run, steps, events, stepId, now }: Failed): FailureOutlook {
  const plan = backOutOf(run, steps, events);
  const refusal = backOutRefusal(run, plan);
  const forecast = forecastRun({
    run: { ...run, backsOutId: run.id, plannedStartAt: now, startedAt: now },
    steps: plan.steps.map(({ key, dependsOn, section, plannedMinutes }, at) => ({
      id: key as StepId,
      number: at + 1,
      section,
      dependsOn: dependsOn as readonly StepId[] as StepId[],
      plannedMinutes,
      undo: 'none needed',
      undoMinutes: null,
      offsetMinutes: null,
    })),
    events: [],
    now,
  });
  const step = steps.find(({ id }) => id === stepId);
  const proposed = refusal === null && step !== undefined && proposesBackOut(step);
  return { choice: 'back out', forecast, proposed, refusal };
}

/** Backing the change of the failed step out alone: the clock of the run that goes on. None for a step of no change. */
function oneChangeOutlook({ run, steps, events, stepId, now, changes }: Failed): FailureOutlook[] {
  const { changeId = null } = steps.find(({ id }) => id === stepId) ?? {};
  const change = changes.find(({ id }) => id === changeId);
  if (changeId === null || change === undefined) return [];
  const lies = changeInRun(steps, events, changeId);
  const plan = backOutOf(run, steps, events, changeId);
  const undoneAt = now + backOutLength(plan.steps);
  return [
    {
      choice: 'one change',
      forecast: clockWithout(run, steps, events, lies, { now, undoneAt }),
      proposed: false,
      refusal: backOutOneRefusal(run, change.ref, lies, plan, true),
    },
  ];
}

/** The steps with one inserted that fixes the failed one: what waited for the failed step waits for the fix. */
function withFix(steps: readonly Step[], failedId: StepId, plannedMinutes: number): Step[] {
  const fixId = 'fix' as StepId;
  return steps.flatMap((step) => {
    if (step.id !== failedId) {
      const waits = step.dependsOn.includes(failedId);
      return waits ? { ...step, dependsOn: [...step.dependsOn, fixId] } : step;
    }
    const fix: Step = {
      ...step,
      id: fixId,
      dependsOn: [failedId],
      plannedMinutes,
      undo: 'none needed',
      offsetMinutes: null,
    };
    return [step, fix];
  });
}
