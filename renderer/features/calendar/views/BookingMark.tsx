import { Link } from '@tanstack/react-router';
import { pressBooking } from '#renderer/features/calendar/moving/drag.ts';
import { isMovable } from '#renderer/features/calendar/moving/isMovable.ts';
import { holdMark, showHold } from '#renderer/features/calendar/moving/mark.ts';
import { useMoving } from '#renderer/features/calendar/moving/movingStore.ts';
import { formatDateTime, formatTime } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Booking } from '#shared/contract/calendar.ts';
import css from './BookingMark.module.css';
import { bookingGlyph } from './bookingGlyph.ts';
import { conflictEdge, conflictWords, shortConflictWords } from './conflictWords.ts';
import type { Item, Placed } from './lanes.ts';

/** A release or change at its hour: a bar from start to end, and its words inside, after or before it. It can be dragged, and moved by keys. */
export function BookingMark(props: {
  readonly booking: Booking;
  readonly placed: Placed<Item>;
  /** Days of the row. */
  readonly count: number;
  readonly topPx: number;
  readonly zone: string;
}) {
  const { booking, placed, count } = props;
  const away = useMoving(({ moving }) => moving?.booking.id === booking.id && moving.phase !== 'refused');
  const share = (x: number) => `${(x / count) * 100}%`;
  const glyph = bookingGlyph(booking);
  const conflicts = conflictWords(booking);
  const inside = placed.label === 'inside';
  const before = placed.label === 'before';
  const release = booking.kind === 'release';
  const when = `${formatDateTime(booking.startsAt, props.zone)} to ${formatTime(booking.endsAt, props.zone)}`;
  const isCut = placed.labelPx < (placed.item.fullPx ?? 0);
  const movable = isMovable(booking);
  return (
    <Link
      to={release ? '/release/$key' : '/change/$key'}
      params={{ key: booking.ref }}
      title={`${booking.ref} ${booking.title}, ${booking.state}, ${when}${conflicts === '' ? '' : `, ${conflicts}`}`}
      className={classNames(
        css.booking,
        release && css.release,
        glyph === 'planned' && css.tentative,
        glyph === 'done' && css.done,
        placed.cutLeft && css.cutLeft,
        placed.cutRight && css.cutRight,
        movable && css.movable,
        away && css.away,
      )}
      data-state={glyph}
      data-edge={conflictEdge(booking) ?? undefined}
      data-booking={booking.ref}
      data-cut-left={placed.cutLeft || undefined}
      data-cut-right={placed.cutRight || undefined}
      aria-keyshortcuts={movable ? 'Shift+Enter' : undefined}
      draggable={false}
      style={{ top: props.topPx, left: share(placed.from), width: share(placed.to - placed.from) }}
      onPointerDown={(event) => pressBooking(event, booking)}
      onPointerMove={showHold}
      onKeyDown={(event) => holdMark(event, booking)}
    >
      <span className={css.bar} data-bar="" />
      <span
        className={classNames(css.words, inside && css.inside, before && css.before)}
        style={{
          maxWidth: away ? 'none' : inside ? '100%' : placed.labelPx,
          ...(placed.shiftPx > 0 ? { marginLeft: 3 + placed.shiftPx } : {}),
        }}
      >
        <StateGlyph state={glyph} size={12} />
        {!release && <span className="ref">{booking.ref}</span>}
        <span className={css.title} dir="auto">
          {booking.title}
          {away && ', moved from here'}
        </span>
        {conflicts !== '' && !away && <b className={css.conflicts}>{shortConflictWords(booking, isCut)}</b>}
        <span className="sr">
          {release ? `, release ${booking.ref}` : ''}, {booking.state}, {when}
        </span>
      </span>
    </Link>
  );
}
