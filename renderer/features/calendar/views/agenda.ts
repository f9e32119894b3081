import type { CalendarData, Layer } from '#renderer/features/calendar/calendarStore.ts';
import { type Day, touches } from '#renderer/features/calendar/layout.ts';
import type { Booking, Occurrence } from '#shared/contract/calendar.ts';
import { type CalendarEvent, eventsOf } from './calendarEvents.ts';

/** One line of a day: a window, a meeting or train time, or a release or change. */
export type AgendaEntry =
  | { readonly kind: 'window'; readonly key: string; readonly occurrence: Occurrence }
  | { readonly kind: 'event'; readonly key: string; readonly event: CalendarEvent }
  | { readonly kind: 'booking'; readonly key: string; readonly booking: Booking };
export type AgendaDay = { readonly day: Day; readonly entries: readonly AgendaEntry[] };

/** Everything of the layers that are on, day by day in order of time; what goes on for days is listed on each. */
export function agendaOf(
  days: readonly Day[],
  data: CalendarData,
  hidden: readonly Layer[],
): readonly AgendaDay[] {
  const entries = entriesOf(data, hidden);
  return days.map((day) => ({
    day,
    entries: entries.filter(({ span }) => touches(span, [day])).map(({ entry }) => entry),
  }));
}

function entriesOf(data: CalendarData, hidden: readonly Layer[]) {
  const on = (layer: Layer) => !hidden.includes(layer);
  const all: readonly { readonly span: Span; readonly rank: number; readonly entry: AgendaEntry }[] = [
    ...data.occurrences
      .filter(({ kind }) => on(kind))
      .map((o) => ({
        span: o,
        rank: 0,
        entry: { kind: 'window' as const, key: `${o.windowId} ${o.startsAt}`, occurrence: o },
      })),
    ...eventsOf(data)
      .filter(({ kind }) => on(kind))
      .map((event) => ({ span: event, rank: 1, entry: { kind: 'event' as const, key: event.key, event } })),
    ...data.bookings
      .filter(({ kind }) => on(kind))
      .map((booking) => ({
        span: booking,
        rank: booking.kind === 'release' ? 2 : 3,
        entry: { kind: 'booking' as const, key: booking.id, booking },
      })),
  ];
  return all.toSorted((a, b) => a.span.startsAt - b.span.startsAt || a.rank - b.rank);
}

type Span = { readonly startsAt: number; readonly endsAt: number };
