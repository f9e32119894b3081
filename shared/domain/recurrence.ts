import { RRuleTemporal } from 'rrule-temporal';
import type { Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import { checkRrule, partsOf } from './rrule.ts';
import { DAY, MINUTE, planTime, planTimeAt } from './time.ts';

export { checkRrule } from './rrule.ts';

export type Expandable = Pick<
  WindowRule,
  | 'id'
  | 'name'
  | 'kind'
  | 'hard'
  | 'traffic'
  | 'allDay'
  | 'zone'
  | 'startLocal'
  | 'endLocal'
  | 'rrule'
  | 'exDates'
  | 'rDates'
  | 'protectionMinutes'
  | 'serviceIds'
  | 'environmentIds'
  | 'teamIds'
>;

/** Why this rule is refused, in a sentence; null when it can be kept. */
export function checkWindowRule(rule: Pick<WindowRule, 'startLocal' | 'endLocal' | 'rrule'>): string | null {
  if (wall(rule.endLocal) <= wall(rule.startLocal)) return 'A window ends after it starts.';
  return checkRrule(rule.rrule);
}

/**
 * Occurrences of a rule that touch [from, until) (ms UTC), also those that began before; by start. The days are
 * counted on the wall clock of the rule's zone and each end is placed on its own, so a window from 22:00 to 02:00 ends
 * at 02:00 in every night of the year. A skipped hour moves forward, a doubled hour means its first pass (RFC 5545
 * section 3.3.5). Throws RangeError with the sentence of `checkWindowRule` for a rule that is refused.
 */
export function occurrencesOf(rule: Expandable, from: number, until: number): Occurrence[] {
  const refused = checkWindowRule(rule);
  if (refused !== null) throw new RangeError(`${rule.name}: ${refused}`);
  const length = wall(rule.endLocal) - wall(rule.startLocal);
  return wallStarts(rule, from - length - 2 * DAY, until + 2 * DAY)
    .map((start) => occurrenceAt(rule, start, length))
    .filter((occurrence) => occurrence.startsAt < until && occurrence.endsAt > from);
}

/** Of many rules together, by start. */
export function occurrencesOfAll<Rule extends Expandable>(
  rules: readonly Rule[],
  from: number,
  until: number,
): (Occurrence & { readonly rule: Rule })[] {
  return rules
    .flatMap((rule) => occurrencesOf(rule, from, until).map((occurrence) => ({ ...occurrence, rule })))
    .sort((a, b) => a.startsAt - b.startsAt);
}

/**
 * Starts between two bounds as wall-clock readings, written as if the clock showed UTC. Expanding them so, and not in
 * the zone, keeps starts that fall on a skipped hour, which a zoned expansion leaves out.
 */
function wallStarts(rule: Expandable, from: number, until: number): number[] {
  const first = wall(rule.startLocal);
  if (rule.rrule === '') return first < until && first >= from ? [first] : [];
  const expansion = new RRuleTemporal({
    rruleString: `DTSTART:${basic(first)}\nRRULE:${wallRule(rule)}`,
    includeDtstart: false,
  });
  return expansion.between(new Date(from), new Date(until), true).map((start) => start.epochMilliseconds);
}

/** The rule with UNTIL, an instant, read on the wall clock of the zone. */
function wallRule({ rrule, zone }: Expandable): string {
  const parts = partsOf(rrule);
  if (typeof parts === 'string') throw new RangeError(parts);
  return [...parts]
    .map(
      ([name, value]) =>
        `${name}=${name === 'UNTIL' ? basic(wall(planTimeAt(instantOf(value), zone).local)) : value}`,
    )
    .join(';');
}

function occurrenceAt(rule: Expandable, start: number, length: number): Occurrence {
  const startsAt = planTime({ local: reading(start), zone: rule.zone }).at;
  const placed = planTime({ local: reading(start + length), zone: rule.zone }).at;
  // When the start was moved past the end by a skipped hour, the window keeps its length.
  const endsAt = placed > startsAt ? placed : startsAt + length;
  return {
    windowId: rule.id,
    name: rule.name,
    kind: rule.kind,
    hard: rule.hard,
    traffic: rule.traffic,
    allDay: rule.allDay,
    zone: rule.zone,
    local: reading(start),
    startClock: 'plain',
    endClock: 'plain',
    serviceIds: rule.serviceIds,
    environmentIds: rule.environmentIds,
    teamIds: rule.teamIds,
    startsAt,
    endsAt,
    protectionEndsAt: endsAt + rule.protectionMinutes * MINUTE,
  };
}

/** `20271231T230000Z` as ms UTC. */
function instantOf(until: string): number {
  return Date.parse(until.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

const wall = (local: string) => Date.parse(`${local}:00Z`);
const reading = (at: number) => new Date(at).toISOString().slice(0, 16);
const basic = (at: number) => `${reading(at).replace(/[-:]/g, '')}00Z`;
