import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** 24 hours; a day on the wall clock may be shorter or longer. */
export const DAY = 24 * 60 * MINUTE;

/** What happened may be said to be a little later than now, in ms: clocks differ. */
export const CLOCK_SLACK = 60_000;

/** Years 1 to 9999: every screen, zone and calendar can still write these. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T00:00:00Z');

/** An instant: whole milliseconds since 1970-01-01T00:00Z. */
export const instant = z.int().min(EARLIEST).max(LATEST);

/** A wall-clock time without zone: `2027-02-11T22:00`. */
export const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Write the time as 2027-02-11T22:00')
  .refine(isLocalTime, 'This date does not exist')
  .refine((local) => local > '0001-01-02' && local < '9999-12-01', 'This year cannot be planned');

/** A time of day on some clock: `22:00`. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time of day as 22:00');

/** An IANA zone name that this computer knows, or UTC. */
export const zoneName = z.string().max(64).refine(isZone, 'This time zone is not known');

/** What is planned: the wall-clock time people agreed on, its zone, and the instant derived from both. */
export const plannedTime = z.object({ local: localTime, zone: zoneName, at: instant });
export type PlannedTime = z.infer<typeof plannedTime>;

/** What is asked for when a person plans a time: the instant is derived on arrival. */
export const plannedTimeInput = z.object({ local: localTime, zone: zoneName });
export type PlannedTimeInput = z.infer<typeof plannedTimeInput>;

/** Derives the instant of a planned time. A skipped hour moves forward, a doubled hour means its first pass (RFC 5545 section 3.3.5). */
export function planTime({ local, zone }: PlannedTimeInput): PlannedTime {
  const at = Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' });
  return { local, zone, at: at.epochMilliseconds };
}

/**
 * The planned time that stands at an instant (ms UTC), read in a zone; seconds are dropped. It keeps its instant: read
 * back from the wall clock, the second pass of a doubled hour would become the first, an hour earlier.
 */
export function planTimeAt(at: number, zone: string): PlannedTime {
  const local = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  return { local, zone, at: Math.floor(at / MINUTE) * MINUTE };
}

/** A wall-clock reading such as `2027-02-11T22:00` as ms, as if the clock showed UTC; the other way round {@link readingOf}. */
export function wallOf(local: string): number {
  return Date.parse(`${local}:00Z`);
}

/** The reading `2027-02-11T22:00` that a wall-clock time in ms stands for. */
export function readingOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16);
}

/** The calendar day some days after a day or wall-clock reading, or before it: `2027-02-11`. */
export function dayAfter(local: string, days: number): string {
  return readingOf(wallOf(`${local.slice(0, 10)}T12:00`) + days * DAY).slice(0, 10);
}

function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

function isLocalTime(local: string): boolean {
  try {
    Temporal.PlainDateTime.from(local, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
