import { Temporal } from 'temporal-polyfill';
import type { ClockMark } from '#shared/contract/calendar.ts';
import { DAY } from './time.ts';

/** A change of the clock: from `at` (ms UTC) on, the offset to UTC is `after` ms instead of `before`. */
type Change = { readonly at: number; readonly before: number; readonly after: number };
/** The offset at the start of a stretch of time, and the changes in it, by time. */
type Stretch = { readonly offset: number; readonly changes: readonly Change[] };
/** The instant that a reading of the clock stands for, and whether the clock shows it once, never or twice. */
export type OnClock = { readonly at: number; readonly mark: ClockMark };
export type ZoneClock = (wall: number) => OnClock;

/** Long enough that few stretches are looked up, short enough that looking one up costs little. */
const STRETCH = 400 * DAY;
/** No clock differs from UTC by more than this. */
const FAR = 2 * DAY;

const clocks = new Map<string, ZoneClock>();

/**
 * The clock of a zone: places a wall-clock reading (written as ms, as if the clock showed UTC) on the time line. A
 * skipped reading moves forward by the length of the gap, a doubled one means its first pass (RFC 5545 section 3.3.5).
 * It answers from the zone's changes, each looked up once: asking Temporal for every reading costs a hundred times as
 * much. Throws RangeError for a zone that is not known.
 */
export function clockOf(zone: string): ZoneClock {
  const known = clocks.get(zone);
  if (known) return known;
  const stretches = new Map<number, Stretch>();
  const clock: ZoneClock = (wall) => {
    const index = Math.floor(wall / STRETCH);
    let stretch = stretches.get(index);
    if (!stretch) {
      stretch = stretchOf(zone, index * STRETCH - FAR, (index + 1) * STRETCH + FAR);
      stretches.set(index, stretch);
    }
    return place(wall, stretch);
  };
  clocks.set(zone, clock);
  return clock;
}

function place(wall: number, { offset, changes }: Stretch): OnClock {
  let standing = offset;
  for (const { at, before, after } of changes) {
    if (wall < at + Math.min(before, after)) break;
    if (wall < at + Math.max(before, after))
      return { at: wall - before, mark: after > before ? 'skipped' : 'doubled' };
    standing = after;
  }
  return { at: wall - standing, mark: 'plain' };
}

function stretchOf(zone: string, from: number, until: number): Stretch {
  let here = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const offset = offsetOf(here);
  const changes: Change[] = [];
  for (;;) {
    const next = here.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= until) return { offset, changes };
    changes.push({ at: next.epochMilliseconds, before: offsetOf(here), after: offsetOf(next) });
    here = next;
  }
}

function offsetOf(time: Temporal.ZonedDateTime): number {
  return time.offsetNanoseconds / 1_000_000;
}
