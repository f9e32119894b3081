import { z } from 'zod';
import { runId, stepAttemptId, stepId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { route, text } from './base.ts';
import { stepAttempt } from './run-records.ts';
import { step } from './runbooks.ts';
import { automation } from './steps.ts';

/** A program that steps of this device may start. Only its name stands in runbooks and in the record; the rest never leaves the device. */
export const deviceCommand = z.object({
  name: text(60).min(1),
  /** Absolute path. */
  program: text(2000).min(1),
  /** Each is handed over as it stands; there is no shell. */
  args: z.array(text(8000)).max(200),
  /** Absolute path; empty = the home folder of the user. */
  folder: text(2000),
  /** Minutes after which it is stopped. */
  limitMinutes: z.int().min(1).max(1440),
});
export type DeviceCommand = z.infer<typeof deviceCommand>;

/** One attempt as the runner shows it: its last lines, not all it wrote. */
export const attemptView = stepAttempt.omit({ output: true }).extend({
  /** The last lines of what it wrote. */
  tail: z.string(),
  /** Characters it wrote that are kept. */
  chars: z.int(),
  /** It runs in this Slipway now, so that it can be followed; one that is `running` and not here runs on another device. */
  here: z.boolean(),
  /** It was told to end and has not yet. */
  stopping: z.boolean(),
  /** When it is stopped at the latest; null when it is not here. */
  limitAt: instant.nullable(),
});
export type AttemptView = z.infer<typeof attemptView>;

export const automationContract = {
  /** What steps may start on this device, by name. */
  commands: route.output(z.array(deviceCommand)),
  /** Adds a command, or puts it in the place of the one called `was`. */
  saveCommand: route.input(deviceCommand.extend({ was: text(60).nullable() })).output(deviceCommand),
  removeCommand: route.input(z.object({ name: text(60) })).output(z.object({ name: z.string() })),
  /** What a step of a run is carried out by; null = by hand. */
  assign: route.input(z.object({ stepId, automation: automation.nullable() })).output(step),
  /** Every attempt of a run in the order they began. Watch `runs/<id>/attempts` and, for their output, `attempts/<id>`. */
  attempts: route.input(z.object({ runId })).output(z.array(attemptView)),
  /** All that is kept of what an attempt wrote. */
  output: route.input(z.object({ id: stepAttemptId })).output(z.object({ output: z.string() })),
  /** Starts the automation of a step, and the step with it; answers while it runs. */
  start: route.input(z.object({ stepId })).output(attemptView),
  /** Ends an attempt and leaves its step to the person; answers once nothing of it runs here. */
  takeOver: route.input(z.object({ id: stepAttemptId })).output(attemptView),
};
