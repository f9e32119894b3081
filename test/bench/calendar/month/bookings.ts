import type { Booking } from '#shared/contract/calendar.ts';
import { newId } from '#shared/domain/ids.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';

export const ZONE = 'UTC';
/** A month of five rows. */
export const DATE = '2027-04-14';

/** So many bookings over the days that the month view of {@link DATE} shows; most last some hours, one in ten some days. */
export function bookingsOf(count: number): readonly Booking[] {
  const first = Date.parse('2027-03-29T00:00:00Z');
  return Array.from({ length: count }, (_, at) => {
    const startsAt = first + ((at * 35 * DAY) / count - (((at * 35 * DAY) / count) % (15 * MINUTE)));
    const long = at % 10 === 0;
    return {
      kind: long ? 'release' : 'change',
      id: newId<Booking['id'] & string>() as Booking['id'],
      ref: `${long ? 'REL' : 'CHG'}-A${at + 1}`,
      title: `Rotate the keys of service ${at % 12}`,
      state: 'Scheduled',
      startsAt,
      endsAt: Math.min(startsAt + (long ? 2 * DAY : (1 + (at % 4)) * 60 * MINUTE), first + 35 * DAY),
      tentative: at % 3 === 0,
      serviceIds: [],
      environmentIds: [],
      teamIds: [],
      releaseId: null,
      rides: false,
      hard: 0,
      soft: 0,
      waits: false,
    };
  });
}
