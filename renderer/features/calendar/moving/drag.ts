import type { PointerEvent as ReactPointerEvent } from 'react';
import type { Booking } from '#shared/contract/calendar.ts';
import { instantAtPoint, msPerPx, readGrid, rowOf } from './grid.ts';
import { carryTo, letGo, putBack, takeHold, useMoving } from './movingStore.ts';
import { drawnTo, type Hold } from './target.ts';

/** Px that the pointer has to go before a press is a drag and no longer a click. */
const THRESHOLD_PX = 4;
const EDGE_PX = 5;
/** Bars narrower than this are only moved, not resized. */
const RESIZABLE_PX = 18;
const NEAR_WINDOW_PX = 10;
const SCROLL_ZONE_PX = 28;

/** Follows the pointer from the press on a booking until it is let go; a press that goes nowhere stays a click. Mouse, touch and pen. */
export function pressBooking(event: ReactPointerEvent<HTMLElement>, booking: Booking): void {
  if (event.button !== 0 || !event.isPrimary) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (useMoving.getState().moving !== null) return;
  const mark = event.currentTarget;
  const { pointerId, clientX: fromX, clientY: fromY } = event;
  const { zone, wholeDays, windowStarts } = useMoving.getState().ground;
  const hold = holdAt(mark, fromX, fromY);
  const rows = readGrid(zone);
  const grabbed = instantAtPoint(rows, fromX, fromY);
  if (grabbed === null) return;
  const heldAt = hold === 'end' ? booking.endsAt : booking.startsAt;
  let dragging = false;
  let point = { x: fromX, y: fromY };
  let frame = 0;

  const follow = () => {
    frame = requestAnimationFrame(follow);
    scrollNear(mark, point.y);
    carry();
  };
  const carry = () => {
    const now = readGrid(zone);
    const under = instantAtPoint(now, point.x, point.y);
    if (under === null) return;
    const target = drawnTo({
      origin: booking,
      hold,
      raw: heldAt + under - grabbed,
      wholeDays: wholeDays && hold === 'whole',
      windowStarts,
      nearMs: NEAR_WINDOW_PX * msPerPx(now),
      zone,
    });
    carryTo(target, { x: point.x - fromX, y: point.y - fromY });
  };
  const onMove = (move: PointerEvent) => {
    if (move.pointerId !== pointerId) return;
    point = { x: move.clientX, y: move.clientY };
    if (dragging || Math.hypot(point.x - fromX, point.y - fromY) < THRESHOLD_PX) return;
    dragging = true;
    document.getSelection()?.removeAllRanges();
    takeHold(booking, { hold, by: 'pointer', ...rowOf(rows, mark) });
    follow();
  };
  const onUp = (up: PointerEvent) => {
    if (up.pointerId !== pointerId) return;
    leave();
    if (!dragging) return;
    point = { x: up.clientX, y: up.clientY };
    carry();
    swallowClick();
    letGo();
  };
  const onCancel = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    leave();
    if (dragging) putBack();
  };
  const leave = () => {
    cancelAnimationFrame(frame);
    unsubscribe();
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', onCancel);
  };
  // Esc, or a way out on the card, may end it before the pointer does.
  const unsubscribe = useMoving.subscribe(({ moving }) => {
    if (!dragging || moving?.phase === 'carried') return;
    leave();
    window.addEventListener('pointerup', swallowClick, { once: true });
  });
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  window.addEventListener('pointercancel', onCancel);
}

/** Which part of its bar lies under the pointer: an end, where the bar is wide enough to tell, else the whole. */
export function holdAt(mark: HTMLElement, x: number, y: number): Hold {
  const rect = mark.querySelector('[data-bar]')?.getBoundingClientRect();
  if (rect === undefined || rect.width < RESIZABLE_PX || y < rect.top || y > rect.bottom) return 'whole';
  if (Math.abs(x - rect.right) <= EDGE_PX && mark.dataset.cutRight === undefined) return 'end';
  if (Math.abs(x - rect.left) <= EDGE_PX && mark.dataset.cutLeft === undefined) return 'start';
  return 'whole';
}

/** The click that follows a drag is none. */
function swallowClick(): void {
  const swallow = (click: MouseEvent) => {
    click.preventDefault();
    click.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}

/** Scrolls the calendar while the pointer rests at its upper or lower edge. */
function scrollNear(mark: HTMLElement, y: number): void {
  const pane = scrollPaneOf(mark);
  if (pane === null) return;
  const { top, bottom } = pane.getBoundingClientRect();
  if (y < top + SCROLL_ZONE_PX) pane.scrollTop -= 8;
  else if (y > bottom - SCROLL_ZONE_PX) pane.scrollTop += 8;
}

function scrollPaneOf(element: HTMLElement): HTMLElement | null {
  for (let pane = element.parentElement; pane !== null; pane = pane.parentElement) {
    if (pane.scrollHeight > pane.clientHeight && /auto|scroll/.test(getComputedStyle(pane).overflowY))
      return pane;
  }
  return null;
}
