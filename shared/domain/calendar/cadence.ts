import { LRUCache } from 'lru-cache';
import type { WindowId } from '../ids.ts';
import { DAY, MINUTE, type PlannedTimeInput, readingOf, wallOf } from '../time.ts';
import { checkRrule, occurrencesOf } from './recurrence.ts';
import { partsOf } from './rrule.ts';

/** Starts that repeat on the clock of a zone: the first one, and an RRULE value (empty = once). */
export type Cadence = { readonly startLocal: string; readonly zone: string; readonly rrule: string };
/** One start: its reading on the clock of the zone, and the instant in ms UTC. */
export type CadenceStart = { readonly local: string; readonly at: number };

/** Longest time that is expanded for the starts of a rule that ends. */
const LONGEST = 100 * 366 * DAY;

/**
 * Starts from the first one up to `until` (ms UTC), earliest first, so that their place is their number. A skipped or
 * doubled hour is read as `planTime` does. Throws RangeError with the sentence of `checkCadence`.
 */
export function cadenceStarts(cadence: Cadence, until: number): readonly CadenceStart[] {
  const { startLocal, zone, rrule } = cadence;
  const key = JSON.stringify([startLocal, zone, rrule]);
  const known = kept.get(key);
  if (known !== undefined && known.until >= until) {
    const end = known.starts.findLastIndex((one) => one.at < until) + 1;
    return end === known.starts.length ? known.starts : known.starts.slice(0, end);
  }
  const starts = expanded(cadence, until);
  kept.set(key, { until, starts });
  return starts;
}

/** Counted from the first one, so what was counted is kept: every look at the calendar asks again. */
const kept = new LRUCache<string, { readonly until: number; readonly starts: readonly CadenceStart[] }>({
  maxSize: 200_000,
  sizeCalculation: ({ starts }) => starts.length + 1,
});

function expanded({ startLocal, zone, rrule }: Cadence, until: number): readonly CadenceStart[] {
  const refused = checkRrule(rrule);
  if (refused !== null) throw new RangeError(refused);
  const first = wallOf(startLocal);
  return occurrencesOf(
    {
      id: '' as WindowId,
      name: '',
      kind: 'inform',
      hard: false,
      traffic: 'usual',
      allDay: false,
      zone,
      startLocal,
      // The length plays no part; it only has to be more than nothing.
      endLocal: readingOf(first + MINUTE),
      rrule,
      exDates: [],
      rDates: [],
      protectionMinutes: 0,
      serviceIds: [],
      environmentIds: [],
      teamIds: [],
    },
    first - 2 * DAY,
    until,
  ).map(({ local, startsAt }) => ({ local, at: startsAt }));
}

/** Why the cadence is refused, in a sentence; null when it can be kept. The first start has to be one that the rule gives. */
export function checkCadence(cadence: Cadence): string | null {
  const refused = checkRrule(cadence.rrule);
  if (refused !== null) return refused;
  const from = wallOf(cadence.startLocal);
  const near = cadenceStarts(cadence, from + 800 * DAY)[0] ?? cadenceStarts(cadence, from + LONGEST)[0];
  if (near === undefined) return 'The rule gives no day at all.';
  if (near.local === cadence.startLocal) return null;
  return `The first one, ${spoken(cadence.startLocal)}, does not fit how it repeats; the rule begins on ${spoken(near.local)}.`;
}

/** Starts of a cadence that ends, or the sentence that says why they are not listed; at most `most`. */
export function endingStarts(cadence: Cadence, most: number): readonly PlannedTimeInput[] | string {
  const parts = partsOf(cadence.rrule);
  if (cadence.rrule !== '' && typeof parts !== 'string' && !parts.has('COUNT') && !parts.has('UNTIL'))
    return 'A series ends: say after how many times, or on which day.';
  const refused = checkCadence(cadence);
  if (refused !== null) return refused;
  const starts = cadenceStarts(cadence, wallOf(cadence.startLocal) + LONGEST);
  if (starts.length > most) return `A series has at most ${most} meetings; this one has ${starts.length}.`;
  return starts.map(({ local }) => ({ local, zone: cadence.zone }));
}

const spoken = (local: string) => local.replace('T', ' ');
