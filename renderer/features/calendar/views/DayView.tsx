import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { type Day, xIn } from '#renderer/features/calendar/layout.ts';
import { clockWords, kindWords, spanWords } from '#renderer/features/calendar/windowWords.ts';
import { dayKey, formatCount, formatTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { classNames } from '#renderer/ui/classNames.ts';
import { BookingMark } from './BookingMark.tsx';
import css from './DayView.module.css';
import { EventMark } from './EventMark.tsx';
import { HourLines, HourRuler } from './HourRuler.tsx';
import { clockChange } from './hours.ts';
import { lanesTaken, packLanes } from './lanes.ts';
import { type BookingItem, rowItems } from './rowItems.ts';
import { oneLaneEach } from './timeAxis.ts';
import { usePaper } from './usePaper.ts';
import type { ViewProps } from './viewProps.ts';
import { WindowBand } from './WindowBand.tsx';

const GUTTER_PX = 96;
const LANE_PX = 26;
const MIN_WIDTH_PX = 860;
const FIRST_SHOWN = 100;
const WORDS_PX = 560;

/** One day on a ruler of hours: windows by name on top, then a line for each release and change. */
export function DayView(props: ViewProps) {
  const { zone, now, selected } = props;
  const screen = useElementSize();
  const paper = usePaper();
  const day = props.weeks[0]?.[0];
  const [all, setAll] = useState<string | null>(null);
  if (day === undefined) return null;
  const days = [day];
  const widthPx = Math.max(MIN_WIDTH_PX, paper?.width ?? screen.width) - GUTTER_PX;
  const items = rowItems({ ...props, days, maxLabelPx: WORDS_PX });
  const bookings = items.releases.filter((item): item is BookingItem => item.kind === 'booking');
  const releases = oneLaneEach(bookings, days, widthPx);
  const changes = oneLaneEach(items.changes, days, widthPx);
  const shown = all === selected ? changes : changes.slice(0, FIRST_SHOWN);
  const events = packLanes(items.events, days, widthPx);
  const change = clockChange(day, zone);
  const empty = items.windows.length + bookings.length + changes.length + events.length === 0;
  const mark = (placed: (typeof changes)[number]) => (
    <BookingMark
      key={placed.item.key}
      booking={placed.item.booking}
      placed={placed}
      count={1}
      topPx={4 + placed.lane * LANE_PX}
      zone={zone}
    />
  );

  return (
    <div className={css.scroll} ref={screen.ref}>
      <div className={css.inside} style={{ minWidth: paper ? 0 : MIN_WIDTH_PX }}>
        <div className={css.top}>
          {change !== '' && <p className={css.note}>{change}</p>}
          <span />
          <HourRuler day={day} zone={zone} widthPx={widthPx} />
        </div>
        <div className={css.body}>
          <div className={css.ground} data-date={day.date}>
            {items.windows.map((o) => (
              <WindowBand
                key={`${o.windowId}/${o.startsAt}`}
                occurrence={o}
                days={days}
                zone={zone}
                topPx={0}
                onOpen={props.onOccurrence}
              />
            ))}
            <HourLines day={day} zone={zone} />
            {now >= day.startsAt && now < day.endsAt && (
              <span className={css.needle} style={{ left: `${xIn(days, now) * 100}%` }} aria-hidden="true">
                <b>{formatTime(now, zone)}</b>
              </span>
            )}
          </div>
          <Lanes name="Windows" count={items.windows.length}>
            {items.windows
              .toSorted((a, b) => a.startsAt - b.startsAt)
              .map((o, lane) => (
                <button
                  key={`${o.windowId}/${o.startsAt}`}
                  type="button"
                  className={classNames(css.window, css[o.kind])}
                  style={{ top: 4 + lane * LANE_PX, ...windowPlace(days, o.startsAt, widthPx) }}
                  onClick={() => props.onOccurrence(o)}
                >
                  <b>{o.name}</b>{' '}
                  {[kindWords(o), spanWords(o, day, zone), clockWords(o)].filter((w) => w !== '').join(', ')}
                </button>
              ))}
          </Lanes>
          <Lanes name="Release" count={releases.length}>
            {releases.map(mark)}
          </Lanes>
          <Lanes name="Change" count={shown.length}>
            {shown.map(mark)}
          </Lanes>
          {shown.length < changes.length && (
            <p className={css.rest}>
              <Button size="small" onClick={() => setAll(selected)}>
                Show {formatCount(changes.length - shown.length, 'more change')}
              </Button>
            </p>
          )}
          <Lanes name="CAB, train" count={lanesTaken(events)}>
            {events.map((placed) => (
              <EventMark
                key={placed.item.key}
                placed={placed}
                count={1}
                topPx={4 + placed.lane * LANE_PX}
                zone={zone}
                onOpen={(at) => props.onOpen(dayKey(at, zone))}
              />
            ))}
          </Lanes>
          {empty && <p className={css.rest}>Nothing is planned on this day, and no window lies on it.</p>}
        </div>
      </div>
    </div>
  );
}

/** A group of lines with its name at the left; one empty line when there is nothing in it. */
function Lanes(props: { readonly name: string; readonly count: number; readonly children: ReactNode }) {
  return (
    <section
      className={css.lanes}
      aria-label={props.name}
      style={{ minHeight: 8 + Math.max(1, props.count) * LANE_PX }}
    >
      <span className={css.gutter} aria-hidden="true">
        {props.name}
      </span>
      <div className={css.track}>{props.children}</div>
    </section>
  );
}

/** Words of a window start with it, or end at the right edge when it starts late in the day. */
function windowPlace(days: readonly Day[], startsAt: number, widthPx: number) {
  const x = xIn(days, startsAt);
  return (1 - x) * widthPx > WORDS_PX * 0.75
    ? { left: `${x * 100}%`, maxWidth: `${(1 - x) * 100}%` }
    : { right: 0, maxWidth: '100%' };
}
