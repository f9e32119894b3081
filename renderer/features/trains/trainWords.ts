import { formatDateTime, formatDuration, formatTimeZone } from '#renderer/lib/format.ts';
import type { GlyphState } from '#renderer/ui/StateGlyph.tsx';
import type { Departure } from '#shared/contract/trains.ts';

/** Word and shape for whether a departure takes aboard. */
export const BOARDING: Readonly<
  Record<Departure['boarding'], { readonly word: string; readonly state: GlyphState }>
> = {
  open: { word: 'Boarding', state: 'ready' },
  closed: { word: 'Boarding closed', state: 'skipped' },
  departed: { word: 'Departed', state: 'done' },
};

/** `Boarding to Fri 19 Feb, 12:00, 8 days left`, or when it ended. */
export function boardingWords(departure: Departure, zone: string, now: number): string {
  const { boarding, cutOffAt } = departure;
  const when = formatDateTime(cutOffAt, zone, now);
  return boarding === 'open'
    ? `Cut-off ${when}, ${formatDuration(cutOffAt - now)} left`
    : `Cut-off was ${when}`;
}

/** `Thu 25 Feb, 22:00 to 01:00 CET`. */
export function departureTime({ startsAt, endsAt }: Departure, zone: string, now: number): string {
  return `${formatDateTime(startsAt, zone, now)} to ${formatTimeZone(endsAt, zone)}`;
}
