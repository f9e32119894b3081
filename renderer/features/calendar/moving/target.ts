import { Temporal } from 'temporal-polyfill';
import { DAY, MINUTE, type PlannedTimeInput, planTime, planTimeAt } from '#shared/domain/time.ts';

/** Planned time, half-open [startsAt, endsAt) in ms UTC. */
export type Span = { readonly startsAt: number; readonly endsAt: number };

/** Which part of a booking is held: all of it, or one of its ends. */
export type Hold = 'whole' | 'start' | 'end';

/** What a drag snaps to, and the shortest a booking can be made by hand. */
export const STEP = 15 * MINUTE;
/** Longest time that `calendar.move` takes. */
const LONGEST = 44_640 * MINUTE;

/** The span some days on the wall clock of the zone and some minutes of real time later; as long as before. */
export function shiftSpan(
  span: Span,
  by: { readonly days?: number; readonly minutes?: number },
  zone: string,
): Span {
  const startsAt = Temporal.Instant.fromEpochMilliseconds(span.startsAt)
    .toZonedDateTimeISO(zone)
    .add({ days: by.days ?? 0 })
    .add({ minutes: by.minutes ?? 0 }).epochMilliseconds;
  return { startsAt, endsAt: startsAt + span.endsAt - span.startsAt };
}

/** The span with another end, a quarter of an hour at least and 31 days at most. */
export function stretchSpan(span: Span, minutes: number): Span {
  const length = Math.max(STEP, Math.min(span.endsAt - span.startsAt + minutes * MINUTE, LONGEST));
  return { ...span, endsAt: span.startsAt + length };
}

/**
 * Where a booking stands when its held part is drawn to `raw` (ms UTC). Times snap to quarters of an hour. With
 * `wholeDays` it keeps its time of day, unless `raw` lies nearer to a window's start, within `nearMs` of it.
 */
export function drawnTo(props: {
  readonly origin: Span;
  readonly hold: Hold;
  readonly raw: number;
  readonly wholeDays: boolean;
  readonly windowStarts: readonly number[];
  readonly nearMs: number;
  readonly zone: string;
}): Span {
  const { origin, hold, raw } = props;
  const quarter = Math.round(raw / STEP) * STEP;
  switch (hold) {
    case 'end':
      return stretchSpan(origin, (quarter - origin.endsAt) / MINUTE);
    case 'start': {
      const length = Math.max(STEP, Math.min(origin.endsAt - quarter, LONGEST));
      return { ...origin, startsAt: origin.endsAt - length };
    }
    case 'whole': {
      const length = origin.endsAt - origin.startsAt;
      if (!props.wholeDays) return { startsAt: quarter, endsAt: quarter + length };
      const kept = shiftSpan(origin, { days: Math.round((raw - origin.startsAt) / DAY) }, props.zone);
      const window = nearest(props.windowStarts, raw);
      const closer =
        window !== null &&
        Math.abs(window - raw) <= props.nearMs &&
        Math.abs(window - raw) < Math.abs(kept.startsAt - raw);
      return closer ? { startsAt: window, endsAt: window + length } : kept;
    }
  }
}

/**
 * An instant (ms UTC) as a plan that is sent: on the clock of the zone, or in UTC where that clock would give another
 * instant back (second pass of a doubled hour).
 */
export function planInput(at: number, zone: string): PlannedTimeInput {
  const { local } = planTimeAt(at, zone);
  if (planTime({ local, zone }).at === Math.floor(at / MINUTE) * MINUTE) return { local, zone };
  return { local: planTimeAt(at, 'UTC').local, zone: 'UTC' };
}

export function minutesOf({ startsAt, endsAt }: Span): number {
  return Math.max(1, Math.round((endsAt - startsAt) / MINUTE));
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.startsAt === b.startsAt && a.endsAt === b.endsAt;
}

function nearest(times: readonly number[], to: number): number | null {
  let best: number | null = null;
  for (const time of times) {
    if (best === null || Math.abs(time - to) < Math.abs(best - to)) best = time;
  }
  return best;
}
