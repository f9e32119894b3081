import type { CalendarData, Layer } from '#renderer/features/calendar/calendarStore.ts';
import { type Day, touches } from '#renderer/features/calendar/layout.ts';
import { freezeWords } from '#renderer/features/calendar/windowWords.ts';
import type { Booking, Occurrence } from '#shared/contract/calendar.ts';
import { DAY } from '#shared/domain/time.ts';
import { type CalendarEvent, eventsOf } from './calendarEvents.ts';
import { shortConflictWords } from './conflictWords.ts';
import type { Item } from './lanes.ts';
import { textWidth } from './measure.ts';

export type BookingItem = Item & { readonly kind: 'booking'; readonly booking: Booking };
export type PlateItem = Item & {
  readonly kind: 'plate';
  readonly text: string;
  readonly occurrence: Occurrence;
};
export type EventItem = Item & { readonly kind: 'event'; readonly event: CalendarEvent };

/** What lies over what: a window in the middle of a freeze is no open time. */
const GROUND: Readonly<Record<Occurrence['kind'], number>> = { inform: 0, allow: 1, deny: 2 };
const GLYPH_PX = 18;
const PADDING_PX = 12;

/** What one row of days shows, cut down to the layers that are on. */
export function rowItems(props: {
  readonly days: readonly Day[];
  readonly data: CalendarData;
  readonly hidden: readonly Layer[];
  readonly zone: string;
  /** Name of a service or environment, for the words on a freeze. */
  readonly nameOf: (id: string) => string;
  /** Widest label in px; longer titles end in an ellipsis and are whole in the day panel. */
  readonly maxLabelPx: number;
}) {
  const { days, zone, hidden, maxLabelPx, data } = props;
  const rowStart = days[0]?.startsAt ?? 0;
  const windows = data.occurrences
    .filter((o) => !hidden.includes(o.kind) && touches(o, days))
    .toSorted((a, b) => GROUND[a.kind] - GROUND[b.kind]);
  const allowed = windows.filter((o) => o.kind === 'allow');
  const plates = windows
    // The last hours of a freeze that began rows ago leave no room for its words; the row above has them.
    .filter((o) => o.kind === 'deny' && (o.startsAt >= rowStart || o.endsAt - rowStart >= DAY))
    .map((o): PlateItem => {
      const at = Math.max(o.startsAt, rowStart);
      const text = freezeWords(o, zone, props.nameOf);
      const labelPx = Math.min(textWidth(text, 'bold') + PADDING_PX + 10, maxLabelPx * 3);
      const key = `${o.windowId}/${o.startsAt}`;
      return { kind: 'plate', key, startsAt: at, endsAt: at, labelPx, text, occurrence: o };
    });
  const bookings = data.bookings
    .filter((b) => !hidden.includes(b.kind) && touches(b, days))
    .map((booking) => bookingItem(booking, maxLabelPx, allowed));
  const events = eventsOf(data)
    .filter((event) => !hidden.includes(event.kind) && touches(event, days))
    .map((event): EventItem => {
      const labelPx = Math.min(textWidth(event.text) + GLYPH_PX + PADDING_PX, maxLabelPx);
      // Only the start is drawn: the words say what it is.
      return {
        kind: 'event',
        key: event.key,
        startsAt: event.startsAt,
        endsAt: event.startsAt,
        labelPx,
        event,
      };
    });
  return {
    windows,
    bookings: bookings.map(({ booking }) => booking),
    releases: [...plates, ...bookings.filter((b) => b.booking.kind === 'release')],
    changes: bookings.filter((b) => b.booking.kind === 'change'),
    events,
  };
}

/** A booking with the width of its words: glyph, reference, title, open conflicts. */
export function bookingItem(
  booking: Booking,
  maxLabelPx: number,
  allowed: readonly Occurrence[] = [],
): BookingItem {
  const conflicts = shortConflictWords(booking);
  const words =
    (booking.kind === 'release'
      ? textWidth(booking.title, 'bold')
      : textWidth(booking.ref, 'mono') + 6 + textWidth(booking.title)) +
    (conflicts === '' ? 0 : textWidth(conflicts, 'bold') + GLYPH_PX + 6);
  const within = allowed.find((o) => o.startsAt <= booking.startsAt && booking.startsAt < o.endsAt);
  return {
    kind: 'booking',
    key: booking.id,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    labelPx: Math.min(words + GLYPH_PX + PADDING_PX, maxLabelPx),
    fullPx: words + GLYPH_PX + PADDING_PX,
    booking,
    ...(within === undefined ? {} : { clearOf: Math.max(within.endsAt, within.protectionEndsAt) }),
  };
}
