import { useEffect } from 'react';
import { bringIntoSight } from './grid.ts';
import { carryTo, focusBooking, letGo, putBackAndFocus, useMoving } from './movingStore.ts';
import { stepOf } from './stepOf.ts';

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

function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
