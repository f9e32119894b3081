import type { Booking, WindowRule } from '#shared/contract/calendar.ts';
import type { ChangeId, WindowId } from '#shared/domain/ids.ts';

/** A window from Tuesday 2 February 2027 22:00 to 02:00 in Berlin, once, for everything, unless said otherwise. */
export function windowRule(fields: Partial<WindowRule> = {}): WindowRule {
  return {
    id: 'window' as WindowId,
    name: 'Release nights',
    kind: 'allow',
    hard: true,
    zone: 'Europe/Berlin',
    startLocal: '2027-02-02T22:00',
    endLocal: '2027-02-03T02:00',
    allDay: false,
    rrule: '',
    exDates: [],
    rDates: [],
    traffic: 'usual',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
    seriesId: null,
    recurrenceId: '',
    uid: '',
    source: '',
    ...fields,
  };
}

/** A scheduled change in the calendar without conflicts; instants in ms UTC. */
export function bookingFrom(
  ref: string,
  startsAt: number,
  endsAt: number,
  fields: Partial<Booking> = {},
): Booking {
  return {
    kind: 'change',
    id: ref as ChangeId,
    ref,
    title: ref,
    state: 'Scheduled',
    startsAt,
    endsAt,
    tentative: false,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
    releaseId: null,
    rides: false,
    hard: 0,
    soft: 0,
    waits: false,
    ...fields,
  };
}
