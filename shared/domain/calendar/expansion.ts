import { LRUCache } from 'lru-cache';
import { RRuleTemporal } from 'rrule-temporal';
import type { ClockMark, WindowRule } from '#shared/contract/calendar.ts';
import { DAY, readingOf, wallOf } from '../time.ts';
import { clockOf, type ZoneClock } from '../zone-clock.ts';
import { needsOwnYears, partsOf, untilOf } from './rrule.ts';
import { yearDaysOf } from './yearly.ts';

/** The part of a rule that says when it happens. */
export type Timing = Pick<
  WindowRule,
  'allDay' | 'zone' | 'startLocal' | 'endLocal' | 'rrule' | 'exDates' | 'rDates'
>;

/** One occurrence on the time line: its start on the wall clock, and its ends in ms UTC with what the clock does there. */
export type Placed = {
  readonly local: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly startClock: ClockMark;
  readonly endClock: ClockMark;
};

/** Occurrences are worked out for whole stretches of this length and kept, so that the next question finds them. */
const CHUNK = 92 * DAY;
/** No clock differs from UTC by more than this. */
const FAR = 2 * DAY;

type Expansion = {
  readonly number: number;
  readonly length: number;
  /** Of a rule without RRULE: all there is of it. */
  readonly all: readonly Placed[] | null;
  /** Starts in [from, until), read on the wall clock, by start. */
  readonly chunk: (from: number, until: number) => readonly Placed[];
};

let expansions = 0;
const byRule = new WeakMap<Timing, Expansion>();
const byText = new LRUCache<string, Expansion>({ max: 2000 });
const chunks = new LRUCache<number, readonly Placed[]>({
  maxSize: 400_000,
  sizeCalculation: (list) => list.length + 1,
});

/**
 * Occurrences of a rule that touch [from, until) (ms UTC), also those that began before, by start. The rule is one that
 * `checkWindowRule` lets through. What was worked out is kept for rules that say the same.
 */
export function placedIn(rule: Timing, from: number, until: number): Placed[] {
  const expansion = expansionOf(rule);
  if (expansion.all) return expansion.all.filter((one) => one.startsAt < until && one.endsAt > from);
  const first = Math.floor((from - expansion.length - FAR) / CHUNK);
  const last = Math.floor((until + FAR) / CHUNK);
  const found: Placed[] = [];
  for (let index = first; index <= last; index++) {
    for (const one of chunkOf(expansion, index)) {
      if (one.startsAt < until && one.endsAt > from) found.push(one);
    }
  }
  return found;
}

function chunkOf(expansion: Expansion, index: number): readonly Placed[] {
  const key = expansion.number * 100_000 + index + 50_000;
  const known = chunks.get(key);
  if (known) return known;
  const made = expansion.chunk(index * CHUNK, (index + 1) * CHUNK);
  chunks.set(key, made);
  return made;
}

function expansionOf(rule: Timing): Expansion {
  const known = byRule.get(rule);
  if (known) return known;
  const text = JSON.stringify([
    rule.rrule,
    rule.startLocal,
    rule.endLocal,
    rule.zone,
    rule.allDay,
    rule.exDates,
    rule.rDates,
  ]);
  const made = byText.get(text) ?? expand(rule);
  byText.set(text, made);
  byRule.set(rule, made);
  return made;
}

function expand(rule: Timing): Expansion {
  const first = wallOf(rule.startLocal);
  const length = wallOf(rule.endLocal) - first;
  const clock = clockOf(rule.zone);
  const left = new Set(rule.exDates.map(wallOf));
  const added = rule.rDates.map(wallOf);
  const placedAt = (walls: readonly number[]) => {
    const placed = walls
      .filter((wall) => !left.has(wall))
      .map((wall) => place(wall, length, clock, rule.allDay));
    // A skipped hour may move a start past the one after it.
    return placed.sort((a, b) => a.startsAt - b.startsAt);
  };
  expansions += 1;
  if (rule.rrule === '')
    return { number: expansions, length, all: placedAt([...new Set([first, ...added])]), chunk: () => [] };

  const { starts, end } = startsOf(rule.rrule, first);
  return {
    number: expansions,
    length,
    all: null,
    chunk: (from, until) => {
      const ruled = starts(from, until).filter((wall) => end === null || clock(wall).at <= end);
      const extra = added.filter((wall) => wall >= from && wall < until);
      return placedAt(extra.length === 0 ? ruled : [...new Set([...ruled, ...extra])]);
    },
  };
}

/** Each end is placed on its own, so a window from 22:00 to 02:00 ends at 02:00 in every night of the year. */
function place(wall: number, length: number, clock: ZoneClock, allDay: boolean): Placed {
  const start = clock(wall);
  const end = clock(wall + length);
  // When a skipped hour moved the start past the end, the window keeps its length.
  const endsAt = end.at > start.at ? end.at : start.at + length;
  return {
    local: readingOf(wall),
    startsAt: start.at,
    endsAt,
    // A day begins where it begins: that its midnight is skipped says nothing about the day.
    startClock: allDay ? 'plain' : start.mark,
    endClock: allDay ? 'plain' : end.mark,
  };
}

type Starts = (from: number, until: number) => readonly number[];

/**
 * The starts that the rule gives between two readings of the wall clock, and the instant after which none comes (UNTIL).
 * Readings are expanded as if the clock showed UTC: a zoned expansion leaves out starts that fall on a skipped hour.
 */
function startsOf(rrule: string, first: number): { readonly starts: Starts; readonly end: number | null } {
  const parts = partsOf(rrule);
  if (typeof parts === 'string') throw new RangeError(parts);
  const end = untilOf(parts);
  const last = end === null ? Number.POSITIVE_INFINITY : end + FAR;
  const between = needsOwnYears(parts) ? byYears(parts, first) : byLibrary(parts, first);
  return {
    starts: (from, until) =>
      until <= first || from > last ? [] : between(Math.max(from, first), Math.min(until, last)),
    end,
  };
}

function byLibrary(parts: ReadonlyMap<string, string>, first: number): Starts {
  const rule = [...parts].filter(([name]) => name !== 'UNTIL').map(([name, value]) => `${name}=${value}`);
  const expansion = new RRuleTemporal({
    rruleString: `DTSTART:${basic(first)}\nRRULE:${rule.join(';')}`,
    includeDtstart: false,
  });
  return (from, until) =>
    expansion.between(new Date(from), new Date(until - 1), true).map((start) => start.epochMilliseconds);
}

/** Last year that a date can be written in. */
const LAST_YEAR = 9999;

function byYears(parts: ReadonlyMap<string, string>, first: number): Starts {
  const origin = new Date(first).getUTCFullYear();
  const interval = Number(parts.get('INTERVAL') ?? '1');
  const count = parts.get('COUNT');
  const places = parts.get('BYSETPOS')?.split(',').map(Number);
  const times = timesOf(parts, first);
  const daysIn = yearDaysOf(parts, first);
  const known = new Map<number, readonly number[]>();
  const inYear = (year: number) => {
    const before = known.get(year);
    if (before) return before;
    const all = daysIn(year).flatMap((day) => times.map((time) => day + time));
    const given = all.filter(
      (wall, index) =>
        wall >= first && (!places || places.includes(index + 1) || places.includes(index - all.length)),
    );
    known.set(year, given);
    return given;
  };
  const years = (from: number, to: number, most: number) => {
    const found: number[] = [];
    const start = origin + Math.max(0, Math.ceil((from - origin) / interval)) * interval;
    // The calendar repeats after 400 years: a rule that gave nothing in as many steps gives nothing at all.
    let idle = 0;
    for (
      let year = start;
      year <= Math.min(to, LAST_YEAR) && found.length < most && idle < 400;
      year += interval
    ) {
      const given = inYear(year);
      idle = given.length === 0 ? idle + 1 : 0;
      found.push(...given);
    }
    return found.slice(0, most);
  };
  // What ends by COUNT is counted from its beginning, once.
  let counted: readonly number[] | undefined;
  return (from, until) => {
    if (count !== undefined) counted ??= years(origin, LAST_YEAR, Number(count));
    const all =
      counted ??
      years(new Date(from).getUTCFullYear(), new Date(until).getUTCFullYear(), Number.POSITIVE_INFINITY);
    return all.filter((wall) => wall >= from && wall < until);
  };
}

/** Times of day in ms, by time: those the rule names, or that of the first start. */
function timesOf(parts: ReadonlyMap<string, string>, first: number): number[] {
  const own = new Date(first);
  const listed = (name: string, usual: number) => (parts.get(name)?.split(',') ?? [usual]).map(Number);
  const times = listed('BYHOUR', own.getUTCHours()).flatMap((hour) =>
    listed('BYMINUTE', own.getUTCMinutes()).map((minute) => (hour * 60 + minute) * 60_000),
  );
  return [...new Set(times)].sort((a, b) => a - b);
}

/** The same as RFC 5545 writes it, with the Z of UTC. */
function basic(wall: number): string {
  return `${readingOf(wall).replace(/[-:]/g, '')}00Z`;
}
