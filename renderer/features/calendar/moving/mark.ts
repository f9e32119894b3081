import type { KeyboardEvent, PointerEvent } from 'react';
import type { Booking } from '#shared/contract/calendar.ts';
import { holdAt } from './drag.ts';
import { readGrid, rowOf } from './grid.ts';
import { takeHold, useMoving } from './movingStore.ts';

/** Shows by the pointer what a press here would take hold of. */
export function showHold({ currentTarget: mark, clientX, clientY }: PointerEvent<HTMLElement>): void {
  const edge = holdAt(mark, clientX, clientY) !== 'whole';
  if ((mark.dataset.hold === 'edge') === edge) return;
  if (edge) mark.dataset.hold = 'edge';
  else delete mark.dataset.hold;
}

/** Shift with Enter takes hold of the booking that has the focus; the arrow keys carry it from there. */
export function holdMark(event: KeyboardEvent<HTMLElement>, booking: Booking): void {
  if (event.key !== 'Enter' || !event.shiftKey || event.repeat) return;
  event.preventDefault();
  const { moving, ground } = useMoving.getState();
  if (moving !== null) return;
  takeHold(booking, { hold: 'whole', by: 'keys', ...rowOf(readGrid(ground.zone), event.currentTarget) });
}
