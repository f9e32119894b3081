import type { RefObject } from 'react';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { selectDay, showView, turnPage, useCalendar } from './calendarStore.ts';
import { moveDate } from './layout.ts';
import { VIEWS } from './period.ts';

/** The keys of the calendar. Arrows walk the days; in the day view and the agenda up and down walk what is on them. */
export function useCalendarKeys(props: {
  readonly selected: string;
  /** Holds the drawn view; the focus follows the selected day inside it. */
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly onOpen: (date: string) => void;
  readonly onClock: () => void;
  readonly onNextConflict: () => void;
}): void {
  const { selected, grid } = props;
  const { view } = useCalendar();
  const listed = view === 'day' || view === 'agenda';

  const move = (days: number) => {
    const hadFocus = grid.current?.contains(document.activeElement) ?? false;
    const target = moveDate(selected, { days });
    selectDay(target);
    if (!hadFocus) return;
    // The new day's button exists only after the page has drawn it.
    requestAnimationFrame(() =>
      grid.current?.querySelector<HTMLButtonElement>(`[data-day="${target}"]`)?.focus(),
    );
  };
  const walk = (by: 1 | -1) => {
    const marks = [
      ...(grid.current?.querySelectorAll<HTMLElement>('a[data-booking], button[data-line]') ?? []),
    ];
    const at = marks.indexOf(document.activeElement as HTMLElement);
    marks[Math.max(0, Math.min(at + by, marks.length - 1))]?.focus();
  };

  useKeys('Calendar', [
    { keys: 'ArrowLeft', does: 'The day before', run: () => move(-1) },
    { keys: 'ArrowRight', does: 'The day after', run: () => move(1) },
    {
      keys: 'ArrowUp',
      does: listed ? 'The entry before' : 'A week back',
      run: () => (listed ? walk(-1) : move(-7)),
    },
    {
      keys: 'ArrowDown',
      does: listed ? 'The next entry' : 'A week on',
      run: () => (listed ? walk(1) : move(7)),
    },
    { keys: 'PageUp', does: 'Previous page', run: () => turnPage(selected, -1) },
    { keys: 'PageDown', does: 'Next page', run: () => turnPage(selected, 1) },
    { keys: 'Enter', does: 'Open the selected day', run: () => props.onOpen(selected) },
    { keys: 't', does: 'Today', run: () => selectDay(null) },
    ...VIEWS.map(({ view: one, name, key }) => ({
      keys: key,
      does: name,
      run: () => showView(one),
    })),
    { keys: 'n', does: 'Next booking with a conflict', run: props.onNextConflict },
    { keys: 'z', does: 'Next zone: home, yours, UTC', run: props.onClock },
  ]);
}
