import { useEffect } from 'react';
import { bringIntoSight } from './grid.ts';
import { carryTo, focusBooking, letGo, putBackAndFocus, useMoving } from './movingStore.ts';
import { type Span, shiftSpan, stretchSpan } from './target.ts';

/** Keys while a booking is held or the card about it is open. They come before those of the calendar. */
export function useMovingKeys(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [active]);
}

function onKey(event: KeyboardEvent): void {
  const { moving, ground } = useMoving.getState();
  if (moving === null || event.isComposing) return;
  if (event.key === 'Escape') {
    if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
    take(event);
    putBackAndFocus();
    return;
  }
  if (moving.phase !== 'carried') return;
  if (event.key === 'Enter') {
    take(event);
    if (!event.repeat) {
      letGo();
      if (useMoving.getState().moving === null) focusBooking(moving.booking.ref);
    }
    return;
  }
  const target = stepOf(event, moving.target, ground.zone);
  if (target === null) return;
  take(event);
  carryTo(target);
  if (moving.by === 'keys') bringIntoSight(target.startsAt, ground.zone);
}

/** Where a key takes the booking: arrows a quarter of an hour, with Shift an hour, with Ctrl a day; up and down a week, plus and minus its length. */
export function stepOf(
  key: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  span: Span,
  zone: string,
): Span | null {
  const wide = key.ctrlKey || key.metaKey;
  const by = (sign: 1 | -1) => (wide ? { days: sign } : { minutes: sign * (key.shiftKey ? 60 : 15) });
  switch (key.key) {
    case 'ArrowLeft':
      return shiftSpan(span, by(-1), zone);
    case 'ArrowRight':
      return shiftSpan(span, by(1), zone);
    case 'ArrowUp':
      return shiftSpan(span, { days: -7 }, zone);
    case 'ArrowDown':
      return shiftSpan(span, { days: 7 }, zone);
    case '+':
    case '=':
      return wide ? null : stretchSpan(span, 15);
    case '-':
    case '_':
      return wide ? null : stretchSpan(span, -15);
    default:
      return null;
  }
}

function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
