import { z } from 'zod';
import { agendaItemId, cabMeetingId, changeId, personId, releaseId } from '#shared/domain/ids.ts';
import { instant, plannedTime, plannedTimeInput } from '#shared/domain/time.ts';
import { verdict } from './approvals.ts';
import { prose, route, text } from './base.ts';
import { changeState, changeType, riskLevel } from './changes.ts';
import { subject } from './conflicts.ts';

/** Which changes an agenda is filled with: dimensions AND, values OR, empty = all. Planned dates count days from the meeting. */
export const agendaRule = z.object({
  types: z.array(changeType),
  states: z.array(changeState),
  riskLevels: z.array(riskLevel),
  /** Planned to start at most so many days after the meeting; null = whenever, or unplanned. */
  daysAhead: z.int().min(1).max(400).nullable(),
  /** Minutes given to an item. */
  minutes: z.int().min(1).max(240),
});
export type AgendaRule = z.infer<typeof agendaRule>;

export const outcome = z.enum(['approved', 'approved with conditions', 'rejected', 'deferred']);
export type Outcome = z.infer<typeof outcome>;

/** A change or release on an agenda, with the board's advice once it is given. */
export const agendaItem = z.object({
  id: agendaItemId,
  meetingId: cabMeetingId,
  subjectKind: z.enum(['change', 'release']),
  subjectId: z.union([changeId, releaseId]),
  /** Fractional index: items stand in its order. */
  position: z.string(),
  minutes: z.int().min(1).max(240),
  late: z.boolean(),
  outcome: outcome.nullable(),
  outcomeAt: instant.nullable(),
  note: prose,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type AgendaItem = z.infer<typeof agendaItem>;

/** A meeting of the change advisory board. */
export const cabMeeting = z.object({
  id: cabMeetingId,
  ref: z.string(),
  name: text(200).min(1),
  start: plannedTime,
  minutes: z.int().min(5).max(1440),
  chairId: personId.nullable(),
  place: text(500),
  memberIds: z.array(personId).max(200),
  quorum: z.int().min(0).max(200),
  presentIds: z.array(personId).max(200),
  agendaRule: agendaRule.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  record: prose,
});
export type CabMeeting = z.infer<typeof cabMeeting>;

/** A meeting with the number of things on its agenda. */
export const meetingRow = cabMeeting.extend({ items: z.int() });
export type MeetingRow = z.infer<typeof meetingRow>;

/** A word of the board or of a stage before it on the thing of an item. */
const voice = z.object({
  stage: z.string(),
  verdict,
  decidedBy: personId,
  decidedAt: instant,
  /** What it was given on was amended since. */
  stale: z.boolean(),
});

/** An item with what the board needs to see of its change or release, as it stands now. */
export const agendaLine = agendaItem.extend({
  ref: z.string(),
  title: z.string(),
  /** The change or release was removed since it was put here. */
  gone: z.boolean(),
  state: z.string(),
  type: changeType.nullable(),
  riskLevel: riskLevel.nullable(),
  riskScore: z.int().nullable(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  /** Conflicts that nobody accepted or lifted. */
  hard: z.int(),
  soft: z.int(),
  /** Approvals of the present round, oldest first. */
  voices: z.array(voice),
  /** Outcomes at other meetings, newest first. */
  previous: z.array(
    z.object({ meetingId: cabMeetingId, ref: z.string(), outcome, at: instant, note: z.string() }),
  ),
  /** Why an outcome decides nothing yet, in a sentence; empty where it counts as the authority's. */
  advises: z.string(),
});
export type AgendaLine = z.infer<typeof agendaLine>;

/** A meeting with its agenda in order, late items last. */
export const meetingView = z.object({
  meeting: cabMeeting,
  lines: z.array(agendaLine),
  /** A pack was frozen or the meeting has begun: what is added now comes late. */
  closed: z.boolean(),
  /** The next meeting of the same name, else the next one; null when none is called. */
  next: z.object({ id: cabMeetingId, ref: z.string(), start: plannedTime }).nullable(),
});
export type MeetingView = z.infer<typeof meetingView>;

/** Something that an agenda or a move did not take, with the reason as half a sentence. */
const leftOut = z.object({ ref: z.string(), title: z.string(), why: z.string() });
export type LeftOut = z.infer<typeof leftOut>;

const filled = z.object({
  view: meetingView,
  added: z.int(),
  left: z.array(leftOut),
  /** Left out beyond those that are named. */
  more: z.int(),
});
export type Filled = z.infer<typeof filled>;

/** A meeting that is over by its time, with how many things had which outcome. */
export const pastMeeting = meetingRow.extend({
  outcomes: z.array(z.object({ outcome, count: z.int() })),
});
export type PastMeeting = z.infer<typeof pastMeeting>;

const oneMeeting = z.object({ id: cabMeetingId });
const oneItem = z.object({ id: agendaItemId });

const agendaRoutes = {
  /** A meeting with its agenda; `key` is an id or a reference such as CAB-A4. */
  get: route.input(z.object({ key: text(60).min(1) })).output(meetingView),
  /** Adds what the rule of the meeting takes and what is not there yet; says what it left out. */
  fillAgenda: route.input(oneMeeting).output(filled),
  /** Adds changes and releases by hand; what is on an open agenda already is left out. */
  addItems: route.input(oneMeeting.extend({ subjects: z.array(subject).min(1).max(500) })).output(filled),
  removeItem: route.input(oneItem).output(oneItem),
  /** Puts an item before another one of its meeting, into that one's list; null = to the end of its own. */
  moveItem: route.input(oneItem.extend({ before: agendaItemId.nullable() })).output(agendaItem),
  /** Puts what was not heard yet in the order of the rule: risk first, then planned start. */
  orderAgenda: route.input(oneMeeting).output(meetingView),
  patchItem: route
    .input(
      oneItem.extend({
        fields: agendaItem.pick({ minutes: true, note: true, late: true }).partial(),
      }),
    )
    .output(agendaItem),
  /** Marks a person as present, or as not. */
  present: route.input(oneMeeting.extend({ personId, present: z.boolean() })).output(cabMeeting),
  /** Opens the meeting; one that has ended goes on. */
  start: route.input(oneMeeting).output(cabMeeting),
  end: route.input(oneMeeting).output(cabMeeting),
  /** Begins to talk about an item; the one that was talked about ends. */
  startItem: route.input(oneItem).output(agendaItem),
  endItem: route.input(oneItem).output(agendaItem),
  /**
   * Records what the board advised and, where the ticket waits for its authority, that decision, in one entry. `seenAt`
   * is the `outcomeAt` that the page shows: refused when somebody recorded another one since.
   */
  recordOutcome: route
    .input(
      oneItem.extend({
        seenAt: instant.nullable(),
        outcome,
        note: text(10_000).default(''),
        conditions: z.array(text(2000).min(1)).max(50).default([]),
        /** Whose word it is; the chair's when left out. */
        decidedBy: personId.optional(),
        /** The meeting a deferred item comes up at again. */
        deferTo: cabMeetingId.nullable().default(null),
      }),
    )
    /** `sentence` says what the outcome did. */
    .output(z.object({ item: agendaItem, decided: z.boolean(), sentence: z.string() })),
  /** Saves the minutes; `base` is the text they were written from, refused when it changed since. */
  saveRecord: route.input(oneMeeting.extend({ record: prose, base: prose })).output(cabMeeting),
  /** Moves the approved changes to Scheduled, each on its own; says what stays and why. */
  scheduleApproved: route
    .input(oneMeeting)
    .output(z.object({ moved: z.array(z.string()), stays: z.array(leftOut) })),
};

const meetingInput = cabMeeting.pick({ name: true, minutes: true }).extend({
  start: plannedTimeInput,
  chairId: personId.nullable().default(null),
  place: text(500).default(''),
  memberIds: cabMeeting.shape.memberIds.default([]),
  quorum: cabMeeting.shape.quorum.default(0),
  agendaRule: agendaRule.nullable().default(null),
});

export const cabContract = {
  /** Meetings that start in [from, until), earliest first. */
  list: route.input(z.object({ from: instant, until: instant })).output(z.array(meetingRow)),
  /** Meetings that were to end by an instant, newest first, with their outcomes. */
  past: route
    .input(z.object({ before: instant, limit: z.int().min(1).max(500) }))
    .output(z.array(pastMeeting)),
  /** Calls a meeting, or with a rule (RRULE value that ends by COUNT or UNTIL, at most 104) a series of them, each a meeting of its own. */
  add: route.input(meetingInput.extend({ rrule: text(500).default('') })).output(z.array(cabMeeting)),
  patch: route
    .input(
      z.object({
        id: cabMeetingId,
        fields: z
          .object({
            name: cabMeeting.shape.name,
            start: plannedTimeInput,
            minutes: cabMeeting.shape.minutes,
            chairId: cabMeeting.shape.chairId,
            place: cabMeeting.shape.place,
            memberIds: cabMeeting.shape.memberIds,
            quorum: cabMeeting.shape.quorum,
            agendaRule: cabMeeting.shape.agendaRule,
          })
          .partial(),
      }),
    )
    .output(cabMeeting),
  /** Calls a meeting off; what was not heard goes to the agenda of `moveTo`, or waits for another. Refused once outcomes are recorded. */
  remove: route
    .input(oneMeeting.extend({ reason: text(2000), moveTo: cabMeetingId.nullable().default(null) }))
    .output(oneMeeting),
  ...agendaRoutes,
};
