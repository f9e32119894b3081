import { z } from 'zod';
import { environmentId, personId, releaseId, serviceId, teamId, trainId } from '#shared/domain/ids.ts';
import { clockTime, instant, localTime, zoneName } from '#shared/domain/time.ts';
import { route, text } from './base.ts';
import { subject } from './conflicts.ts';
import { releaseState } from './releases.ts';

/** A time some days before the departure, on the clock of the train's zone. */
const before = z.object({ days: z.int().min(0).max(90), time: clockTime });

/** A release train: departures at a cadence, each with a cut-off and a system demo before it. */
export const train = z.object({
  id: trainId,
  ref: z.string(),
  name: text(200).min(1),
  /** Letters before the number of a departure: `T` makes `T7`. */
  code: text(6).min(1),
  zone: zoneName,
  /** First departure on the clock of `zone`, and its number. */
  startLocal: localTime,
  firstNumber: z.int().min(1).max(9999),
  /** Cadence as RRULE value. */
  rrule: text(500).min(1),
  /** Length of the time a departure has for its deployment, in minutes. */
  minutes: z.int().min(1).max(10_080),
  cutOff: before,
  demo: before.nullable(),
  deliveryManagerId: personId.nullable(),
  environmentId: environmentId.nullable(),
  serviceIds: z.array(serviceId),
  teamIds: z.array(teamId),
});
export type Train = z.infer<typeof train>;

/** One departure of a train; releases aboard it, and how many changes they hold. */
export const departure = z.object({
  trainId,
  number: z.int(),
  label: z.string(),
  local: z.string(),
  startsAt: instant,
  endsAt: instant,
  cutOffAt: instant,
  demoAt: instant.nullable(),
  releases: z.array(
    z.object({ id: releaseId, ref: z.string(), name: z.string(), state: releaseState, changes: z.int() }),
  ),
  boarding: z.enum(['open', 'closed', 'departed']),
});
export type Departure = z.infer<typeof departure>;

const trainFields = train.omit({ id: true, ref: true });

export const trainsContract = {
  list: route.output(z.array(train)),
  add: route.input(trainFields).output(train),
  /** Another cadence counts from a new first departure and its number. */
  patch: route.input(z.object({ id: trainId, fields: trainFields.partial() })).output(train),
  remove: route.input(z.object({ id: trainId, reason: text(2000) })).output(z.object({ id: trainId })),
  /** Departures that start in [from, until), at most 200, earliest first. */
  departures: route
    .input(z.object({ trainId: trainId.optional(), from: instant, until: instant }))
    .output(z.array(departure)),
  /**
   * Puts a change or release aboard a departure (the next open one when no number is given). Past its cut-off it rides
   * the next one; `note` says so. A change boards the departure's release, which is made when the first one boards.
   */
  board: route
    .input(z.object({ trainId, number: z.int().optional(), subject }))
    .output(z.object({ departure, releaseId, note: z.string() })),
  /** Takes a change or release off its train. */
  leave: route.input(z.object({ subject, reason: text(2000).min(1) })).output(z.object({ subject })),
};
