import type { CalendarData, LaneKind, Layer } from '#renderer/features/calendar/calendarStore.ts';
import { type Day, touches } from '#renderer/features/calendar/layout.ts';
import type { Booking, Occurrence } from '#shared/contract/calendar.ts';

export type LaneRow = {
  /** Id of the service, team or environment; empty for what names none. */
  readonly id: string;
  readonly name: string;
  readonly bookings: readonly Booking[];
  /** Windows that hold for this lane, those for everything included. */
  readonly windows: readonly Occurrence[];
};

const FIELD = { service: 'serviceIds', team: 'teamIds', environment: 'environmentIds' } as const;
const NONE = {
  service: 'No service named',
  team: 'No team named',
  environment: 'No environment named',
} as const;

/**
 * One row per service, team or environment with its bookings and windows. A booking with several stands in each lane.
 * `empty` are those that have neither a booking nor a window of their own in these days.
 */
export function laneRowsOf(props: {
  readonly by: LaneKind;
  readonly things: readonly { readonly id: string; readonly name: string }[];
  readonly data: CalendarData;
  readonly hidden: readonly Layer[];
  readonly days: readonly Day[];
}): { readonly rows: readonly LaneRow[]; readonly empty: readonly LaneRow[] } {
  const { by, days, hidden } = props;
  const field = FIELD[by];
  const bookings = props.data.bookings.filter((b) => !hidden.includes(b.kind) && touches(b, days));
  const windows = props.data.occurrences.filter((o) => !hidden.includes(o.kind) && touches(o, days));
  const general = windows.filter((o) => o[field].length === 0);
  const idsOf = (scoped: Booking | Occurrence): readonly string[] => scoped[field];
  const all = props.things.map(({ id, name }): LaneRow & { readonly own: number } => {
    const special = windows.filter((o) => idsOf(o).includes(id));
    return {
      id,
      name,
      bookings: bookings.filter((b) => idsOf(b).includes(id)),
      windows: [...general, ...special],
      own: special.length,
    };
  });
  const known = new Set(props.things.map(({ id }) => id));
  const homeless = bookings.filter((b) => !idsOf(b).some((id) => known.has(id)));
  const rest: LaneRow = { id: '', name: NONE[by], bookings: homeless, windows: general };
  return {
    rows: [
      ...all.filter((row) => row.bookings.length > 0 || row.own > 0),
      ...(homeless.length > 0 ? [rest] : []),
    ],
    empty: all.filter((row) => row.bookings.length === 0 && row.own === 0),
  };
}
