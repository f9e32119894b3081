import { z } from 'zod';
import { runId, stepId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { route, text } from './base.ts';
import { runView } from './runbooks.ts';

/** When a step really began and ended; null = as it is on record. */
export const stepTimes = z.object({ stepId, startedAt: instant.nullable(), endedAt: instant.nullable() });
export type StepTimes = z.infer<typeof stepTimes>;

export const runClockContract = {
  /** Says of a jump of the clock that the times are right, or puts them right: each step is taken back and recorded anew. */
  answer: route
    .input(
      z.object({
        id: runId,
        /** When the run really began; null = as it is on record. */
        startedAt: instant.nullable(),
        times: z.array(stepTimes).max(1000),
        reason: text(2000),
      }),
    )
    .output(runView),
};
