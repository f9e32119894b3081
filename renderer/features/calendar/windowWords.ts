import { formatDateTime, formatTime } from '#renderer/lib/format.ts';
import type { ClockMark, Occurrence } from '#shared/contract/calendar.ts';

const KINDS = { allow: 'Maintenance window', deny: 'Freeze', inform: 'Business event' } as const;

/** `Freeze, hard rule`; a business event rules nothing. */
export function kindWords({ kind, hard }: Pick<Occurrence, 'kind' | 'hard'>): string {
  return `${KINDS[kind]}${kind === 'inform' ? '' : hard ? ', hard rule' : ', soft rule'}`;
}

/** What stands on a freeze: name, whom it holds for, hard or soft, and its end. */
export function freezeWords(
  o: Pick<Occurrence, 'name' | 'hard' | 'endsAt' | 'environmentIds' | 'serviceIds'>,
  zone: string,
  nameOf: (id: string) => string,
): string {
  const scope = [...o.environmentIds, ...o.serviceIds].map(nameOf).filter((name) => name !== '');
  const whom = scope.length > 2 ? [...scope.slice(0, 2), `${scope.length - 2} more`] : scope;
  return [
    `Freeze: ${isolated(o.name)}`,
    ...whom,
    o.hard ? 'hard' : 'soft',
    `to ${formatDateTime(o.endsAt, zone)}`,
  ].join(', ');
}

/** A name that is written from right to left, kept from reordering the words around it. */
function isolated(name: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufefc]/.test(name) ? `\u2068${name}\u2069` : name;
}

/** What the change of clocks does to an occurrence, in words; empty when both of its ends stand on a plain hour. */
export function clockWords({ startClock, endClock }: Pick<Occurrence, 'startClock' | 'endClock'>): string {
  const words = [edgeWords('Starts', startClock), edgeWords('Ends', endClock)].filter((one) => one !== '');
  return words.join('. ');
}

/** One word for a band: `skipped hour`, `doubled hour`, or empty. */
export function clockTag({ startClock, endClock }: Pick<Occurrence, 'startClock' | 'endClock'>): string {
  const mark = startClock === 'plain' ? endClock : startClock;
  return mark === 'plain' ? '' : `${mark} hour`;
}

function edgeWords(edge: 'Starts' | 'Ends', mark: ClockMark): string {
  switch (mark) {
    case 'plain':
      return '';
    case 'skipped':
      return `${edge} in an hour that the clock skips that night`;
    case 'doubled':
      return `${edge} in an hour that the clock shows twice that night`;
  }
}

/** `22:00 to 02:00` on the day [from, until); an end on another day carries its date. */
export function spanWords(
  span: { readonly startsAt: number; readonly endsAt: number },
  day: { readonly startsAt: number; readonly endsAt: number },
  zone: string,
): string {
  const starts =
    span.startsAt < day.startsAt ? formatDateTime(span.startsAt, zone) : formatTime(span.startsAt, zone);
  if (span.endsAt === span.startsAt) return starts;
  if (span.startsAt === day.startsAt && span.endsAt === day.endsAt) return 'all day';
  return `${starts} to ${endWords(span.endsAt, day.endsAt, zone)}`;
}

/** The end of a day is its 24:00, not the next one's 00:00. */
function endWords(at: number, dayEndsAt: number, zone: string): string {
  if (at === dayEndsAt) return '24:00';
  return at > dayEndsAt ? formatDateTime(at, zone) : formatTime(at, zone);
}
