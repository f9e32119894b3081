import { create } from 'zustand';
import type { Booking } from '#shared/contract/calendar.ts';
import { bringIntoSight } from './grid.ts';
import { type Hold, type Span, sameSpan } from './target.ts';

/** A booking on its way to another time. */
export type Moving = {
  readonly booking: Booking;
  readonly target: Span;
  readonly hold: Hold;
  readonly by: 'pointer' | 'keys';
  /** carried = still held; dropped = let go, the card asks what is still needed; refused = back in its place, the card says why. */
  readonly phase: 'carried' | 'dropped' | 'refused';
  /** Row of the grid it was taken from, and px from that row's top to its mark. */
  readonly row: number;
  readonly offsetPx: number;
  /** How far the pointer has gone since it took hold, in px. */
  readonly travel: { readonly x: number; readonly y: number } | null;
};

/** What moving needs to know of the calendar on screen. */
export type Ground = {
  readonly zone: string;
  /** Days too narrow for hours: a booking is carried from day to day. */
  readonly wholeDays: boolean;
  /** Starts of the maintenance windows on screen (ms UTC). */
  readonly windowStarts: readonly number[];
};

export const useMoving = create<{ readonly moving: Moving | null; readonly ground: Ground }>(() => ({
  moving: null,
  ground: { zone: 'UTC', wholeDays: false, windowStarts: [] },
}));

export function setGround(ground: Ground): void {
  useMoving.setState({ ground });
}

/** Takes hold of a booking. */
export function takeHold(
  booking: Booking,
  how: Pick<Moving, 'hold' | 'by' | 'row' | 'offsetPx'>,
  target: Span = booking,
): void {
  const { startsAt, endsAt } = target;
  useMoving.setState({
    moving: { booking, ...how, target: { startsAt, endsAt }, phase: 'carried', travel: null },
  });
}

/** Carries what is held to another time; nothing happens when nothing is held. */
export function carryTo(target: Span, travel: Moving['travel'] = null): void {
  const { moving } = useMoving.getState();
  if (moving?.phase !== 'carried') return;
  useMoving.setState({
    moving: { ...moving, target: sameSpan(moving.target, target) ? moving.target : target, travel },
  });
}

/** Lets go. Where it came from, that is putting it back. */
export function letGo(): void {
  const { moving } = useMoving.getState();
  if (moving?.phase !== 'carried') return;
  if (sameSpan(moving.target, moving.booking)) putBack();
  else useMoving.setState({ moving: { ...moving, phase: 'dropped', travel: null } });
}

/** The move was refused: the booking is in its place again, the card stays. */
export function refuse(): void {
  const { moving } = useMoving.getState();
  if (moving !== null) useMoving.setState({ moving: { ...moving, phase: 'refused', travel: null } });
}

/** Ends the moving; the booking is where the store says it is. */
export function putBack(): void {
  useMoving.setState({ moving: null });
}

/** Gives the focus to the mark of a booking, once it is drawn: the page may be turning to it. */
export function focusBooking(ref: string, frames = 60): void {
  requestAnimationFrame(() => {
    const mark = document.querySelector<HTMLElement>(`a[data-booking="${ref}"]`);
    if (mark !== null) mark.focus();
    else if (frames > 0) focusBooking(ref, frames - 1);
  });
}

/** Puts it back and gives its mark the focus. */
export function putBackAndFocus(): void {
  const { moving, ground } = useMoving.getState();
  putBack();
  if (moving === null) return;
  bringIntoSight(moving.booking.startsAt, ground.zone);
  focusBooking(moving.booking.ref);
}

/** Asks the same of another time, after letting go. */
export function retarget({ startsAt, endsAt }: Span): void {
  const { moving } = useMoving.getState();
  if (moving === null) return;
  useMoving.setState({ moving: { ...moving, target: { startsAt, endsAt }, phase: 'dropped', travel: null } });
}

/** Lets go of another booking instead, at another time. */
export function moveInstead(booking: Booking, target: Span): void {
  const { moving } = useMoving.getState();
  if (moving === null) return;
  takeHold(booking, { hold: 'whole', by: moving.by, row: moving.row, offsetPx: moving.offsetPx }, target);
  letGo();
}
