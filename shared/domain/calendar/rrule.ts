/** The parts of a rule by their name, in the order they were written. */
export type Parts = ReadonlyMap<string, string>;

const known = [
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYMONTH',
  'BYWEEKNO',
  'BYYEARDAY',
  'BYMONTHDAY',
  'BYDAY',
  'BYHOUR',
  'BYMINUTE',
  'BYSETPOS',
];
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const subDaily = ['HOURLY', 'MINUTELY', 'SECONDLY'];
const days = 'MO|TU|WE|TH|FR|SA|SU';

/** Number lists: name, smallest and largest size, whether counting back from the end is allowed. */
const numberParts: readonly (readonly [string, number, number, boolean])[] = [
  ['BYMONTH', 1, 12, false],
  ['BYWEEKNO', 1, 53, true],
  ['BYYEARDAY', 1, 366, true],
  ['BYMONTHDAY', 1, 31, true],
  ['BYHOUR', 0, 23, false],
  ['BYMINUTE', 0, 59, false],
  ['BYSETPOS', 1, 366, true],
];

/**
 * Why a recurrence rule (RFC 5545 section 3.3.10, without the `RRULE:` prefix) is refused, in a sentence; null when it
 * can be expanded rightly. Refuses what the standard forbids and what is known to expand wrongly. Empty text = once.
 */
export function checkRrule(text: string): string | null {
  if (text === '') return null;
  const parts = partsOf(text);
  if (typeof parts === 'string') return parts;
  return (
    checkFrequency(parts) ?? checkEnd(parts) ?? checkNumbers(parts) ?? checkDays(parts) ?? checkMix(parts)
  );
}

/** The `NAME=VALUE` parts of a rule, or the sentence that says why it has none. */
export function partsOf(text: string): Parts | string {
  const parts = new Map<string, string>();
  for (const piece of text.toUpperCase().split(';')) {
    const match = /^([A-Z]+)=([-+A-Z0-9,]+)$/.exec(piece);
    const name = match?.[1];
    const value = match?.[2];
    if (name === undefined || value === undefined)
      return `“${piece.slice(0, 40)}” is not a part of a recurrence rule; parts look like FREQ=WEEKLY.`;
    if (!known.includes(name)) return `${name} is not supported in a recurrence rule of a window.`;
    if (parts.has(name)) return `${name} stands twice in the rule.`;
    parts.set(name, value);
  }
  return parts;
}

function checkFrequency(parts: Parts): string | null {
  const freq = parts.get('FREQ');
  if (freq === undefined) return 'The rule says how often: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.';
  if (subDaily.includes(freq)) return `A window repeats daily at most; FREQ=${freq} is not supported.`;
  if (!frequencies.includes(freq)) return `FREQ=${freq} is not a frequency.`;
  if (!isWithin(parts.get('INTERVAL') ?? '1', 1, 1000)) return 'INTERVAL is a number from 1 to 1000.';
  if (!new RegExp(`^(${days})$`).test(parts.get('WKST') ?? 'MO'))
    return 'WKST is one weekday, such as WKST=MO.';
  return null;
}

function checkEnd(parts: Parts): string | null {
  const until = parts.get('UNTIL');
  const count = parts.get('COUNT');
  if (until !== undefined && count !== undefined) return 'A rule ends by COUNT or by UNTIL, not by both.';
  if (count !== undefined && !isWithin(count, 1, 5000)) return 'COUNT is a number from 1 to 5000.';
  if (until === undefined) return null;
  const iso = isoOf(until);
  if (iso === null) return 'UNTIL is a time in UTC, such as UNTIL=20271231T230000Z.';
  const at = Date.parse(iso);
  if (Number.isNaN(at) || new Date(at).toISOString() !== iso) return `UNTIL=${until} is not a date.`;
  return null;
}

/** The instant (ms UTC) after which a rule gives no start; null when it has no UNTIL. */
export function untilOf(parts: Parts): number | null {
  const iso = isoOf(parts.get('UNTIL') ?? '');
  return iso === null ? null : Date.parse(iso);
}

function isoOf(until: string): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(until);
  return match && `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}.000Z`;
}

/** The rule with another end: an instant (ms UTC), a number of starts, or none. */
export function withEnd(
  rrule: string,
  end: { readonly until: number } | { readonly count: number } | null,
): string {
  const rest = rrule.split(';').filter((part) => !/^(UNTIL|COUNT)=/i.test(part));
  if (end === null) return rest.join(';');
  const text =
    'count' in end
      ? `COUNT=${end.count}`
      : `UNTIL=${new Date(end.until).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  return [...rest, text].join(';');
}

/**
 * True for the yearly rules that `rrule-temporal` places wrongly (found by comparing it with RFC 5545 day by day): weeks,
 * days of the year beside other parts, weekdays counted in the year. They are expanded by yearly.ts.
 */
export function needsOwnYears(parts: Parts): boolean {
  if (parts.get('FREQ') !== 'YEARLY') return false;
  if (parts.has('BYWEEKNO') || parts.has('BYYEARDAY')) return true;
  return !parts.has('BYMONTH') && /\d/.test(parts.get('BYDAY') ?? '');
}

function checkNumbers(parts: Parts): string | null {
  for (const [name, low, high, negative] of numberParts) {
    const value = parts.get(name);
    if (value === undefined) continue;
    const fits = value
      .split(',')
      .every((item) => isWithin(negative ? item.replace(/^-/, '') : item, low, high));
    if (!fits)
      return `${name} takes numbers from ${low} to ${high}${negative ? ', or the same counted back from the end' : ''}.`;
  }
  return null;
}

function checkDays(parts: Parts): string | null {
  const value = parts.get('BYDAY');
  if (value === undefined) return null;
  const freq = parts.get('FREQ') ?? '';
  for (const item of value.split(',')) {
    const match = new RegExp(`^([+-]?\\d{1,2})?(${days})$`).exec(item);
    if (match === null) return `“${item}” is not a weekday; write MO, 2TU or -1FR.`;
    if (match[1] === undefined) continue;
    if (freq !== 'MONTHLY' && freq !== 'YEARLY')
      return `${item} counts weekdays within a month or year, so FREQ is MONTHLY or YEARLY.`;
    if (parts.has('BYWEEKNO')) return 'Counted weekdays and BYWEEKNO cannot be combined.';
    if (!isWithin(match[1].replace(/^[+-]/, ''), 1, freq === 'MONTHLY' ? 5 : 53))
      return `${item} counts further than the ${freq === 'MONTHLY' ? 'month' : 'year'} has weeks.`;
  }
  return null;
}

function checkMix(parts: Parts): string | null {
  const freq = parts.get('FREQ');
  if (parts.has('BYWEEKNO') && freq !== 'YEARLY') return 'BYWEEKNO needs FREQ=YEARLY.';
  if (parts.has('BYYEARDAY') && freq !== 'YEARLY') return 'BYYEARDAY needs FREQ=YEARLY.';
  if (parts.has('BYMONTHDAY') && freq === 'WEEKLY') return 'BYMONTHDAY cannot be combined with FREQ=WEEKLY.';
  if (parts.has('BYWEEKNO') && reachesOver(parts) && (parts.has('BYSETPOS') || parts.has('INTERVAL')))
    return 'Weeks 1, 52 and 53 reach into another year, so BYWEEKNO cannot be combined with BYSETPOS or INTERVAL.';
  if (startsADay(parts) > 24) return 'A window starts at most 24 times a day.';
  if (
    parts.has('BYSETPOS') &&
    ![...parts.keys()].some((name) => name.startsWith('BY') && name !== 'BYSETPOS')
  )
    return 'BYSETPOS picks from what another BY part lists; on its own it picks nothing.';
  return null;
}

/** True when a week is asked for that may have days in the year before or after. */
function reachesOver(parts: Parts): boolean {
  const weeks = (parts.get('BYWEEKNO') ?? '').split(',').map((week) => Math.abs(Number(week)));
  return weeks.some((week) => week === 1 || week >= 52);
}

function startsADay(parts: Parts): number {
  const times = (name: string) => new Set((parts.get(name) ?? '0').split(',').map(Number)).size;
  return times('BYHOUR') * times('BYMINUTE');
}

function isWithin(text: string, low: number, high: number): boolean {
  return /^\d{1,6}$/.test(text) && Number(text) >= low && Number(text) <= high;
}
