import {
  expandDateTimes,
  formatDate,
  formatDateTime,
  formatLongDate,
  formatTime,
  formatZone,
} from '#renderer/lib/format.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import { isSettled } from '#shared/domain/conflicts/records.ts';
import { minutesText } from '#shared/domain/wording.ts';
import type { Span } from './target.ts';
import type { Check } from './useCheck.ts';

/** `Tue 23 February`, with the year when it is not the year of `now`. */
export function dayWords(at: number, zone: string, now: number): string {
  const [weekday = '', day = '', month = '', year = ''] = formatLongDate(at, zone).split(' ');
  const thisYear = formatLongDate(now, zone).endsWith(year);
  return `${weekday.slice(0, 3)} ${day} ${month}${thisYear ? '' : ` ${year}`}`;
}

/** `22:00 to 23:30 CET`; an end on another day carries its date. */
export function hoursWords(span: Span, zone: string): string {
  const sameDay = formatDate(span.startsAt, zone) === formatDate(span.endsAt, zone);
  const ends = sameDay ? formatTime(span.endsAt, zone) : formatDateTime(span.endsAt, zone);
  return `${formatTime(span.startsAt, zone)} to ${ends} ${formatZone(zone, span.startsAt)}`;
}

/** `Tue 2 March, 22:00 to 23:30 CET`. */
export function spanWords(span: Span, zone: string, now: number): string {
  return `${dayWords(span.startsAt, zone, now)}, ${hoursWords(span, zone)}`;
}

/** Conflicts that nobody settled yet. */
export function openConflicts(conflicts: readonly Conflict[]): readonly Conflict[] {
  return conflicts.filter((conflict) => !isSettled(conflict));
}

/** Heading of the card about a target; `inPlace`: nothing would change. */
export function cardTitle(
  ref: string,
  check: Check | null,
  target: Span,
  inPlace: boolean,
  zone: string,
  now: number,
): string {
  const day = dayWords(target.startsAt, zone, now);
  if (inPlace) return `${ref} is where it was`;
  if (check === null) return `${day}, ${hoursWords(target, zone)}`;
  if (check.fixed !== '') return `${ref} stays where it is`;
  switch (check.asks) {
    case 'exception':
      return `Cannot be scheduled on ${day}`;
    case 'reason':
      return openConflicts(check.conflicts).length > 0
        ? `In conflict on ${day}`
        : `Moving to ${day} needs a reason`;
    case 'nothing':
      return check.conflicts.length > 0 ? `Settled on ${day}` : `Free on ${day}`;
  }
}

/** Says that a booking waits in its place for an exception, and for whom. `asker` is who asked; empty when not known. */
export function askedAheadWords(ref: string, target: Span, asker: string, zone: string): string {
  const decider = asker === '' ? 'somebody else than who asked' : `somebody else than ${asker}`;
  return `${ref} stays where it is. Its exception for ${formatDateTime(target.startsAt, zone)} waits for a decision by ${decider}.`;
}

/** What is spoken about a target: its time and every conflict by name, or why it may not move. */
export function spokenTarget(
  ref: string,
  check: Check | null,
  target: Span,
  zone: string,
  now: number,
): string {
  const when = `${ref}, ${spanWords(target, zone, now)}.`;
  if (check === null) return when;
  if (check.fixed !== '') return `${when} ${expandDateTimes(check.fixed, zone)}`;
  if (check.conflicts.length === 0)
    return `${when} No conflict.${check.asks === 'reason' ? ' Moving it needs a reason.' : ''}`;
  const named = check.conflicts.map(
    ({ ref: whose, what, minutes, sentence }) =>
      `${whose === ref ? '' : `${whose}: `}${what}, ${minutesText(minutes)}: ${expandDateTimes(sentence, zone)}`,
  );
  return `${when} ${named.join(' ')}`;
}
