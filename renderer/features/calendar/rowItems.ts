import { formatDateTime } from '#renderer/lib/format.ts';
import type { Booking, Occurrence } from '#shared/contract/calendar.ts';
import type { Layer } from './calendarStore.ts';
import type { Item } from './lanes.ts';
import { type Day, touches } from './layout.ts';
import { textWidth } from './measure.ts';

export type BookingItem = Item & { readonly kind: 'booking'; readonly booking: Booking };
export type PlateItem = Item & { readonly kind: 'plate'; readonly text: string; readonly hard: boolean };

const GLYPH_PX = 18;

/** What one row of days shows, cut down to the layers that are on. */
export function rowItems(props: {
  readonly days: readonly Day[];
  readonly occurrences: readonly Occurrence[];
  readonly bookings: readonly Booking[];
  readonly hidden: readonly Layer[];
  readonly zone: string;
  /** Widest label in px; longer titles end in an ellipsis and are whole in the day panel. */
  readonly maxLabelPx: number;
}) {
  const { days, zone, hidden, maxLabelPx } = props;
  const rowStart = days[0]?.startsAt ?? 0;
  const here = props.occurrences.filter((o) => !hidden.includes(o.kind) && touches(o, days));
  const plates = here
    .filter((o) => o.kind === 'deny')
    .map((o): PlateItem => {
      const at = Math.max(o.startsAt, rowStart);
      const text = `Freeze: ${o.name}, ${o.hard ? 'hard' : 'soft'}, to ${formatDateTime(o.endsAt, zone)}`;
      const labelPx = Math.min(textWidth(text, 'bold') + 14, maxLabelPx * 2);
      return {
        kind: 'plate',
        key: `${o.windowId}/${o.startsAt}`,
        startsAt: at,
        endsAt: at,
        labelPx,
        text,
        hard: o.hard,
      };
    });
  const bookings = props.bookings
    .filter((b) => !hidden.includes(b.kind) && touches(b, days))
    .map((booking): BookingItem => {
      const words =
        booking.kind === 'release'
          ? textWidth(booking.title, 'bold')
          : textWidth(booking.ref, 'mono') + 6 + textWidth(booking.title);
      return {
        kind: 'booking',
        key: booking.id,
        startsAt: booking.startsAt,
        endsAt: booking.endsAt,
        labelPx: Math.min(words + GLYPH_PX + 12, maxLabelPx),
        fullPx: words + GLYPH_PX + 12,
        booking,
      };
    });
  return {
    windows: here,
    releases: [...plates, ...bookings.filter((b) => b.booking.kind === 'release')],
    changes: bookings.filter((b) => b.booking.kind === 'change'),
  };
}
