import type { Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import { DAY, MINUTE, wallOf } from '../time.ts';
import { type Placed, placedIn, type Timing } from './expansion.ts';
import { checkRrule, partsOf } from './rrule.ts';

export { checkRrule } from './rrule.ts';

export type Expandable = Timing &
  Pick<
    WindowRule,
    | 'id'
    | 'name'
    | 'kind'
    | 'hard'
    | 'traffic'
    | 'protectionMinutes'
    | 'serviceIds'
    | 'environmentIds'
    | 'teamIds'
  >;

/** Longest a window that comes back may last. */
const LONGEST_REPEATED = 366 * DAY;

/** Longest list of days that leave a series or join it. */
export const MOST_DAYS = 1000;

/** Why this rule is refused, in a sentence; null when it can be kept. */
export function checkWindowRule(
  rule: Pick<WindowRule, 'startLocal' | 'endLocal' | 'rrule'> &
    Partial<Pick<WindowRule, 'allDay' | 'exDates' | 'rDates'>>,
): string | null {
  const length = wallOf(rule.endLocal) - wallOf(rule.startLocal);
  if (length <= 0) return 'A window ends after it starts.';
  if (rule.rrule !== '' && length > LONGEST_REPEATED) return 'A window that comes back lasts at most a year.';
  return checkDays(rule) ?? checkRrule(rule.rrule) ?? (rule.allDay ? checkAllDay(rule) : null);
}

/** Why so many left-out or extra days are refused, in a sentence; null when they can be kept. */
export function checkDays({
  exDates,
  rDates,
}: Partial<Pick<WindowRule, 'exDates' | 'rDates'>>): string | null {
  const what =
    (exDates?.length ?? 0) > MOST_DAYS ? 'left out' : (rDates?.length ?? 0) > MOST_DAYS ? 'added' : null;
  return what && `At most ${MOST_DAYS} days of a series can be ${what}; end it and begin another.`;
}

function checkAllDay(rule: Parameters<typeof checkWindowRule>[0]): string | null {
  const readings = [rule.startLocal, rule.endLocal, ...(rule.exDates ?? []), ...(rule.rDates ?? [])];
  if (readings.some((local) => !local.endsWith('T00:00')))
    return 'Whole days begin and end at midnight; the end is the day after the last.';
  const parts = partsOf(rule.rrule === '' ? 'FREQ=DAILY' : rule.rrule);
  if (typeof parts !== 'string' && (parts.has('BYHOUR') || parts.has('BYMINUTE')))
    return 'Whole days have no time of day: leave out BYHOUR and BYMINUTE.';
  return null;
}

/** Rules found right once are not looked at again. */
const checked = new WeakSet<Expandable>();

/**
 * Occurrences of a rule that touch [from, until) (ms UTC), also those that began before; by start. The days are
 * counted on the wall clock of the rule's zone and each end is placed on its own, so a window from 22:00 to 02:00 ends
 * at 02:00 in every night of the year. A skipped hour moves forward, a doubled hour means its first pass (RFC 5545
 * section 3.3.5). Starts listed in `rDates` join, those in `exDates` leave (RFC 5545 section 3.8.5). The first start
 * counts only where the rule gives it. Throws RangeError with the sentence of `checkWindowRule` for a rule that is
 * refused.
 */
export function occurrencesOf(rule: Expandable, from: number, until: number): Occurrence[] {
  return placedOf(rule, from, until).map((placed) => occurrenceAt(rule, placed));
}

function placedOf(rule: Expandable, from: number, until: number): readonly Placed[] {
  if (!checked.has(rule)) {
    const refused = checkWindowRule(rule);
    if (refused !== null) throw new RangeError(`${rule.name}: ${refused}`);
    checked.add(rule);
  }
  return placedIn(rule, from, until);
}

/** Of many rules together, by start. */
export function occurrencesOfAll<Rule extends Expandable>(
  rules: readonly Rule[],
  from: number,
  until: number,
): (Occurrence & { readonly rule: Rule })[] {
  return rules
    .flatMap((rule) =>
      placedOf(rule, from, until).map((placed) => Object.assign(occurrenceAt(rule, placed), { rule })),
    )
    .sort((a, b) => a.startsAt - b.startsAt);
}

/** The next occurrences of a rule that end after an instant (ms UTC), at most `most`, looked for in the ten years after it. */
export function nextOccurrences(rule: Expandable, from: number, most: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (let [at, days] = [from, 60]; found.length < most && at < from + TEN_YEARS; days *= 2) {
    const until = at + days * DAY;
    found.push(...occurrencesOf(rule, at, until).filter((one) => one.startsAt >= at || at === from));
    at = until;
  }
  return found.slice(0, most);
}

const TEN_YEARS = 3653 * DAY;

function occurrenceAt(rule: Expandable, placed: Placed): Occurrence {
  return {
    windowId: rule.id,
    name: rule.name,
    kind: rule.kind,
    hard: rule.hard,
    traffic: rule.traffic,
    allDay: rule.allDay,
    zone: rule.zone,
    local: placed.local,
    startsAt: placed.startsAt,
    endsAt: placed.endsAt,
    protectionEndsAt: placed.endsAt + rule.protectionMinutes * MINUTE,
    startClock: placed.startClock,
    endClock: placed.endClock,
    serviceIds: rule.serviceIds,
    environmentIds: rule.environmentIds,
    teamIds: rule.teamIds,
  };
}
