import { z } from 'zod';
import { personId, stepId } from '#shared/domain/ids.ts';
import { route, text } from './base.ts';
import { runView } from './runbooks.ts';

/** What may follow when a step has failed. Backing out, all or one change, and suspending have routes of their own. */
export const failureChoice = z.enum([
  'retry',
  'workaround',
  'roll forward',
  'back out',
  'one change',
  'suspend',
]);
export type FailureChoice = z.infer<typeof failureChoice>;

/** The step that fixes what failed when a run rolls forward. */
const fix = z.object({
  title: text(300).min(1),
  plannedMinutes: z.int().min(0).max(10_080),
  ownerId: personId.nullable(),
});

export const failureAnswer = z.discriminatedUnion('choice', [
  z.object({ choice: z.literal('retry'), reason: text(2000) }),
  z.object({ choice: z.literal('workaround'), reason: text(2000) }),
  z.object({ choice: z.literal('roll forward'), reason: text(2000), fix }),
]);
export type FailureAnswer = z.infer<typeof failureAnswer>;

export const stepFailuresContract = {
  /** Lets a run go on after a failed step: it starts again, is passed by a workaround, or is fixed by a step inserted for it. */
  answer: route.input(z.object({ stepId, answer: failureAnswer })).output(runView),
};
