import { z } from 'zod';
import { changeId, environmentId, releaseId, serviceId, teamId, windowId } from '#shared/domain/ids.ts';
import { DAY, instant, localTime, zoneName } from '#shared/domain/time.ts';
import { route, text } from './base.ts';

/** Rule for time: allow = maintenance window, deny = freeze, inform = business event. Empty scope lists mean all. */
export const windowRule = z.object({
  id: windowId,
  name: text(200).min(1),
  kind: z.enum(['allow', 'deny', 'inform']),
  hard: z.boolean(),
  zone: zoneName,
  /** First occurrence, in wall-clock time of `zone`. */
  startLocal: localTime,
  endLocal: localTime,
  /** RRULE value (RFC 5545 section 3.3.10) without the `RRULE:` prefix; empty = once. */
  rrule: text(500),
  protectionMinutes: z.int().min(0).max(10_080),
  serviceIds: z.array(serviceId),
  environmentIds: z.array(environmentId),
  teamIds: z.array(teamId),
});
export type WindowRule = z.infer<typeof windowRule>;

/** One occurrence of a rule; half-open [startsAt, endsAt). */
export const occurrence = z.object({
  windowId,
  name: z.string(),
  kind: windowRule.shape.kind,
  hard: z.boolean(),
  startsAt: instant,
  endsAt: instant,
  protectionEndsAt: instant,
});
export type Occurrence = z.infer<typeof occurrence>;

/** A release or change with planned time. */
export const booking = z.object({
  kind: z.enum(['release', 'change']),
  id: z.union([releaseId, changeId]),
  ref: z.string(),
  title: z.string(),
  state: z.string(),
  startsAt: instant,
  endsAt: instant,
  tentative: z.boolean(),
});
export type Booking = z.infer<typeof booking>;

const windowFields = windowRule.omit({ id: true });

export const calendarContract = {
  /** What lies in [from, until); at most 400 days. */
  range: route
    .input(
      z
        .object({ from: instant, until: instant })
        .refine((r) => r.until > r.from && r.until - r.from <= 400 * DAY, 'Ask for at most 400 days'),
    )
    .output(z.object({ occurrences: z.array(occurrence), bookings: z.array(booking) })),
  windows: route.output(z.array(windowRule)),
  addWindow: route.input(windowFields).output(windowRule),
  patchWindow: route.input(z.object({ id: windowId, fields: windowFields.partial() })).output(windowRule),
  removeWindow: route
    .input(z.object({ id: windowId, reason: text(2000) }))
    .output(z.object({ id: windowId })),
};
