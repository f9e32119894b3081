import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Temporal } from 'temporal-polyfill';
import { selectDay, showView } from './calendarStore.ts';
import { VIEWS } from './period.ts';

/** Follows an address such as `/calendar?date=2027-02-11&view=day`; what cannot be read is left as the person had it. */
export function useCalendarAddress(): void {
  const { date, view }: { readonly date?: unknown; readonly view?: unknown } = useSearch({ strict: false });
  useEffect(() => {
    const day = dateOf(date);
    if (day !== null) selectDay(day);
    const named = VIEWS.find((one) => one.view === view);
    if (named) showView(named.view);
  }, [date, view]);
}

function dateOf(value: unknown): string | null {
  try {
    return typeof value === 'string' ? Temporal.PlainDate.from(value).toString() : null;
  } catch {
    return null;
  }
}
