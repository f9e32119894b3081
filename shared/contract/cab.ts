import { z } from 'zod';
import { cabMeetingId, personId } from '#shared/domain/ids.ts';
import { instant, plannedTime, plannedTimeInput } from '#shared/domain/time.ts';
import { route, text } from './base.ts';

/** A meeting of the change advisory board. */
export const cabMeeting = z.object({
  id: cabMeetingId,
  ref: z.string(),
  name: text(200).min(1),
  start: plannedTime,
  minutes: z.int().min(5).max(1440),
  chairId: personId.nullable(),
  place: text(500),
});
export type CabMeeting = z.infer<typeof cabMeeting>;

const meetingInput = cabMeeting.omit({ id: true, ref: true }).extend({
  start: plannedTimeInput,
  chairId: personId.nullable().default(null),
  place: text(500).default(''),
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
          })
          .partial(),
      }),
    )
    .output(cabMeeting),
  remove: route
    .input(z.object({ id: cabMeetingId, reason: text(2000) }))
    .output(z.object({ id: cabMeetingId })),
};
