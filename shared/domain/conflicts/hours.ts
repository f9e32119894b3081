import type { WorkingHours } from '#shared/contract/people.ts';
import { type Span, union } from '#shared/domain/calendar/spans.ts';
import { DAY, planTime } from '#shared/domain/time.ts';
import type { Availability } from './facts.ts';

const HOUR = DAY / 24;
/** The clock readings of a shift stay what they are, and asking a zone is slow. */
const shifts = new Map<string, Span>();
const MOST_SHIFTS = 50_000;

/** When somebody works or is on recorded duty between two instants, sorted and joined; all of it when nothing is checked. */
export function workingSpans({ hours, zone, times }: Availability, span: Span): Span[] {
  if (hours === null) return [span];
  const duties = times.flatMap(({ kind, start, end }) =>
    kind === 'duty' ? [{ startsAt: start.at, endsAt: end.at }] : [],
  );
  return union([...shiftsIn(hours, zone, span), ...duties]);
}

/** When somebody is recorded as away, sorted and joined. */
export function absentSpans({ times }: Pick<Availability, 'times'>): Span[] {
  return union(
    times.flatMap(({ kind, start, end }) =>
      kind === 'absence' ? [{ startsAt: start.at, endsAt: end.at }] : [],
    ),
  );
}

/** Shifts that may touch the span, by start. Zones lie within 14 hours of UTC and a shift ends a day after its date at the latest. */
export function shiftsIn(hours: WorkingHours, zone: string, { startsAt, endsAt }: Span): Span[] {
  const found: Span[] = [];
  const last = Math.floor((endsAt + 14 * HOUR) / DAY);
  for (let day = Math.floor((startsAt - 60 * HOUR) / DAY); day <= last; day++) {
    if (hours.days.includes(isoWeekday(day))) found.push(shiftOn(day, hours, zone));
  }
  return found;
}

/** One shift; an end that is not after the start is read on the next day, so 22:00 to 06:00 is a night. */
function shiftOn(day: number, { from, until }: WorkingHours, zone: string): Span {
  const key = `${day} ${from} ${until} ${zone}`;
  const known = shifts.get(key);
  if (known !== undefined) return known;
  const endDay = until > from ? day : day + 1;
  const shift = {
    startsAt: planTime({ local: `${dateOf(day)}T${from}`, zone }).at,
    endsAt: planTime({ local: `${dateOf(endDay)}T${until}`, zone }).at,
  };
  if (shifts.size >= MOST_SHIFTS) shifts.clear();
  shifts.set(key, shift);
  return shift;
}

/** 1 = Monday; days count from 1970-01-01, a Thursday. */
const isoWeekday = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1;
const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
