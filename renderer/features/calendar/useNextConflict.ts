import { type RefObject, useEffect, useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { dayKey } from '#renderer/lib/format.ts';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { Booking } from '#shared/contract/calendar.ts';
import { DAY } from '#shared/domain/time.ts';
import { type CalendarData, type Filter, selectDay } from './calendarStore.ts';
import { nextConflict } from './nextConflict.ts';
import { wireFilter } from './useCalendarRange.ts';

const LOOK_AHEAD_DAYS = 90;

/**
 * Goes to the next booking with an open conflict after the one that has the focus, or after the start of the selected
 * day: in what is shown first, then in the 90 days after it.
 */
export function useNextConflict(props: {
  readonly data: CalendarData;
  readonly filter: Filter;
  readonly zone: string;
  readonly selectedAt: number;
  /** End of what is shown. */
  readonly until: number;
  /** Part of it has not arrived yet. */
  readonly pending: boolean;
  readonly grid: RefObject<HTMLDivElement | null>;
}): () => void {
  const { grid, zone } = props;
  const [goal, setGoal] = useState<{ readonly ref: string; readonly date: string } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new picture may be the one that holds the goal
  useEffect(() => {
    if (goal === null || props.pending) return;
    const mark = grid.current?.querySelector<HTMLElement>(`[data-booking="${goal.ref}"]`);
    const day = grid.current?.querySelector<HTMLElement>(`[data-day="${goal.date}"]`);
    const target = mark ?? day;
    if (!target) return;
    target.focus();
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    setGoal(null);
  }, [goal, grid, props.data, props.pending]);

  return async () => {
    const focused = document.activeElement?.closest('[data-booking]')?.getAttribute('data-booking');
    try {
      const next =
        nextConflict(props.data.bookings, props.selectedAt, focused ?? null) ??
        nextConflict(await bookingsFrom(props.until, props.filter), props.until, null);
      if (next === null) return toastDone('No further booking has an open conflict in the coming 90 days');
      const date = dayKey(Math.max(next.startsAt, props.selectedAt), zone);
      selectDay(date);
      setGoal({ ref: next.ref, date });
    } catch (error) {
      toastError('The next conflict was not found', error);
    }
  };
}

async function bookingsFrom(from: number, filter: Filter): Promise<readonly Booking[]> {
  const { bookings } = await client.calendar.range({
    from,
    until: from + LOOK_AHEAD_DAYS * DAY,
    filter: wireFilter(filter),
  });
  return bookings;
}
