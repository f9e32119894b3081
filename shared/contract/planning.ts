import { z } from 'zod';
import { personId, releaseId, runId, stepId } from '#shared/domain/ids.ts';
import { instant, plannedTimeInput } from '#shared/domain/time.ts';
import { route, text } from './base.ts';
import { run, runView, step } from './runbooks.ts';
import { note } from './warroom.ts';

/** What somebody has to do at a planned time: a step of a run, or a change. Half-open, ms UTC. */
export const duty = z.object({
  personId,
  startsAt: instant,
  endsAt: instant,
  /** As a sentence names it: `step 4 Deploy`, `CHG-A12 Renew the certificate`. */
  what: z.string(),
  /** The step it is, in this or another run; null for a change. */
  stepId: stepId.nullable(),
});
export type Duty = z.infer<typeof duty>;

/** One person with two things to do at one time, and the time they share. */
export const doubleBooking = z.object({
  personId,
  name: z.string(),
  first: duty,
  second: duty,
  startsAt: instant,
  endsAt: instant,
});
export type DoubleBooking = z.infer<typeof doubleBooking>;

/** What is still to be settled about the people of a run. */
export const runPlan = z.object({
  /** Roles that steps without an owner ask for, with who has them. */
  roles: z.array(z.object({ role: z.string(), numbers: z.array(z.int()), candidates: z.array(personId) })),
  /** Steps that have no owner and ask for no role. */
  unowned: z.array(z.object({ stepId, number: z.int(), title: z.string() })),
  doubleBookings: z.array(doubleBooking),
});
export type RunPlan = z.infer<typeof runPlan>;

/** Who is there when the roll is called before a start. */
export const presence = z.enum(['present', 'deputy', 'absent']);
export type Presence = z.infer<typeof presence>;
export const rollAnswer = z.object({
  personId,
  presence,
  /** Who stands in, for `deputy`. */
  deputyId: personId.nullable(),
  /** Whether the deputy gets the open steps of who is not there. */
  takesSteps: z.boolean().default(false),
});
export type RollAnswer = z.infer<typeof rollAnswer>;

/** What of a step may be changed before its run begins. */
const stepPlan = step.pick({
  title: true,
  section: true,
  plannedMinutes: true,
  ownerId: true,
  dependsOn: true,
});
export type StepPlan = z.infer<typeof stepPlan>;

export const planningContract = {
  get: route.input(z.object({ id: runId })).output(runPlan),
  /** Gives every step without an owner that asks for one of the roles to the person named for it, in one entry. */
  assignRoles: route
    .input(
      z.object({
        id: runId,
        owners: z
          .array(z.object({ role: text(60).min(1), personId }))
          .min(1)
          .max(100),
      }),
    )
    .output(runView),
  /** Keeps the planned times of the steps, as they are now, for later comparison; in one entry. */
  takeBaseline: route.input(z.object({ id: runId })).output(runView),
  /** Plans the start of a run that has not begun anew. */
  setStart: route.input(z.object({ id: runId, start: plannedTimeInput })).output(runView),
  /** Changes a step of a run that has not begun; dependencies that go in a circle are refused with their path. */
  patchStep: route.input(z.object({ stepId, fields: stepPlan.partial() })).output(step),
  /** Takes a step out of a run that has not begun; what waited for it waits for what it waited for. */
  removeStep: route.input(z.object({ stepId })).output(runView),
  /** Records who is there, one note for each, in one entry. */
  callRoll: route
    .input(z.object({ id: runId, answers: z.array(rollAnswer).min(1).max(500) }))
    .output(z.array(note)),
  /** Makes a run out of the deployment and back-out steps of the changes of a release, in their order. */
  attachChanges: route.input(z.object({ releaseId, kind: run.shape.kind })).output(runView),
};
