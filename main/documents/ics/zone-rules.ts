import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { DAY } from '#shared/domain/time.ts';
import { type Component, contentOf, lineOf } from './components.ts';
import { zonesByPreference } from './zone-names.ts';

/** Offset in ms at a reading of the clock, written as if the clock showed UTC. */
export type ZoneRules = {
  offsetAtWall(wall: number): number;
  /** Changes of the clock between two years: instant, offset before and after. */
  readonly changes: readonly Change[];
};
type Change = { readonly at: number; readonly before: number; readonly after: number };

/** Reads a VTIMEZONE for the years asked; null when it says nothing that can be used. */
export function rulesOf(zone: Component, fromYear: number, untilYear: number): ZoneRules | null {
  const changes = zone.inside
    .filter((part) => part.kind === 'STANDARD' || part.kind === 'DAYLIGHT')
    .flatMap((part) => changesOf(part, fromYear - 1, untilYear + 1))
    .toSorted((a, b) => a.at - b.at);
  if (changes.length === 0) return null;
  return {
    changes,
    offsetAtWall: (wall) => {
      const last = changes.findLast((one) => one.at + one.before <= wall) ?? null;
      return last?.after ?? changes[0]?.before ?? 0;
    },
  };
}

/** The zone that keeps the same hours in these years, home first; null when none does. */
export function zoneWithHours(
  rules: ZoneRules,
  fromYear: number,
  untilYear: number,
  home: string,
): string | null {
  const from = Date.UTC(fromYear, 0, 1);
  const until = Date.UTC(untilYear + 1, 0, 1);
  const samples: { at: number; offset: number }[] = [];
  for (const one of rules.changes) {
    if (one.at < from || one.at >= until) continue;
    samples.push({ at: one.at - 1, offset: one.before }, { at: one.at, offset: one.after });
  }
  // Weekly, so that a change of the clock the file knows nothing of is seen.
  for (let at = from; at < until; at += 7 * DAY) {
    const last = rules.changes.findLast((one) => one.at <= at);
    samples.push({ at, offset: last?.after ?? rules.changes[0]?.before ?? 0 });
  }
  const keeps = (zone: string) => samples.every(({ at, offset }) => offsetIn(zone, at) === offset);
  return zonesByPreference(home).find(keeps) ?? null;
}

function offsetIn(zone: string, at: number): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

function changesOf(part: Component, fromYear: number, untilYear: number): Change[] {
  const before = offsetOf(part, 'TZOFFSETFROM');
  const after = offsetOf(part, 'TZOFFSETTO');
  const start = wallOf(textOf(part, 'DTSTART'));
  if (before === null || after === null || start === null) return [];
  const rule = textOf(part, 'RRULE');
  const days = part.lines
    .filter((line) => line.name === 'RDATE')
    .flatMap((line) => contentOf(line).split(','))
    .flatMap((text) => wallOf(text) ?? []);
  const walls = [start, ...days, ...(rule === '' ? [] : yearly(rule, start, fromYear, untilYear))];
  return [...new Set(walls)].map((wall) => ({ at: wall - before, before, after }));
}

/** Starts by a rule; one that began centuries ago (Windows writes 1601) is begun shortly before the years asked. */
function yearly(rule: string, start: number, fromYear: number, untilYear: number): number[] {
  const first = new Date(start);
  const plain = /FREQ=YEARLY/i.test(rule) && !/INTERVAL|COUNT/i.test(rule);
  if (plain && first.getUTCFullYear() < fromYear) first.setUTCFullYear(fromYear - 1);
  // An UNTIL of a zone is in UTC; a day more or less makes no difference to a yearly rule.
  try {
    return new RRuleTemporal({
      rruleString: `DTSTART:${basic(first.getTime())}\nRRULE:${rule}`,
      includeDtstart: false,
    })
      .between(new Date(Date.UTC(fromYear, 0, 1)), new Date(Date.UTC(untilYear + 1, 0, 1)), true)
      .map((one) => one.epochMilliseconds);
  } catch {
    return [];
  }
}

function textOf(part: Component, name: string): string {
  const line = lineOf(part, name);
  return line === undefined ? '' : contentOf(line).trim();
}

function offsetOf(part: Component, name: string): number | null {
  const match = /^([+-])(\d\d):?(\d\d):?(\d\d)?$/.exec(textOf(part, name));
  if (match === null) return null;
  const ms = (Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0)) * 1000;
  return match[1] === '-' ? -ms : ms;
}

function wallOf(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z?$/.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '00'] = match;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : at;
}

function basic(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
