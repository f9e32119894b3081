import { z } from 'zod';
import { agendaItemId, cabMeetingId, changeId, personId, releaseId } from '#shared/domain/ids.ts';
import { instant, plannedTime, plannedTimeInput } from '#shared/domain/time.ts';
import { prose, route, text } from './base.ts';
import { changeState, changeType, riskLevel } from './changes.ts';

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
  list: route.input(z.object({ from: instant, until: instant })).output(z.array(cabMeeting)),
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
  remove: route
    .input(z.object({ id: cabMeetingId, reason: text(2000) }))
    .output(z.object({ id: cabMeetingId })),
};
