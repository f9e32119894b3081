import { dayKey, formatDate, formatDateTime, formatTime, formatZone } from '#renderer/lib/format.ts';
import type { Occurrence } from '#shared/contract/calendar.ts';

type Timed = Pick<Occurrence, 'startsAt' | 'endsAt' | 'allDay' | 'zone'>;

/** `Tue 2 Feb, 22:00 to Wed 3 Feb, 02:00 CET`; whole days as `Tue 2 Feb` or `Tue 2 Feb to Thu 4 Feb, whole days`. */
export function occurrenceSpan(one: Timed, zone: string): string {
  if (one.allDay && zone === one.zone) {
    const first = formatDate(one.startsAt, zone);
    const last = formatDate(one.endsAt - 1, zone);
    return first === last ? `${first}, whole day` : `${first} to ${last}, whole days`;
  }
  const end =
    dayKey(one.startsAt, zone) === dayKey(one.endsAt, zone)
      ? formatTime(one.endsAt, zone)
      : formatDateTime(one.endsAt, zone);
  return `${formatDateTime(one.startsAt, zone)} to ${end} ${formatZone(zone, one.endsAt)}`;
}
