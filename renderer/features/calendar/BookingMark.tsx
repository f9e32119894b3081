import { Link } from '@tanstack/react-router';
import { formatDateTime, formatTime } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Booking } from '#shared/contract/calendar.ts';
import css from './BookingMark.module.css';
import { bookingGlyph } from './bookingGlyph.ts';
import type { Item, Placed } from './lanes.ts';

/** A release or change at its hour: a bar from start to end, and its words inside, after or before it. */
export function BookingMark(props: {
  readonly booking: Booking;
  readonly placed: Placed<Item>;
  /** Days of the row. */
  readonly count: number;
  readonly topPx: number;
  readonly zone: string;
}) {
  const { booking, placed, count } = props;
  const share = (x: number) => `${(x / count) * 100}%`;
  const glyph = bookingGlyph(booking);
  const inside = placed.label === 'inside';
  const release = booking.kind === 'release';
  const when = `${formatDateTime(booking.startsAt, props.zone)} to ${formatTime(booking.endsAt, props.zone)}`;
  return (
    <Link
      to={release ? '/release/$key' : '/change/$key'}
      params={{ key: booking.ref }}
      title={`${booking.ref} ${booking.title}, ${booking.state}, ${when}`}
      className={classNames(
        css.booking,
        release && css.release,
        glyph === 'planned' && css.tentative,
        glyph === 'done' && css.done,
        placed.cutLeft && css.cutLeft,
        placed.cutRight && css.cutRight,
      )}
      data-state={glyph}
      style={{ top: props.topPx, left: share(placed.from), width: share(placed.to - placed.from) }}
    >
      <span className={css.bar} />
      <span
        className={classNames(css.words, inside && css.inside, placed.label === 'before' && css.before)}
        style={{ maxWidth: inside ? '100%' : placed.labelPx }}
      >
        <StateGlyph state={glyph} size={12} />
        {!release && <span className="ref">{booking.ref}</span>}
        <span className={css.title}>{booking.title}</span>
        <span className="sr">
          {release ? `, release ${booking.ref}` : ''}, {booking.state}, {when}
        </span>
      </span>
    </Link>
  );
}
