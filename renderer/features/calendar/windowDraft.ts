import type { WindowRule } from '#shared/contract/calendar.ts';
import { windowRule } from '#shared/contract/calendar.ts';
import { type Repeat, repeatOf, ruleOf } from './repeat.ts';

export type WindowFields = Omit<WindowRule, 'id'>;

/** A window rule as the form holds it: dates and hours apart, the repeat taken to pieces. */
export type WindowDraft = {
  readonly name: string;
  readonly kind: WindowRule['kind'];
  readonly hard: boolean;
  readonly zone: string;
  readonly startDate: string;
  readonly startHour: string;
  readonly endDate: string;
  readonly endHour: string;
  readonly repeat: Repeat;
  readonly protectionMinutes: number;
  readonly serviceIds: WindowRule['serviceIds'];
  readonly environmentIds: WindowRule['environmentIds'];
  readonly teamIds: WindowRule['teamIds'];
};
export type WindowErrors = Partial<Record<keyof WindowDraft, string>>;

/** An empty form on a day: a maintenance window from 22:00 to 02:00. */
export function newDraft(date: string, nextDate: string, zone: string): WindowDraft {
  return {
    name: '',
    kind: 'allow',
    hard: true,
    zone,
    startDate: date,
    startHour: '22:00',
    endDate: nextDate,
    endHour: '02:00',
    repeat: { kind: 'once' },
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
  };
}

/** The form of a rule that is there already. */
export function draftOf(rule: WindowRule): WindowDraft {
  const [startDate = '', startHour = ''] = rule.startLocal.split('T');
  const [endDate = '', endHour = ''] = rule.endLocal.split('T');
  return { ...rule, startDate, startHour, endDate, endHour, repeat: repeatOf(rule.rrule) };
}

/** The rule that a form stands for, or what is wrong with it, field by field. */
export function fieldsOf(
  draft: WindowDraft,
): { readonly fields: WindowFields } | { readonly errors: WindowErrors } {
  const errors: WindowErrors = {};
  const startLocal = `${draft.startDate}T${draft.startHour}`;
  const endLocal = `${draft.endDate}T${draft.endHour}`;
  const isTime = (local: string) => windowRule.shape.startLocal.safeParse(local).success;
  if (draft.name.trim() === '') errors.name = 'A name tells people why the time is open or closed';
  if (!isTime(startLocal)) errors.startHour = 'Give a date and an hour';
  if (!isTime(endLocal)) errors.endHour = 'Give a date and an hour';
  else if (isTime(startLocal) && endLocal <= startLocal) errors.endHour = 'The end lies before the start';
  if (!windowRule.shape.zone.safeParse(draft.zone).success) errors.zone = 'This time zone is not known';
  if (draft.repeat.kind === 'weekly' && draft.repeat.days.length === 0)
    errors.repeat = 'Choose at least one weekday';
  if (draft.repeat.kind === 'raw' && !/^(RRULE:)?FREQ=/i.test(draft.repeat.rule.trim()))
    errors.repeat = 'A rule begins with FREQ=, for example FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24';
  if (Object.keys(errors).length > 0) return { errors };
  return {
    fields: {
      name: draft.name.trim(),
      kind: draft.kind,
      hard: draft.kind === 'inform' ? false : draft.hard,
      zone: draft.zone,
      startLocal,
      endLocal,
      rrule: ruleOf(draft.repeat),
      protectionMinutes: draft.kind === 'allow' ? draft.protectionMinutes : 0,
      serviceIds: [...draft.serviceIds],
      environmentIds: [...draft.environmentIds],
      teamIds: [...draft.teamIds],
    },
  };
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
