import { type Day, hourMarks, touches } from '#renderer/features/calendar/layout.ts';
import { formatDate, formatLongDate } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import type { Booking, Occurrence } from '#shared/contract/calendar.ts';
import css from './DayHead.module.css';
import { clockChange } from './hours.ts';

/** Column of one day: its button, the note of an event that starts on it, what did not fit, and hour ticks where there is room. */
export function DayHead(props: {
  readonly day: Day;
  readonly left: string;
  readonly width: string;
  readonly zone: string;
  readonly isToday: boolean;
  readonly isSelected: boolean;
  readonly isOutside: boolean;
  /** Its month is named. */
  readonly namesMonth: boolean;
  /** Little room: only the figure. */
  readonly narrow: boolean;
  readonly withHours: readonly number[] | null;
  readonly summary: string;
  /** Names of business events that start here. */
  readonly note: string;
  /** Words for what did not fit: `3 more changes`; empty when everything did. */
  readonly more: string;
  readonly onSelect: () => void;
  readonly onOpen: () => void;
}) {
  const { day, zone, narrow } = props;
  const weekend = [0, 6].includes(new Date(`${day.date}T00:00Z`).getUTCDay());
  const hours = (day.endsAt - day.startsAt) / 3_600_000;
  const change = clockChange(day, zone);
  return (
    <div
      data-date={day.date}
      className={classNames(css.day, weekend && css.weekend)}
      style={{ left: props.left, width: props.width }}
    >
      <div className={css.head}>
        <button
          type="button"
          data-day={day.date}
          tabIndex={props.isSelected ? 0 : -1}
          aria-current={props.isToday ? 'date' : undefined}
          aria-label={`${formatLongDate(day.startsAt, zone)}${change === '' ? '' : `, ${change}`}${props.summary}`}
          title={change || undefined}
          className={classNames(
            css.number,
            props.isOutside && css.outside,
            props.isSelected && !props.isToday && css.selected,
          )}
          onFocus={props.onSelect}
          onClick={props.onOpen}
        >
          <b className={props.isToday ? css.today : undefined}>{Number(day.date.slice(8))}</b>
          {props.namesMonth && (
            <b>
              {(narrow ? formatDate(day.startsAt, zone) : formatLongDate(day.startsAt, zone)).split(' ')[2]}
            </b>
          )}
          {props.isToday && !narrow && props.more === '' && <small>today</small>}
          {hours !== 24 && <small>{hours} h day</small>}
        </button>
        {props.note !== '' && !props.isToday && (
          <span className={css.note} title={props.note}>
            {props.note}
          </span>
        )}
        {props.more !== '' && (
          <button type="button" className={css.more} onClick={props.onOpen}>
            {props.more}
            <span className="sr">
              {props.more.startsWith('+') && ' more'} on {formatDate(day.startsAt, zone)}
            </span>
          </button>
        )}
      </div>
      {props.withHours &&
        hourMarks(day.date, props.withHours, zone).map(({ hour, at }) => (
          <span
            key={hour}
            className={css.hour}
            style={{ left: `${((at - day.startsAt) / (day.endsAt - day.startsAt)) * 100}%` }}
            aria-hidden="true"
          >
            {String(hour).padStart(2, '0')}
          </span>
        ))}
    </div>
  );
}

/** What lies on a day, for those who do not see the bands: ": 1 maintenance window, 2 bookings". */
export function daySummary(day: Day, windows: readonly Occurrence[], bookings: readonly Booking[]): string {
  const count = (n: number, one: string, many: string) => (n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]);
  const kind = (k: Occurrence['kind']) => windows.filter((o) => o.kind === k && touches(o, [day])).length;
  const here = bookings.filter((b) => touches(b, [day]));
  const words = [
    ...count(kind('allow'), 'maintenance window', 'maintenance windows'),
    ...count(kind('deny'), 'freeze', 'freezes'),
    ...count(kind('inform'), 'business event', 'business events'),
    ...count(here.length, 'booking', 'bookings'),
    ...count(here.filter((b) => b.hard + b.soft > 0).length, 'with conflicts', 'with conflicts'),
  ];
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}
