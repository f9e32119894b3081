import { z } from 'zod';
import { changeId, runId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { route, text } from './base.ts';
import { backOutPlan, runView } from './runbooks.ts';

/** What would follow if one change left the run now. */
export const oneChangePlan = z.object({
  /** Steps of it that will not be begun. */
  left: z.array(z.string()),
  /** Steps of others that wait for it; they go on without it once somebody says so. */
  waiting: z.array(z.string()),
  /** The clock of the run after it: end, and last moment to back out all the rest. */
  forecastEndAt: instant,
  backOutDeadlineAt: instant.nullable(),
  /** Why it cannot be, in a sentence, the word on those that wait aside; empty when it can. */
  refusal: z.string(),
});
export type OneChangePlan = z.infer<typeof oneChangePlan>;

export const oneBackOutPlan = backOutPlan.extend(oneChangePlan.shape);
export type OneBackOutPlan = z.infer<typeof oneBackOutPlan>;

const which = z.object({ id: runId, changeId });
const said = which.extend({
  reason: text(2000),
  /** Somebody said that what waits for the change goes on without it. */
  goOn: z.boolean(),
});

export const oneChangeContract = {
  /** What taking a change out of a run would be; writes nothing. */
  takeOutPlan: route.input(which).output(oneChangePlan),
  /** Takes a change out of a run: its steps are skipped, its ticket awaits re-planning. */
  takeOut: route.input(said).output(runView),
  /** What backing out one change alone would be; writes nothing. */
  backOutPlan: route.input(which).output(oneBackOutPlan),
  /** Starts the run that undoes one change, while the run it is in goes on; answers with the new run. */
  backOut: route.input(said).output(runView),
};
