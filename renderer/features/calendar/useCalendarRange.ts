import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { CHECK_TOPICS } from '#renderer/features/conflicts/useConflicts.ts';
import { orpc } from '#renderer/lib/client.ts';
import type { CalendarData, Filter } from './calendarStore.ts';

type Week = readonly { readonly startsAt: number; readonly endsAt: number }[];

/**
 * What lies in the weeks shown, narrowed by the filter. Asked week by week, because one answer holds a limited number
 * of bookings and a busy month would lose its last weeks; `more` says how many are missing all the same.
 */
export function useCalendarRange(weeks: readonly Week[], filter: Filter) {
  return useQueries({
    queries: weeks.map((days) =>
      orpc.calendar.range.queryOptions({
        input: { from: days[0]?.startsAt ?? 0, until: days.at(-1)?.endsAt ?? 1, filter: wireFilter(filter) },
        meta: { topics: CHECK_TOPICS },
        placeholderData: keepPreviousData,
      }),
    ),
    combine: (answers) => {
      const data = answers.flatMap((answer) => answer.data ?? []);
      const merged: CalendarData = {
        // What reaches from one week into the next comes with both.
        occurrences: once(
          data.flatMap((one) => one.occurrences),
          (one) => `${one.windowId} ${one.startsAt}`,
        ),
        bookings: once(
          data.flatMap((one) => one.bookings),
          (one) => one.id,
        ),
        meetings: once(
          data.flatMap((one) => one.meetings),
          (one) => one.id,
        ),
        trains: once(
          data.flatMap((one) => one.trains),
          (one) => `${one.trainId} ${one.kind} ${one.number}`,
        ),
      };
      return {
        data: merged,
        more: data.reduce((sum, one) => sum + one.more, 0),
        pending: answers.some((answer) => answer.isPending || answer.isPlaceholderData),
        error: data.length === 0 ? (answers.find((answer) => answer.error)?.error ?? null) : null,
        refetch: () => {
          for (const answer of answers) void answer.refetch();
        },
      };
    },
  });
}

/** The filter as the main process takes it: lists of its own. */
export function wireFilter({ serviceIds, environmentIds, teamIds }: Filter) {
  return { serviceIds: [...serviceIds], environmentIds: [...environmentIds], teamIds: [...teamIds] };
}

function once<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): readonly Thing[] {
  return [...new Map(things.map((thing) => [keyOf(thing), thing])).values()];
}
