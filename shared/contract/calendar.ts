import { z } from 'zod';
import {
  cabMeetingId,
  changeId,
  environmentId,
  personId,
  releaseId,
  serviceId,
  teamId,
  trainId,
  windowId,
} from '#shared/domain/ids.ts';
import { clockTime, DAY, instant, localTime, plannedTimeInput, zoneName } from '#shared/domain/time.ts';
import { route, text } from './base.ts';
import { conflict, subject } from './conflicts.ts';

/** Longest range that is answered in one call. */
export const LONGEST_RANGE = 3_700 * DAY;

/** Days (wall-clock starts of occurrences in the rule's zone) that leave a rule or join it. */
const localTimes = z.array(localTime).max(1000);

/** How much the services are used meanwhile; slots at low traffic come first. */
export const traffic = z.enum(['low', 'usual', 'high']);

const scopeFields = {
  serviceIds: z.array(serviceId),
  environmentIds: z.array(environmentId),
  teamIds: z.array(teamId),
};

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
  /** Whole days in `zone`: both times are midnight, the end exclusive. */
  allDay: z.boolean(),
  /** RRULE value (RFC 5545 section 3.3.10) without the `RRULE:` prefix; empty = once. */
  rrule: text(500),
  /** Starts that the rule gives and that do not happen (EXDATE). */
  exDates: localTimes,
  /** Starts that happen beside those of the rule (RDATE), as long as the first occurrence. */
  rDates: localTimes,
  traffic,
  protectionMinutes: z.int().min(0).max(10_080),
  ...scopeFields,
  /** The series this is one edited occurrence of, and the start that occurrence had in it (RECURRENCE-ID). */
  seriesId: windowId.nullable(),
  recurrenceId: z.union([localTime, z.literal('')]),
  /** UID in the calendar it was imported from, and that calendar's name; empty when it was written here. */
  uid: text(300),
  source: text(300),
});
export type WindowRule = z.infer<typeof windowRule>;

/** How an end of an occurrence stands to the clock of its zone: on a plain hour, one that the clock skips, or one it shows twice. */
export const clockMark = z.enum(['plain', 'skipped', 'doubled']);
export type ClockMark = z.infer<typeof clockMark>;

/** One occurrence of a rule; half-open [startsAt, endsAt). `local` names it: its start on the clock of the rule's zone. */
export const occurrence = z.object({
  windowId,
  name: z.string(),
  kind: windowRule.shape.kind,
  hard: z.boolean(),
  traffic,
  allDay: z.boolean(),
  zone: zoneName,
  local: z.string(),
  startsAt: instant,
  endsAt: instant,
  protectionEndsAt: instant,
  startClock: clockMark,
  endClock: clockMark,
  ...scopeFields,
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
  ...scopeFields,
  /** The release a change is aboard. */
  releaseId: releaseId.nullable(),
  /** True for a change that takes its time from its release; it moves with it. */
  rides: z.boolean(),
  /** Conflicts that nobody accepted, and whether one of them waits for an exception. */
  hard: z.int(),
  soft: z.int(),
  waits: z.boolean(),
});
export type Booking = z.infer<typeof booking>;

export const meetingMark = z.object({
  id: cabMeetingId,
  ref: z.string(),
  name: z.string(),
  /** Changes and releases on its agenda. */
  items: z.int(),
  startsAt: instant,
  endsAt: instant,
});
export type MeetingMark = z.infer<typeof meetingMark>;

/** One of the times a train makes: boarding ends, the demo of what is aboard, the departure. */
export const trainMark = z.object({
  trainId,
  label: z.string(),
  name: z.string(),
  kind: z.enum(['cut-off', 'demo', 'departure']),
  number: z.int(),
  startsAt: instant,
  endsAt: instant,
});
export type TrainMark = z.infer<typeof trainMark>;

/** What the calendar is narrowed to; an empty list narrows nothing. */
export const calendarFilter = z.object(scopeFields).partial();

export const calendarRange = z.object({
  occurrences: z.array(occurrence),
  bookings: z.array(booking),
  meetings: z.array(meetingMark),
  trains: z.array(trainMark),
  /** Bookings in the range that are not among these, because there are too many to draw. */
  more: z.int(),
});
export type CalendarRange = z.infer<typeof calendarRange>;

/** A free time for a change or release, with why it stands where it stands in the list. */
export const freeSlot = z.object({
  startsAt: instant,
  endsAt: instant,
  windowId: windowId.nullable(),
  window: z.string(),
  protectionEndsAt: instant,
  traffic,
  /** A soft rule stands against it, named in `why`; taking it asks for a reason. */
  soft: z.boolean(),
  why: z.string(),
});
export type FreeSlot = z.infer<typeof freeSlot>;

const windowFields = windowRule.omit({
  id: true,
  seriesId: true,
  recurrenceId: true,
  uid: true,
  source: true,
});
const edges = {
  allDay: windowRule.shape.allDay.default(false),
  exDates: localTimes.default([]),
  rDates: localTimes.default([]),
  traffic: traffic.default('usual'),
};
/** Which occurrences of a series an edit means. */
export const editScope = z.enum(['this', 'following', 'all']);
export type EditScope = z.infer<typeof editScope>;
const oneOccurrence = { id: windowId, local: localTime, scope: editScope };

export const calendarContract = {
  /** What lies in [from, until). */
  range: route
    .input(
      z
        .object({ from: instant, until: instant, filter: calendarFilter.optional() })
        .refine((r) => r.until > r.from && r.until - r.from <= LONGEST_RANGE, 'Ask for at most ten years'),
    )
    .output(calendarRange),
  windows: route.output(z.array(windowRule)),
  addWindow: route.input(windowFields.extend(edges)).output(windowRule),
  patchWindow: route.input(z.object({ id: windowId, fields: windowFields.partial() })).output(windowRule),
  removeWindow: route
    .input(z.object({ id: windowId, reason: text(2000) }))
    .output(z.object({ id: windowId })),
  /** Changes one occurrence, it and those after it, or all. `startLocal` and `endLocal` are those of the occurrence meant. Answers with every rule it wrote. */
  editOccurrence: route
    .input(z.object({ ...oneOccurrence, fields: windowFields.partial() }))
    .output(z.array(windowRule)),
  /** Takes out one occurrence, it and those after it, or the whole rule. */
  removeOccurrence: route
    .input(z.object({ ...oneOccurrence, reason: text(2000) }))
    .output(z.array(windowRule)),
  /**
   * Moves a release or change to another time. Hard conflicts refuse it unless an exception is approved or, for what is
   * not scheduled yet, asked for here; `reason` accepts soft ones and says why a ticket under assessment moves.
   */
  move: route
    .input(
      z.object({
        subject,
        start: plannedTimeInput,
        minutes: z.int().min(1).max(44_640),
        reason: text(2000).optional(),
        exception: z.object({ reason: text(2000).min(1), until: instant }).optional(),
      }),
    )
    .output(z.object({ booking, conflicts: z.array(conflict) })),
  /** The next free times in 90 days, low traffic first, then earliest, and after these times with soft rules against them; `none` says why there is none. */
  slots: route
    .input(
      z.object({
        /** Looks at the services, environment and people of this thing where they are not given, and past its own booking. */
        subject: subject.optional(),
        minutes: z.int().min(1).max(10_080),
        serviceIds: z.array(serviceId).max(500).optional(),
        environmentId: environmentId.nullable().optional(),
        personIds: z.array(personId).max(50).optional(),
        leadMinutes: z.int().min(0).max(129_600).default(0),
        /** Looks from here on; now when left out. */
        from: instant.optional(),
        /** Only starts between these times of day in the home zone. */
        between: z.object({ from: clockTime, until: clockTime }).optional(),
        limit: z.int().min(1).max(100).default(100),
      }),
    )
    .output(z.object({ slots: z.array(freeSlot), none: z.string() })),
};
