import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatDateTime, formatLongDate, formatTime } from '#renderer/lib/format.ts';
import { Section } from '#renderer/ui/Page.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Booking, Occurrence } from '#shared/contract/calendar.ts';
import { bookingGlyph } from './bookingGlyph.ts';
import css from './DayPanel.module.css';
import { daysFrom, touches } from './layout.ts';

const KINDS = { allow: 'Maintenance window', deny: 'Freeze', inform: 'For information' } as const;

/** Everything that lies on one day, in words and in order. */
export function DayPanel(props: {
  readonly date: string | null;
  readonly zone: string;
  readonly occurrences: readonly Occurrence[];
  readonly bookings: readonly Booking[];
  readonly onClose: () => void;
}) {
  const { date, zone } = props;
  const days = date === null ? [] : daysFrom(date, 1, zone);
  const day = days[0];
  const windows = props.occurrences.filter((o) => touches(o, days));
  const bookings = props.bookings.filter((b) => touches(b, days));
  const span = (from: number, to: number) => {
    const starts = from < (day?.startsAt ?? 0) ? formatDateTime(from, zone) : formatTime(from, zone);
    const ends = to > (day?.endsAt ?? 0) ? formatDateTime(to, zone) : formatTime(to, zone);
    return `${starts} to ${ends}`;
  };
  return (
    <Drawer
      opened={day !== undefined}
      onClose={props.onClose}
      position="right"
      classNames={{ title: css.title ?? '' }}
      size={420}
      title={day === undefined ? '' : formatLongDate(day.startsAt, zone)}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Section title="Windows and freezes" aside={windows.length}>
        {windows.length === 0 && <p className="t2">None on this day.</p>}
        <ul className={css.list}>
          {windows
            .toSorted((a, b) => a.startsAt - b.startsAt)
            .map((o) => (
              <li key={`${o.windowId}/${o.startsAt}`}>
                <b>{o.name}</b>
                <span className="t2">
                  {KINDS[o.kind]}
                  {o.kind === 'inform' ? '' : o.hard ? ', hard rule' : ', soft rule'},{' '}
                  {span(o.startsAt, o.endsAt)}
                  {o.protectionEndsAt > o.endsAt
                    ? `, protected to ${formatTime(o.protectionEndsAt, zone)}`
                    : ''}
                </span>
              </li>
            ))}
        </ul>
      </Section>
      <Section title="Releases and changes" aside={bookings.length}>
        {bookings.length === 0 && <p className="t2">Nothing is planned on this day.</p>}
        <ul className={css.list}>
          {bookings
            .toSorted((a, b) => a.startsAt - b.startsAt)
            .map((b) => (
              <li key={b.id}>
                <Link
                  to={b.kind === 'release' ? '/release/$key' : '/change/$key'}
                  params={{ key: b.ref }}
                  onClick={props.onClose}
                >
                  <StateGlyph state={bookingGlyph(b)} /> <span className="ref">{b.ref}</span> {b.title}
                </Link>
                <span className="t2">
                  {b.state}
                  {b.tentative ? ', tentative' : ''}, {span(b.startsAt, b.endsAt)}
                </span>
              </li>
            ))}
        </ul>
      </Section>
    </Drawer>
  );
}
