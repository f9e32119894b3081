import { z } from 'zod';
import { route, text } from './base.ts';

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

export const automationContract = {
  /** What steps may start on this device, by name. */
  commands: route.output(z.array(deviceCommand)),
  /** Adds a command, or puts it in the place of the one called `was`. */
  saveCommand: route.input(deviceCommand.extend({ was: text(60).nullable() })).output(deviceCommand),
  removeCommand: route.input(z.object({ name: text(60) })).output(z.object({ name: z.string() })),
};
