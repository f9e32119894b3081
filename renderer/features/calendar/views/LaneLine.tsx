import { type Day, xIn } from '#renderer/features/calendar/layout.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import type { Occurrence } from '#shared/contract/calendar.ts';
import { BookingMark } from './BookingMark.tsx';
import css from './LanesView.module.css';
import type { LaneRow } from './laneRows.ts';
import { growLabels, lanesTaken, packLanes } from './lanes.ts';
import { bookingItem } from './rowItems.ts';
import { WindowBand } from './WindowBand.tsx';

const LANE_PX = 24;
const MIN_LANES = 2;
const MAX_LABEL_PX = 220;

/** One lane: its name, the windows that hold for it, its bookings at their hour. */
export function LaneLine(props: {
  readonly row: LaneRow;
  readonly days: readonly Day[];
  readonly dayPx: number;
  readonly zone: string;
  readonly now: number;
  readonly onOccurrence: (occurrence: Occurrence) => void;
}) {
  const { row, days, dayPx, zone, now } = props;
  const allowed = row.windows.filter(({ kind }) => kind === 'allow');
  const placed = packLanes(
    row.bookings.map((booking) => bookingItem(booking, MAX_LABEL_PX, allowed)),
    days,
    dayPx,
  );
  const lanes = Math.max(MIN_LANES, lanesTaken(placed));
  const share = (x: number) => `${(x / days.length) * 100}%`;
  const isNow = now >= (days[0]?.startsAt ?? 0) && now < (days.at(-1)?.endsAt ?? 0);
  return (
    <section className={css.lane} aria-label={row.name} style={{ minHeight: 8 + lanes * LANE_PX }}>
      <div className={css.name}>
        <b>{row.name}</b>
        <small>
          {row.bookings.length === 0 ? 'no bookings' : formatCount(row.bookings.length, 'booking')}
        </small>
      </div>
      <div className={css.track}>
        {row.windows.map((o) => (
          <WindowBand
            key={`${o.windowId}/${o.startsAt}`}
            occurrence={o}
            days={days}
            zone={zone}
            topPx={0}
            onOpen={props.onOccurrence}
          />
        ))}
        {days.map((day, index) => (
          <span
            key={day.date}
            data-date={day.date}
            className={classNames(
              css.day,
              [0, 6].includes(new Date(`${day.date}T00:00Z`).getUTCDay()) && css.weekend,
            )}
            style={{ left: share(index), width: share(1) }}
          />
        ))}
        {growLabels(placed, days.length, dayPx).map((one) => (
          <BookingMark
            key={one.item.key}
            booking={one.item.booking}
            placed={one}
            count={days.length}
            topPx={4 + one.lane * LANE_PX}
            zone={zone}
          />
        ))}
        {isNow && <span className={css.needle} style={{ left: share(xIn(days, now)) }} aria-hidden="true" />}
      </div>
    </section>
  );
}
