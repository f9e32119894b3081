import ICAL from 'ical.js';
import type { MeetingMark, TrainMark, WindowRule } from '#shared/contract/calendar.ts';
import { type JcalEvent, jcalEvent } from './jcal.ts';
import { windowEvents } from './write-windows.ts';
import { zoneBlock } from './zone-block.ts';

/** A planned release or change. */
export type WrittenBooking = {
  readonly kind: 'release' | 'change';
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly state: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly tentative: boolean;
};

export type WrittenCalendar = {
  readonly name: string;
  /** DTSTAMP of every event, ms UTC: when this was known. */
  readonly stamp: number;
  readonly windows: readonly WindowRule[];
  readonly bookings: readonly WrittenBooking[];
  readonly meetings: readonly MeetingMark[];
  readonly trains: readonly TrainMark[];
};

/** A continuation line begins with a space, which ical.js does not count among its 75 bytes. */
ICAL.foldLength = 74;

/** A calendar as iCalendar text (RFC 5545). The same values give the same text. */
export function writeCalendar(calendar: WrittenCalendar): string {
  const root = new ICAL.Component('vcalendar');
  root.addPropertyWithValue('version', '2.0');
  root.addPropertyWithValue('prodid', '-//Slipway//Slipway//EN');
  root.addPropertyWithValue('calscale', 'GREGORIAN');
  root.addPropertyWithValue('method', 'PUBLISH');
  root.addProperty(new ICAL.Property(['x-wr-calname', {}, 'unknown', escaped(calendar.name)]));
  // How often a program that subscribed looks again: by RFC 7986, and as Outlook knows it.
  root.addProperty(new ICAL.Property(['refresh-interval', {}, 'duration', 'PT15M']));
  root.addProperty(new ICAL.Property(['x-published-ttl', {}, 'unknown', 'PT15M']));
  const windows = windowEvents(calendar.windows, calendar.stamp);
  for (const zone of windows.zones) root.addSubcomponent(zoneBlock(zone));
  const events = [
    ...windows.events,
    ...calendar.bookings.map((one) => bookingEvent(one, calendar.stamp)),
    ...calendar.meetings.map((one) => meetingEvent(one, calendar.stamp)),
    ...calendar.trains.map((one) => trainEvent(one, calendar.stamp)),
  ];
  for (const event of events) root.addSubcomponent(new ICAL.Component(event));
  return `${root.toString()}\r\n`;
}

function bookingEvent(one: WrittenBooking, stamp: number): JcalEvent {
  return jcalEvent({
    uid: `${one.id}@slipway`,
    stamp,
    kind: one.kind,
    summary: `${one.ref} ${one.title}`,
    description: one.state,
    category: one.kind === 'release' ? 'Release' : 'Change',
    tentative: one.tentative,
    startsAt: one.startsAt,
    endsAt: one.endsAt,
  });
}

function meetingEvent(one: MeetingMark, stamp: number): JcalEvent {
  return jcalEvent({
    uid: `${one.id}@slipway`,
    stamp,
    kind: 'meeting',
    summary: `${one.ref} ${one.name}`,
    description: one.items > 0 ? `${one.items} on the agenda` : '',
    category: 'CAB meeting',
    tentative: false,
    startsAt: one.startsAt,
    endsAt: one.endsAt,
  });
}

function trainEvent(one: TrainMark, stamp: number): JcalEvent {
  return jcalEvent({
    uid: `${one.trainId}-${one.number}-${one.kind}@slipway`,
    stamp,
    kind: 'train',
    summary: `${one.label} ${one.kind}: ${one.name}`,
    description: '',
    category: 'Release train',
    tentative: false,
    startsAt: one.startsAt,
    endsAt: one.endsAt,
  });
}

/** TEXT of a property that ical.js does not know (RFC 5545 section 3.3.11). */
function escaped(text: string): string {
  return text
    .replace(/[\\,;]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .toWellFormed();
}
