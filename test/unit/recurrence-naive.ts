import { DAY, MINUTE } from '#shared/domain/time.ts';

/** Days of RFC 5545 from Monday on; `Date.getUTCDay()` counts from Sunday. */
const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

type Rule = ReadonlyMap<string, string>;

/**
 * The recurrence set of RFC 5545 section 3.3.10 by looking at every day of every period: slow and plain, to compare
 * with. Starts are wall-clock readings as ms UTC; `until` bounds the walk (exclusive).
 */
export function naiveStarts(rrule: string, first: number, until: number): number[] {
  const rule: Rule = new Map(rrule.split(';').map((part) => part.split('=', 2) as [string, string]));
  const interval = Number(rule.get('INTERVAL') ?? '1');
  const last = rule.get('UNTIL');
  const count = Number(rule.get('COUNT') ?? 'Infinity');
  const end = last === undefined ? Number.POSITIVE_INFINITY : instantOf(last);
  const found: number[] = [];
  for (let index = 0; ; index += interval) {
    const days = periodDays(rule, first, index);
    if ((days[0] ?? 0) >= until) return found;
    for (const start of picked(rule, timesOf(rule, first, daysOf(rule, first, days)))) {
      if (start < first) continue;
      if (start > end || start >= until || found.length >= count) return found;
      found.push(start);
    }
  }
}

/** Every day (midnight) of the period `index` periods after the one that holds the first start. */
function periodDays(rule: Rule, first: number, index: number): number[] {
  const day = Math.floor(first / DAY) * DAY;
  const at = new Date(day);
  const span = (from: number, to: number) =>
    Array.from({ length: Math.round((to - from) / DAY) }, (_, i) => from + i * DAY);
  switch (rule.get('FREQ')) {
    case 'DAILY':
      return [day + index * DAY];
    case 'WEEKLY': {
      const back = (weekday(day) - WEEK.indexOf(rule.get('WKST') ?? 'MO') + 7) % 7;
      return span(day - back * DAY + index * 7 * DAY, day - back * DAY + (index + 1) * 7 * DAY);
    }
    case 'MONTHLY': {
      const month = at.getUTCMonth() + index;
      return span(Date.UTC(at.getUTCFullYear(), month, 1), Date.UTC(at.getUTCFullYear(), month + 1, 1));
    }
    default: {
      const year = at.getUTCFullYear() + index;
      return span(Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
    }
  }
}

/** The days of a period that the rule names, or that the first start stands for where it names none. */
function daysOf(rule: Rule, first: number, days: readonly number[]): number[] {
  const freq = rule.get('FREQ') ?? '';
  const origin = new Date(first);
  const has = (name: string) => rule.has(name);
  const named = ['BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY', 'BYDAY'].some(has);
  return days.filter((day) => {
    const at = new Date(day);
    const inMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
    const yearStart = Date.UTC(at.getUTCFullYear(), 0, 1);
    const inYear = Math.round((Date.UTC(at.getUTCFullYear() + 1, 0, 1) - yearStart) / DAY);
    if (has('BYMONTH') && !listed(rule, 'BYMONTH', at.getUTCMonth() + 1, 12)) return false;
    if (has('BYYEARDAY') && !listed(rule, 'BYYEARDAY', Math.round((day - yearStart) / DAY) + 1, inYear))
      return false;
    if (has('BYMONTHDAY') && !listed(rule, 'BYMONTHDAY', at.getUTCDate(), inMonth)) return false;
    if (has('BYWEEKNO')) {
      const { week, weeks } = weekOf(day, WEEK.indexOf(rule.get('WKST') ?? 'MO'));
      if (!listed(rule, 'BYWEEKNO', week, weeks)) return false;
    }
    if (has('BYDAY')) return onDay(rule, day, freq === 'YEARLY' && !has('BYMONTH') ? 'year' : 'month');
    if (named && !has('BYWEEKNO')) return true;
    if (freq === 'DAILY') return true;
    if (freq === 'WEEKLY' || has('BYWEEKNO')) {
      return has('BYYEARDAY') || has('BYMONTHDAY') || weekday(day) === weekday(first);
    }
    if (at.getUTCDate() !== origin.getUTCDate()) return false;
    return freq === 'MONTHLY' || has('BYMONTH') || at.getUTCMonth() === origin.getUTCMonth();
  });
}

/** True when BYDAY names the day; a number before it counts within the month or the year, from either end. */
function onDay(rule: Rule, day: number, within: 'month' | 'year'): boolean {
  const at = new Date(day);
  const [from, to] =
    within === 'year'
      ? [Date.UTC(at.getUTCFullYear(), 0, 1), Date.UTC(at.getUTCFullYear() + 1, 0, 1)]
      : [
          Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1),
          Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1),
        ];
  return (rule.get('BYDAY') ?? '').split(',').some((item) => {
    if (item.slice(-2) !== WEEK[weekday(day)]) return false;
    const nth = Number(item.slice(0, -2));
    if (nth === 0) return true;
    const place =
      nth > 0 ? Math.floor((day - from) / (7 * DAY)) + 1 : -(Math.floor((to - DAY - day) / (7 * DAY)) + 1);
    return place === nth;
  });
}

/** Week number and how many the week's year has: week 1 is the first with at least four days in the year. */
function weekOf(day: number, wkst: number): { week: number; weeks: number } {
  const firstOf = (year: number) => {
    const start = Date.UTC(year, 0, 1);
    const back = (weekday(start) - wkst + 7) % 7;
    return back <= 3 ? start - back * DAY : start + (7 - back) * DAY;
  };
  const year = new Date(day).getUTCFullYear();
  const own = day < firstOf(year) ? year - 1 : day >= firstOf(year + 1) ? year + 1 : year;
  return {
    week: Math.floor((day - firstOf(own)) / (7 * DAY)) + 1,
    weeks: Math.round((firstOf(own + 1) - firstOf(own)) / (7 * DAY)),
  };
}

function timesOf(rule: Rule, first: number, days: readonly number[]): number[] {
  const at = new Date(first);
  const numbers = (name: string, own: number) => (rule.get(name)?.split(',') ?? [own]).map(Number);
  const minutes = numbers('BYHOUR', at.getUTCHours()).flatMap((hour) =>
    numbers('BYMINUTE', at.getUTCMinutes()).map((minute) => hour * 60 + minute),
  );
  const sorted = [...new Set(minutes)].sort((a, b) => a - b);
  return days.flatMap((day) => sorted.map((minute) => day + minute * MINUTE));
}

function picked(rule: Rule, starts: readonly number[]): number[] {
  const places = rule.get('BYSETPOS')?.split(',').map(Number);
  if (places === undefined) return [...starts];
  return starts.filter((_, i) => places.includes(i + 1) || places.includes(i - starts.length));
}

function listed(rule: Rule, name: string, value: number, size: number): boolean {
  return (rule.get(name) ?? '')
    .split(',')
    .map(Number)
    .some((one) => one === value || (one < 0 && size + 1 + one === value));
}

function weekday(day: number): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

function instantOf(text: string): number {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return Date.parse(iso);
}
