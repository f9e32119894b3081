import { useEffect, useRef } from 'react';
import type { CardTone } from '#renderer/features/conflicts/ConflictCard.tsx';
import { useMinute } from '#renderer/lib/clock.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { Booking } from '#shared/contract/calendar.ts';
import { MoveCard } from './MoveCard.tsx';
import css from './MovingBooking.module.css';
import type { Moving } from './movingStore.ts';
import { openConflicts, spanWords, spokenTarget } from './movingWords.ts';
import { sameSpan } from './target.ts';
import { type Check, useCheck, useNextFree } from './useCheck.ts';
import { useMovingKeys } from './useMovingKeys.ts';
import { usePlaces } from './usePlaces.ts';

/** What is carried, drawn over the calendar: the booking itself, its new time on the rows, a free time when this one is barred, and the card. */
export function MovingBooking(props: {
  readonly moving: Moving;
  readonly bookings: readonly Booking[];
  readonly zone: string;
  readonly onSpeak: (words: string) => void;
}) {
  const { moving, zone, onSpeak } = props;
  const { booking, target, phase } = moving;
  const now = useMinute();
  const { check, error, again } = useCheck(moving, zone);
  const barred = check?.asks === 'exception' && check.fixed === '' && !sameSpan(target, booking);
  const free = useNextFree(moving, barred, now);
  const chip = useRef<HTMLDivElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const places = usePlaces(moving, free.slot, zone, chip, card);
  const tone = sameSpan(target, booking) ? 'asking' : toneOf(check);
  useMovingKeys(true);

  useEffect(() => {
    if (moving.by === 'keys' && phase === 'carried') chip.current?.focus();
  }, [moving.by, phase]);
  const words = spokenTarget(booking.ref, check, target, zone, now);
  useEffect(() => {
    // A pause, so that a held arrow key does not speak every quarter of an hour.
    const wait = setTimeout(() => onSpeak(words), check === null ? 600 : 120);
    return () => clearTimeout(wait);
  }, [words, check, onSpeak]);

  const carried = phase !== 'refused';
  const at = (spot: { left: number; top: number } | null) => ({
    transform: spot === null ? 'translate(-9999px, 0)' : `translate(${spot.left}px, ${spot.top}px)`,
  });
  return (
    <div
      className={css.layer}
      data-tone={tone}
      data-carried={phase === 'carried' ? moving.by : undefined}
      data-testid="moving"
    >
      {carried &&
        places?.bars.map((bar) => (
          <span
            key={`${bar.left} ${bar.top}`}
            className={classNames(css.bar, bar.cutLeft && css.cutLeft, bar.cutRight && css.cutRight)}
            style={{ ...at(bar), width: bar.width }}
          />
        ))}
      {free.slot && (
        <span className={css.free} style={at(places?.free ?? null)}>
          Free {formatTime(free.slot.startsAt, zone)} to {formatTime(free.slot.endsAt, zone)}
        </span>
      )}
      {carried && places?.lead && (
        <span className={css.lead} style={{ ...at(places.lead), width: places.lead.width }} />
      )}
      {carried && (
        <div
          ref={chip}
          className={css.chip}
          role="application"
          tabIndex={-1}
          aria-label={`Moving ${booking.ref} ${booking.title}, ${spanWords(target, zone, now)}. Arrow keys move it, Enter drops it, Escape puts it back.`}
          style={at(places?.chip ?? null)}
        >
          <Icon name="drag" size={14} />
          {booking.kind === 'change' && <span className="ref">{booking.ref}</span>}
          <span className="cut">{booking.title}</span>
        </div>
      )}
      <div className={css.card} style={at(places?.card ?? null)} data-held={phase === 'carried'}>
        <MoveCard
          cardRef={card}
          moving={moving}
          bookings={props.bookings}
          zone={zone}
          now={now}
          tone={tone}
          check={check}
          checkError={error}
          onCheckAgain={again}
          free={free}
        />
      </div>
    </div>
  );
}

function toneOf(check: Check | null): CardTone {
  if (check === null) return 'asking';
  if (check.fixed !== '') return 'fixed';
  if (check.asks === 'exception') return 'hard';
  return openConflicts(check.conflicts).length > 0 ? 'soft' : 'free';
}
