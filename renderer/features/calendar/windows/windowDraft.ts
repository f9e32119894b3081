import { moveDate } from '#renderer/features/calendar/layout.ts';
import type { EditScope, WindowRule } from '#shared/contract/calendar.ts';
import { windowRule } from '#shared/contract/calendar.ts';
import { checkRrule, checkWindowRule } from '#shared/domain/calendar/recurrence.ts';
import { editSeries } from '#shared/domain/calendar/series.ts';
import { readingOf, wallOf } from '#shared/domain/time.ts';
import { endOf, type Repeat, type RepeatEnd, repeatOf, ruleOf, withRepeatEnd } from './repeat.ts';

export type WindowFields = Omit<WindowRule, 'id' | 'seriesId' | 'recurrenceId' | 'uid' | 'source'>;

/** A window rule as the form holds it: dates and hours apart, the repeat taken to pieces. */
export type WindowDraft = Omit<WindowFields, 'startLocal' | 'endLocal' | 'rrule'> & {
  readonly startDate: string;
  readonly startHour: string;
  /** Of whole days the last one, which belongs to it. */
  readonly endDate: string;
  readonly endHour: string;
  readonly repeat: Repeat;
  readonly end: RepeatEnd;
};
export type WindowErrors = Partial<Record<keyof WindowDraft, string>>;

/** An empty form on a day: a maintenance window from 22:00 to 02:00. */
export function newDraft(date: string, nextDate: string, zone: string): WindowDraft {
  return {
    name: '',
    kind: 'allow',
    hard: true,
    zone,
    allDay: false,
    startDate: date,
    startHour: '22:00',
    endDate: nextDate,
    endHour: '02:00',
    repeat: { kind: 'once' },
    end: { kind: 'never' },
    exDates: [],
    rDates: [],
    traffic: 'usual',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
  };
}

/** The form of a rule that is there already. */
export function draftOf(rule: WindowRule): WindowDraft {
  const { id: _, seriesId: __, recurrenceId: ___, uid: ____, source: _____, rrule, ...fields } = rule;
  const { startLocal, endLocal, ...kept } = fields;
  const [startDate = '', startHour = ''] = startLocal.split('T');
  const [endDate = '', endHour = ''] = endLocal.split('T');
  const { rest, end } = endOf(rrule, rule.zone);
  return {
    ...kept,
    startDate,
    startHour,
    endDate: rule.allDay ? moveDate(endDate, { days: -1 }) : endDate,
    endHour,
    repeat: repeatOf(rest),
    end,
  };
}

/** The draft with another start; left-out and extra dates at the old hour go to the new one, else they would name nothing. */
export function withStart(draft: WindowDraft, startDate: string, startHour: string): WindowDraft {
  const follow = (local: string) =>
    local.slice(11) === draft.startHour && startHour !== '' ? `${local.slice(0, 10)}T${startHour}` : local;
  return {
    ...draft,
    startDate,
    startHour,
    endDate: draft.endDate < startDate ? startDate : draft.endDate,
    exDates: draft.exDates.map(follow),
    rDates: draft.rDates.map(follow),
  };
}

/** The draft of whole days, or of hours again. */
export function withAllDay(draft: WindowDraft, allDay: boolean): WindowDraft {
  const startHour = allDay ? '00:00' : '22:00';
  const at = (local: string) => `${local.slice(0, 10)}T${startHour}`;
  return {
    ...draft,
    allDay,
    startHour,
    endHour: allDay ? '00:00' : '02:00',
    endDate: allDay || draft.startDate === '' ? draft.startDate : moveDate(draft.startDate, { days: 1 }),
    exDates: draft.exDates.map(at),
    rDates: draft.rDates.map(at),
  };
}

/** The draft of one occurrence, named by its start: alone, as the first of those from it on, or as one of all. */
export function draftAt(rule: WindowRule, local: string, scope: EditScope): WindowDraft {
  const length = wallOf(rule.endLocal) - wallOf(rule.startLocal);
  const endLocal = readingOf(wallOf(local) + length);
  const one = { ...rule, startLocal: local, endLocal };
  if (scope === 'this') return draftOf({ ...one, rrule: '', exDates: [], rDates: [] });
  if (scope === 'all') return draftOf(one);
  // From here on fewer times are left than the whole series has.
  const plan = editSeries({ rule, edited: [] }, { local, scope }, {});
  return draftOf({
    ...one,
    ...(typeof plan === 'string' ? {} : (plan.added ?? {})),
    startLocal: local,
    endLocal,
  });
}

/** What an edit changed. The two ends go together: the length is counted from one to the other. */
export function changedFields(before: WindowFields, after: WindowFields): Partial<WindowFields> {
  const keys = Object.keys(after) as (keyof WindowFields)[];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const ends = changed.includes('startLocal') || changed.includes('endLocal');
  const sent = new Set([...changed, ...(ends ? (['startLocal', 'endLocal'] as const) : [])]);
  return Object.fromEntries([...sent].map((key) => [key, after[key]]));
}

/** The rule that a form stands for, or what is wrong with it, field by field. */
export function fieldsOf(
  draft: WindowDraft,
): { readonly fields: WindowFields } | { readonly errors: WindowErrors } {
  const { startDate, startHour, endDate, endHour, repeat, end, ...rest } = draft;
  const errors: WindowErrors = {};
  const isTime = (local: string) => windowRule.shape.startLocal.safeParse(local).success;
  const isDate = (date: string) => isTime(`${date}T00:00`);
  const startLocal = `${startDate}T${startHour}`;
  const lastDay = draft.allDay && isDate(endDate) ? moveDate(endDate, { days: 1 }) : endDate;
  const endLocal = `${lastDay}T${endHour}`;
  const isZone = windowRule.shape.zone.safeParse(draft.zone).success;
  if (draft.name.trim() === '') errors.name = 'A name tells people why the time is open or closed';
  if (!isTime(startLocal)) errors.startHour = 'Give a date and an hour';
  if (!isTime(endLocal)) errors.endHour = 'Give a date and an hour';
  else if (isTime(startLocal) && endLocal <= startLocal) errors.endHour = 'The end lies before the start';
  if (!isZone) errors.zone = 'This time zone is not known';
  if (repeat.kind === 'weekly' && repeat.days.length === 0) errors.repeat = 'Choose at least one weekday';
  if (repeat.kind === 'raw' && repeat.rule.trim() === '')
    errors.repeat = 'A rule begins with FREQ=, for example FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24';
  if (repeat.kind !== 'once' && end.kind === 'on') {
    if (!isDate(end.date)) errors.end = 'Give the last day';
    else if (end.date < startDate) errors.end = 'The last day lies before the first start';
  }
  if (Object.keys(errors).length > 0) return { errors };

  const rrule = withRepeatEnd(ruleOf(repeat), end, draft.zone);
  const fields = {
    ...rest,
    name: draft.name.trim(),
    hard: draft.kind === 'inform' ? false : draft.hard,
    traffic: draft.kind === 'inform' ? draft.traffic : 'usual',
    startLocal,
    endLocal,
    rrule,
    exDates: rrule === '' && draft.rDates.length === 0 ? [] : draft.exDates.toSorted(),
    rDates: draft.rDates.toSorted(),
    protectionMinutes: draft.kind === 'allow' ? draft.protectionMinutes : 0,
  };
  const fault = checkWindowRule(fields);
  if (fault === null) return { fields };
  return { errors: checkRrule(rrule) === fault ? { repeat: fault } : { endHour: fault } };
}

const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/** A repeat of the asked kind that fits the first day: its weekday, or its place in the month. */
export function repeatFor(kind: Repeat['kind'], startDate: string, before: Repeat): Repeat {
  const date = new Date(`${startDate}T00:00Z`);
  const day = CODES[Number.isNaN(date.getTime()) ? 1 : date.getUTCDay()] ?? 'MO';
  const nth = Math.ceil((Number.isNaN(date.getTime()) ? 1 : date.getUTCDate()) / 7);
  switch (kind) {
    case 'once':
      return { kind };
    case 'weekly':
      return { kind, every: 1, days: [day] };
    case 'monthly':
      return { kind, nth: nth > 4 ? -1 : nth, day };
    case 'raw':
      return { kind, rule: ruleOf(before) };
  }
}
