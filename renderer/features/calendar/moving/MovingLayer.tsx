import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { CalendarData } from '#renderer/features/calendar/calendarStore.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { MovingBooking } from './MovingBooking.tsx';
import { putBack, setGround, useMoving } from './movingStore.ts';

const KEYS =
  'Move the focused booking: ← → 15 min, with Shift 1 h, with Ctrl a day, ↑ ↓ a week, + − its length, Enter drops, Esc puts back';

/** Everything about moving a booking that the views do not draw: what is carried, where it may go, and the card that names each conflict. */
export function MovingLayer(props: {
  readonly data: CalendarData;
  readonly zone: string;
  /** The view is carried from day to day, not from hour to hour: month. */
  readonly wholeDays: boolean;
}) {
  const { data, zone, wholeDays } = props;
  const moving = useMoving((state) => state.moving);
  const [spoken, setSpoken] = useState('');
  useEffect(
    () =>
      setGround({
        zone,
        wholeDays,
        windowStarts: data.occurrences.filter((o) => o.kind === 'allow').map((o) => o.startsAt),
      }),
    [zone, wholeDays, data.occurrences],
  );
  useEffect(() => putBack, []);
  // The key itself is heard by the booking that has the focus; here it is listed.
  useKeys('Calendar', [{ keys: 'shift+Enter', does: KEYS, run: () => {} }]);
  return (
    <>
      <p className="sr" role="status" aria-live="assertive">
        {moving === null ? '' : spoken}
      </p>
      {moving !== null &&
        createPortal(
          <MovingBooking
            key={moving.booking.id}
            moving={moving}
            bookings={data.bookings}
            zone={zone}
            onSpeak={setSpoken}
          />,
          document.body,
        )}
    </>
  );
}
