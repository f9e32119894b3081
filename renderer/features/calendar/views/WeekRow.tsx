import type { CalendarData, Layer } from '#renderer/features/calendar/calendarStore.ts';
import { type Day, weekNumber, xIn } from '#renderer/features/calendar/layout.ts';
import { dayKey, formatTime } from '#renderer/lib/format.ts';
import type { Occurrence } from '#shared/contract/calendar.ts';
import { BookingMark } from './BookingMark.tsx';
import { DayHead, daySummary } from './DayHead.tsx';
import { EventMark } from './EventMark.tsx';
import { FreezePlate } from './FreezePlate.tsx';
import { fitLanes, growLabels, type Item, lanesTaken, type Placed, packLanes, shareLanes } from './lanes.ts';
import { moreWords } from './moreWords.ts';
import { rowItems } from './rowItems.ts';
import css from './WeekRow.module.css';
import { WindowBand } from './WindowBand.tsx';

const HEAD_PX = 26;
const HOURS_PX = 16;
const LANE_PX = 26;
/** Marks closer together could not be hit apart (WCAG 2.5.8). */
const DENSE_LANE_PX = 24;
/** A mark is lower than its lane. */
const LOOSE_PX = 4;
const NARROW_DAY_PX = 110;

/** One week as a horizontal axis: windows and freezes behind, work and events at their hour, a button per day. */
export function WeekRow(props: {
  readonly days: readonly Day[];
  readonly dayPx: number;
  readonly heightPx: number;
  readonly data: CalendarData;
  readonly hidden: readonly Layer[];
  readonly zone: string;
  readonly now: number;
  readonly selected: string;
  /** `2027-02`: days of other months are drawn fainter; null in the week view. */
  readonly month: string | null;
  readonly nameOf: (id: string) => string;
  readonly onSelect: (date: string) => void;
  readonly onOpen: (date: string) => void;
  readonly onOccurrence: (occurrence: Occurrence) => void;
}) {
  const { days, dayPx, zone, now, hidden } = props;
  const week = props.month === null;
  const narrow = dayPx < NARROW_DAY_PX;
  const items = rowItems({ ...props, maxLabelPx: week ? 320 : 190 });
  const dense = props.heightPx < 140;
  const lanePx = dense ? DENSE_LANE_PX : LANE_PX;
  const firstPx = HEAD_PX + (dense ? 0 : 5) + (week ? HOURS_PX : 0);
  const lanes = Math.max(3, Math.floor((props.heightPx - firstPx + LOOSE_PX) / lanePx));
  const sets = {
    releases: packLanes(items.releases, days, dayPx),
    changes: packLanes(items.changes, days, dayPx),
    events: packLanes(items.events, days, dayPx),
  };
  const share = shareLanes(lanes, {
    releases: lanesTaken(sets.releases),
    changes: lanesTaken(sets.changes),
    events: lanesTaken(sets.events),
  });
  const releases = fitLanes(sets.releases, share.releases);
  const changes = fitLanes(sets.changes, share.changes);
  const events = fitLanes(sets.events, share.events);
  const top = (lane: number) => firstPx + lane * lanePx;
  // Events stand at the foot of the row, apart from the work above them.
  const eventsAt = week
    ? Math.min(lanes - share.events, share.releases + Math.max(1, lanesTaken(changes.shown)))
    : lanes - share.events;
  const loosePx = Math.min(6, Math.max(0, props.heightPx - top(lanes)));
  const left = (x: number) => `${(x / days.length) * 100}%`;
  const grown = <T extends Item>(placed: readonly Placed<T>[]) => growLabels(placed, days.length, dayPx);
  const noteOf = (index: number) =>
    items.windows
      .filter((o) => o.kind === 'inform' && Math.floor(xIn(days, o.startsAt)) === index)
      .map(({ name }) => name)
      .join(', ');
  const hiddenOn = (index: number) => [
    ...(releases.hidden.get(index) ?? []),
    ...(changes.hidden.get(index) ?? []),
    ...(events.hidden.get(index) ?? []),
  ];
  const today = days.find((day) => now >= day.startsAt && now < day.endsAt);

  return (
    <div className={css.week} style={{ minHeight: props.heightPx }}>
      <div className={css.gutter} aria-hidden="true">
        <b>W{weekNumber(days[0]?.date ?? props.selected)}</b>
        {!hidden.includes('release') && share.releases > 0 && <i style={{ top: top(0) + 3 }}>Release</i>}
        {!hidden.includes('change') && share.changes > 0 && (
          <i style={{ top: top(share.releases) + 3 }}>Change</i>
        )}
        {share.events > 0 && !(hidden.includes('meeting') && hidden.includes('train')) && (
          <i style={{ top: top(eventsAt) + loosePx + 3 }}>CAB, train</i>
        )}
      </div>
      <div className={css.days}>
        {items.windows.map((o) => (
          <WindowBand
            key={`${o.windowId}/${o.startsAt}`}
            occurrence={o}
            days={days}
            zone={zone}
            topPx={HEAD_PX}
            onOpen={props.onOccurrence}
          />
        ))}
        {days.map((day, index) => (
          <DayHead
            key={day.date}
            day={day}
            left={left(index)}
            width={left(1)}
            zone={zone}
            isToday={day === today}
            isSelected={day.date === props.selected}
            isOutside={props.month !== null && !day.date.startsWith(props.month)}
            namesMonth={day.date.endsWith('-01') && !day.date.startsWith(props.month ?? '-')}
            narrow={narrow}
            withHours={week && dayPx > 60 ? (dayPx > 130 ? [6, 12, 18] : [12]) : null}
            summary={daySummary(day, items.windows, items.bookings)}
            note={noteOf(index)}
            more={moreWords(hiddenOn(index), noteOf(index) === '' ? dayPx : dayPx / 2)}
            onSelect={() => props.onSelect(day.date)}
            onOpen={() => props.onOpen(day.date)}
          />
        ))}
        {grown(releases.shown).map((placed) =>
          placed.item.kind === 'plate' ? (
            <FreezePlate
              key={placed.item.key}
              placed={placed}
              item={placed.item}
              count={days.length}
              topPx={top(placed.lane)}
              onOpen={props.onOccurrence}
            />
          ) : (
            <BookingMark
              key={placed.item.key}
              booking={placed.item.booking}
              placed={placed}
              count={days.length}
              topPx={top(placed.lane)}
              zone={zone}
            />
          ),
        )}
        {grown(changes.shown).map((placed) => (
          <BookingMark
            key={placed.item.key}
            booking={placed.item.booking}
            placed={placed}
            count={days.length}
            topPx={top(share.releases + placed.lane)}
            zone={zone}
          />
        ))}
        {events.shown.map((placed) => (
          <EventMark
            key={placed.item.key}
            placed={placed}
            count={days.length}
            topPx={top(eventsAt + placed.lane) + loosePx}
            zone={zone}
            onOpen={(at) => props.onOpen(dayKey(at, zone))}
          />
        ))}
        {today && (
          <span className={css.needle} style={{ left: left(xIn(days, now)) }} aria-hidden="true">
            {week && <b>{formatTime(now, zone)}</b>}
          </span>
        )}
      </div>
    </div>
  );
}
