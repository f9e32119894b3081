import { type Repeat, ruleOf } from '#renderer/features/calendar/windows/repeat.ts';
import { type CabMeeting, cabMeeting } from '#shared/contract/cab.ts';

/** A meeting as the form holds it: date and hour apart, and how it comes back. */
export type MeetingDraft = {
  readonly name: string;
  readonly date: string;
  readonly hour: string;
  readonly zone: string;
  readonly minutes: number;
  readonly chairId: CabMeeting['chairId'];
  readonly place: string;
  readonly memberIds: CabMeeting['memberIds'];
  readonly quorum: number;
  readonly repeat: Repeat;
  readonly times: number;
};
export type MeetingErrors = Partial<Record<'name' | 'start' | 'repeat', string>>;

/** Most meetings of one series. */
export const LONGEST_SERIES = 104;

/** An empty form: an hour at ten in the morning. */
export function newMeeting(date: string, zone: string): MeetingDraft {
  return {
    name: 'Weekly CAB',
    date,
    hour: '10:00',
    zone,
    minutes: 60,
    chairId: null,
    place: '',
    memberIds: [],
    quorum: 0,
    repeat: { kind: 'once' },
    times: 12,
  };
}

/** The form of a meeting that is called already. */
export function draftOfMeeting(meeting: CabMeeting): MeetingDraft {
  const { name, start, minutes, chairId, place, memberIds, quorum } = meeting;
  const [date = '', hour = ''] = start.local.split('T');
  return {
    name,
    date,
    hour,
    zone: start.zone,
    minutes,
    chairId,
    place,
    memberIds,
    quorum,
    repeat: { kind: 'once' },
    times: 12,
  };
}

/** The meeting or series that a form stands for, or what is wrong with it. */
export function fieldsOfMeeting(draft: MeetingDraft) {
  const errors: MeetingErrors = {};
  const local = `${draft.date}T${draft.hour}`;
  if (draft.name.trim() === '') errors.name = 'Give the meeting a name';
  if (!cabMeeting.shape.start.shape.local.safeParse(local).success) errors.start = 'Give a date and an hour';
  if (draft.repeat.kind === 'weekly' && draft.repeat.days.length === 0)
    errors.repeat = 'Choose at least one weekday';
  if (Object.keys(errors).length > 0) return { errors };
  return {
    fields: {
      name: draft.name.trim(),
      start: { local, zone: draft.zone },
      minutes: draft.minutes,
      chairId: draft.chairId,
      place: draft.place.trim(),
      memberIds: draft.memberIds,
      quorum: draft.quorum,
    },
    rrule: endingRule(ruleOf(draft.repeat), draft.times),
  };
}

/** True when the rule says itself when it ends. */
export function endsItself(repeat: Repeat): boolean {
  return /(COUNT|UNTIL)=/i.test(ruleOf(repeat));
}

/** The rule with its number of times, where it does not end by itself. */
function endingRule(rule: string, times: number): string {
  return rule === '' || /(COUNT|UNTIL)=/i.test(rule) ? rule : `${rule};COUNT=${times}`;
}
