import { create } from 'zustand';

/** The one ticking clock of the window: ms UTC, moved on every full second. */
export const useClock = create<{ readonly now: number }>(() => ({ now: Date.now() }));

function tick(): void {
  const now = Date.now();
  useClock.setState({ now });
  setTimeout(tick, 1000 - (now % 1000));
}
tick();

// Browsers slow the timers of hidden pages; a page that is looked at again shows the right time at once.
document.addEventListener('visibilitychange', () => useClock.setState({ now: Date.now() }));

/** Now in ms UTC; the component repaints every second. */
export function useNow(): number {
  return useClock((clock) => clock.now);
}

/** Start of the current minute in ms UTC; the component repaints once a minute. */
export function useMinute(): number {
  return useClock((clock) => clock.now - (clock.now % 60_000));
}
