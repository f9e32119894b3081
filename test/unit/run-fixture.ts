import type { StepId } from '#shared/domain/ids.ts';
import type { ForecastEvent, ForecastRun, ForecastStep } from '#shared/domain/runs/forecast.ts';
import { MINUTE } from '#shared/domain/time.ts';

/** 22:00 of a window night; all minutes below count from here. */
export const nightAt = Date.UTC(2027, 1, 11, 21, 0);
export const at = (minute: number) => nightAt + minute * MINUTE;
export const stepId = (number: number) => `step-${number}` as StepId;

export function step(
  number: number,
  after: readonly number[],
  fields: Partial<ForecastStep> = {},
): ForecastStep {
  return {
    id: stepId(number),
    number,
    section: 'Deployment',
    dependsOn: after.map(stepId),
    plannedMinutes: 10,
    undo: 'steps',
    undoMinutes: 5,
    offsetMinutes: null,
    ...fields,
  };
}

export function event(number: number, kind: ForecastEvent['kind'], minute: number): ForecastEvent {
  return { stepId: stepId(number), kind, occurredAt: at(minute) };
}

/** Window 22:00 to 02:00, protected until 02:30; decision 5 min, validation 10 min; begun at 22:00. */
export function run(fields: Partial<ForecastRun> = {}): ForecastRun {
  return {
    plannedStartAt: at(0),
    windowStartsAt: at(0),
    windowEndsAt: at(240),
    protectionEndsAt: at(270),
    decisionMinutes: 5,
    validationMinutes: 10,
    startedAt: at(0),
    backsOutId: null,
    endedAt: null,
    ...fields,
  };
}
