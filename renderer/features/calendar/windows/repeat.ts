import { formatLongDate } from '#renderer/lib/format.ts';
import { checkRrule, partsOf, untilOf, withEnd } from '#shared/domain/calendar/rrule.ts';
import { planTime, planTimeAt } from '#shared/domain/time.ts';

/** Two-letter weekday of RFC 5545. */
export type WeekdayCode = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU';

/** How a window comes back, as the form asks it; `raw` is any other RRULE value (RFC 5545 section 3.3.10). */
export type Repeat =
  | { readonly kind: 'once' }
  | { readonly kind: 'weekly'; readonly every: number; readonly days: readonly WeekdayCode[] }
  | { readonly kind: 'monthly'; readonly nth: number; readonly day: WeekdayCode }
  | { readonly kind: 'raw'; readonly rule: string };

export const WEEKDAYS: readonly { readonly code: WeekdayCode; readonly name: string }[] = [
  { code: 'MO', name: 'Monday' },
  { code: 'TU', name: 'Tuesday' },
  { code: 'WE', name: 'Wednesday' },
  { code: 'TH', name: 'Thursday' },
  { code: 'FR', name: 'Friday' },
  { code: 'SA', name: 'Saturday' },
  { code: 'SU', name: 'Sunday' },
];

/** Place of a weekday in its month; -1 counts from the end. */
export const NTH: readonly { readonly nth: number; readonly name: string }[] = [
  { nth: 1, name: 'first' },
  { nth: 2, name: 'second' },
  { nth: 3, name: 'third' },
  { nth: 4, name: 'fourth' },
  { nth: -1, name: 'last' },
];

/** The RRULE value that the form's answer stands for; empty = once. */
export function ruleOf(repeat: Repeat): string {
  switch (repeat.kind) {
    case 'once':
      return '';
    case 'weekly': {
      const days = WEEKDAYS.filter(({ code }) => repeat.days.includes(code)).map(({ code }) => code);
      const every = repeat.every > 1 ? `;INTERVAL=${repeat.every}` : '';
      return `FREQ=WEEKLY${every}${days.length > 0 ? `;BYDAY=${days.join(',')}` : ''}`;
    }
    case 'monthly':
      return `FREQ=MONTHLY;BYDAY=${repeat.nth}${repeat.day}`;
    case 'raw':
      return repeat.rule.trim().replace(/^RRULE:/i, '');
  }
}

/** Reads an RRULE value back into the form; what the form has no fields for stays `raw`. */
export function repeatOf(rule: string): Repeat {
  if (rule === '') return { kind: 'once' };
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string | undefined]));
  const freq = parts.get('FREQ');
  const days = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  const only = (...keys: readonly string[]) => [...parts.keys()].every((key) => keys.includes(key));
  if (freq === 'WEEKLY' && only('FREQ', 'BYDAY', 'INTERVAL') && days.length > 0 && days.every(isWeekday)) {
    const every = Number(parts.get('INTERVAL') ?? '1');
    if (Number.isInteger(every) && every > 0) return { kind: 'weekly', every, days };
  }
  if (freq === 'MONTHLY' && only('FREQ', 'BYDAY') && days.length === 1) {
    const nth = Number(days[0]?.slice(0, -2));
    const day = days[0]?.slice(-2) ?? '';
    if (NTH.some((entry) => entry.nth === nth) && isWeekday(day)) return { kind: 'monthly', nth, day };
  }
  return { kind: 'raw', rule };
}

/** "every week on Tuesday and Thursday"; a rule the form cannot say is shown as it stands. */
export function repeatInWords(rule: string): string {
  const repeat = repeatOf(rule);
  switch (repeat.kind) {
    case 'once':
      return 'once';
    case 'weekly': {
      const names = WEEKDAYS.filter(({ code }) => repeat.days.includes(code)).map(({ name }) => name);
      const every = repeat.every === 1 ? 'every week' : `every ${repeat.every} weeks`;
      if (names.length === 0) return every;
      const last = names.at(-1);
      return `${every} on ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`}`;
    }
    case 'monthly': {
      const nth = NTH.find((entry) => entry.nth === repeat.nth)?.name;
      return `every month on the ${nth} ${WEEKDAYS.find(({ code }) => code === repeat.day)?.name}`;
    }
    case 'raw':
      return otherRepeat(repeat.rule) ?? repeat.rule;
  }
}

const FREQUENCIES = new Map([
  ['DAILY', 'day'],
  ['WEEKLY', 'week'],
  ['MONTHLY', 'month'],
  ['YEARLY', 'year'],
]);

/** "every month on the last day", "every 2 years"; null for what has more to it. */
function otherRepeat(rule: string): string | null {
  const found = /^FREQ=(\w+)(?:;INTERVAL=(\d+))?(?:;BYMONTHDAY=(-?\d+))?$/.exec(rule);
  const unit = FREQUENCIES.get(found?.[1] ?? '');
  if (!found || !unit) return null;
  const [, , interval = '1', day] = found;
  const every = interval === '1' ? `every ${unit}` : `every ${interval} ${unit}s`;
  if (day === undefined) return every;
  if (unit !== 'month' || (Number(day) < 0 && day !== '-1')) return null;
  return day === '-1' ? `${every} on the last day` : `${every} on day ${day}`;
}

function isWeekday(text: string): text is WeekdayCode {
  return WEEKDAYS.some(({ code }) => code === text);
}

/** When a repeat ends. `exact` is the UNTIL it had, kept while its day is not changed. */
export type RepeatEnd =
  | { readonly kind: 'never' }
  | { readonly kind: 'on'; readonly date: string; readonly exact: number | null }
  | { readonly kind: 'after'; readonly count: number };

/** Takes the end off a rule, so that the rest can be read into the form; the day is that of the zone. */
export function endOf(rule: string, zone: string): { readonly rest: string; readonly end: RepeatEnd } {
  const parts = partsOf(rule);
  if (rule === '' || typeof parts === 'string' || checkRrule(rule) !== null)
    return { rest: rule, end: { kind: 'never' } };
  const rest = withEnd(rule, null);
  const until = untilOf(parts);
  if (until !== null)
    return { rest, end: { kind: 'on', date: planTimeAt(until, zone).local.slice(0, 10), exact: until } };
  const count = parts.get('COUNT');
  return { rest, end: count === undefined ? { kind: 'never' } : { kind: 'after', count: Number(count) } };
}

/** The rule with its end; one that was typed with an end keeps it, and both together are refused as such. */
export function withRepeatEnd(rule: string, end: RepeatEnd, zone: string): string {
  if (rule === '' || end.kind === 'never') return rule;
  const asked =
    end.kind === 'after'
      ? { count: end.count }
      : { until: end.exact ?? planTime({ local: `${end.date}T23:59`, zone }).at };
  const typed = /(^|;)(UNTIL|COUNT)=/i.test(rule);
  return typed ? `${rule};${withEnd('', asked).slice(1)}` : withEnd(rule, asked);
}

/** "every week on Tuesday, until Tuesday 30 March 2027". */
export function repeatWithEnd(rule: string, zone: string): string {
  const { rest, end } = endOf(rule, zone);
  const words = repeatInWords(rest);
  switch (end.kind) {
    case 'never':
      return words;
    case 'on':
      return `${words}, until ${formatLongDate(Date.parse(`${end.date}T12:00Z`), 'UTC')}`;
    case 'after':
      return `${words}, ${end.count === 1 ? 'once' : `${end.count} times`}`;
  }
}
