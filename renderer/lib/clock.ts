import { create } from 'zustand';

/** How far the clock that is followed is ahead of this computer's, in ms. */
let ahead = 0;

/** The one ticking clock of the window: ms UTC, moved on every full second. */
export const useClock = create<{ readonly now: number }>(() => ({ now: Date.now() }));

/** Follows the clock of another computer from now on, so that both count down to the same second. */
export function followClock(now: number): void {
  // Below a second it is the way of the message.
  if (Math.abs(now - Date.now() - ahead) < 1_000) return;
  ahead = now - Date.now();
  useClock.setState({ now });
}

function tick(): void {
  const now = Date.now() + ahead;
  useClock.setState({ now });
  setTimeout(tick, 1000 - (now % 1000));
}
tick();

// Browsers slow the timers of hidden pages; a page that is looked at again shows the right time at once.
document.addEventListener('visibilitychange', () => useClock.setState({ now: Date.now() + ahead }));

/** Now in ms UTC; the component repaints every second. */
export function useNow(): number {
  return useClock((clock) => clock.now);
}

/** Start of the current minute in ms UTC; the component repaints once a minute. */
export function useMinute(): number {
  return useClock((clock) => clock.now - (clock.now % 60_000));
}
