import assert from 'node:assert/strict';
import type { StepId } from '#shared/domain/ids.ts';
import { type ForecastEvent, type ForecastStep, forecastRun } from '#shared/domain/runs/forecast.ts';
import { randomFrom } from '#shared/domain/sample/random.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { type Figure, figureOf, median, type Rule, timed } from '#test/bench/measure.ts';

const STEPS = 2000;
const ROUNDS = 200;
/** What the issue asks for, in ms. */
export const FORECAST_RULES: readonly Rule[] = [{ bench: 'runs.forecast', ms: 5 }];

/**
 * The clock of a run of 2,000 steps, each after up to three of the twenty before it, half of them done: as every page
 * computes it once a second. Beside it a copy of the steps and events alone, as the least that reading them costs.
 */
export async function measureForecast(): Promise<Figure> {
  const random = randomFrom(11);
  const start = Date.UTC(2027, 1, 11, 21);
  const id = (n: number) => `step-${n}` as StepId;
  const steps = Array.from({ length: STEPS }, (_, i): ForecastStep => {
    const before = Array.from({ length: random.int(0, 3) }, () => i - random.int(1, 20)).filter(
      (n) => n >= 0,
    );
    return {
      id: id(i),
      number: i + 1,
      section: 'Deployment',
      dependsOn: [...new Set(before)].map(id),
      plannedMinutes: random.int(1, 30),
      undo: random.int(0, 3) === 0 ? 'none needed' : 'steps',
      undoMinutes: random.int(1, 10),
      offsetMinutes: null,
    };
  });
  const events = steps
    .slice(0, STEPS / 2)
    .map(({ id: stepId }, i): ForecastEvent => ({ stepId, kind: 'finish', occurredAt: start + i * MINUTE }));
  const run = {
    plannedStartAt: start,
    windowStartsAt: start,
    windowEndsAt: start + 4000 * MINUTE,
    protectionEndsAt: start + 4400 * MINUTE,
    decisionMinutes: 5,
    validationMinutes: 10,
    startedAt: start,
    endedAt: null,
    backsOutId: null,
  };
  const now = start + 1001 * MINUTE;
  const times = await timed(ROUNDS, (round) => forecastRun({ run, steps, events, now: now + round }), {
    check: (clock) => assert.equal(clock.steps.filter(({ state }) => state === 'done').length, STEPS / 2),
  });
  const raw = await timed(ROUNDS, () => [structuredClone(steps), structuredClone(events)]);
  return figureOf('runs.forecast', STEPS, times, median(raw));
}
