import { formatDate, formatTime } from '#renderer/lib/format.ts';
import type { Booking, Occurrence } from '#shared/contract/calendar.ts';
import { BookingMark } from './BookingMark.tsx';
import type { Layer } from './calendarStore.ts';
import { DayHead, daySummary } from './DayHead.tsx';
import { fitLanes, growLabels, packLanes } from './lanes.ts';
import { type Day, weekNumber, xIn } from './layout.ts';
import { rowItems } from './rowItems.ts';
import css from './WeekRow.module.css';
import { WindowBand } from './WindowBand.tsx';

const HEAD_PX = 28;
const LANE_PX = 24;

/** One week as a horizontal axis: windows and freezes behind, releases and changes at their hour, a button per day. */
export function WeekRow(props: {
  readonly days: readonly Day[];
  readonly dayPx: number;
  readonly heightPx: number;
  readonly occurrences: readonly Occurrence[];
  readonly bookings: readonly Booking[];
  readonly hidden: readonly Layer[];
  readonly zone: string;
  readonly now: number;
  readonly selected: string;
  /** First row of the picture. */
  readonly isFirst: boolean;
  /** `2027-02`: days of other months are drawn fainter; null in the week view. */
  readonly month: string | null;
  readonly onSelect: (date: string) => void;
  readonly onOpen: (date: string) => void;
}) {
  const { days, dayPx, zone, now } = props;
  const week = props.month === null;
  const headPx = week ? HEAD_PX + 20 : HEAD_PX;
  const items = rowItems({ ...props, maxLabelPx: week ? 280 : 190 });
  const lanes = Math.max(2, Math.floor((props.heightPx - headPx - 4) / LANE_PX));
  const releases = packLanes(items.releases, days, dayPx);
  const releaseLanes = Math.min(
    Math.max(1, ...releases.map((p) => p.lane + 1)),
    items.changes.length === 0 ? lanes : Math.ceil(lanes / 2),
  );
  const above = fitLanes(releases, releaseLanes);
  const below = fitLanes(packLanes(items.changes, days, dayPx), lanes - releaseLanes);
  const top = (lane: number) => headPx + lane * LANE_PX;
  const left = (x: number) => `${(x / days.length) * 100}%`;
  const today = days.find((day) => now >= day.startsAt && now < day.endsAt);

  return (
    <div className={css.week} style={{ minHeight: props.heightPx }}>
      <div className={css.gutter} aria-hidden="true">
        <b>W{weekNumber(days[0]?.date ?? props.selected)}</b>
        {items.releases.length > 0 && <i style={{ top: top(0) + 3 }}>Release</i>}
        {items.changes.length > 0 && <i style={{ top: top(releaseLanes) + 3 }}>Change</i>}
      </div>
      <div className={css.days}>
        {items.windows.map((o) => (
          <WindowBand
            key={`${o.windowId}/${o.startsAt}`}
            occurrence={o}
            days={days}
            zone={zone}
            topPx={headPx}
          />
        ))}
        {days.map((day, index) => (
          <DayHead
            key={day.date}
            day={day}
            left={left(index)}
            width={left(1)}
            zone={zone}
            isFirst={props.isFirst && index === 0}
            isToday={day === today}
            isSelected={day.date === props.selected}
            isOutside={props.month !== null && !day.date.startsWith(props.month)}
            withHours={week && dayPx > 60 ? (dayPx > 130 ? [6, 12, 18] : [12]) : null}
            summary={daySummary(day, items.windows, props.bookings)}
            note={
              items.windows.find((o) => o.kind === 'inform' && Math.floor(xIn(days, o.startsAt)) === index)
                ?.name
            }
            onSelect={() => props.onSelect(day.date)}
            onOpen={() => props.onOpen(day.date)}
          />
        ))}
        {[...growLabels(above.shown, days.length, dayPx), ...growLabels(below.shown, days.length, dayPx)].map(
          (placed) => {
            const lane =
              placed.lane +
              (placed.item.kind === 'booking' && placed.item.booking.kind === 'change' ? releaseLanes : 0);
            return placed.item.kind === 'plate' ? (
              <span
                key={placed.item.key}
                className={css.plate}
                title={placed.item.text}
                style={{
                  top: top(lane),
                  maxWidth: placed.labelPx,
                  ...(placed.label === 'before'
                    ? { right: left(days.length - placed.from) }
                    : { left: `calc(${left(placed.from)} + 8px)` }),
                }}
              >
                {placed.item.text}
              </span>
            ) : (
              <BookingMark
                key={placed.item.key}
                booking={placed.item.booking}
                placed={placed}
                count={days.length}
                topPx={top(lane)}
                zone={zone}
              />
            );
          },
        )}
        {[...new Set([...above.hidden.keys(), ...below.hidden.keys()])].map((index) => {
          const day = days[index];
          if (day === undefined) return null;
          const count = (above.hidden.get(index) ?? 0) + (below.hidden.get(index) ?? 0);
          return (
            <button
              key={day.date}
              type="button"
              className={css.more}
              style={{ top: top(lanes - 1), left: `calc(${left(index)} + 6px)` }}
              onClick={() => props.onOpen(day.date)}
            >
              +{count} more<span className="sr"> on {formatDate(day.startsAt, zone)}</span>
            </button>
          );
        })}
        {today && (
          <span className={css.needle} style={{ left: left(xIn(days, now)) }} aria-hidden="true">
            {week && <b>{formatTime(now, zone)}</b>}
          </span>
        )}
      </div>
    </div>
  );
}
