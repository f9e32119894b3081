import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';

type Week = readonly { readonly startsAt: number; readonly endsAt: number }[];

/** Occurrences and bookings of the weeks shown. Asked week by week, because one answer holds a limited number of changes and a busy month would lose its last weeks. */
export function useCalendarRange(weeks: readonly Week[]) {
  return useQueries({
    queries: weeks.map((days) =>
      orpc.calendar.range.queryOptions({
        input: { from: days[0]?.startsAt ?? 0, until: days.at(-1)?.endsAt ?? 1 },
        meta: { topics: ['calendar'] },
        placeholderData: keepPreviousData,
      }),
    ),
    combine: (answers) => {
      const data = answers.flatMap((answer) => answer.data ?? []);
      return {
        // What reaches from one week into the next comes with both.
        occurrences: once(
          data.flatMap((one) => one.occurrences),
          (one) => `${one.windowId} ${one.startsAt}`,
        ),
        bookings: once(
          data.flatMap((one) => one.bookings),
          (one) => one.id,
        ),
        error: data.length === 0 ? (answers.find((answer) => answer.error)?.error ?? null) : null,
        refetch: () => {
          for (const answer of answers) void answer.refetch();
        },
      };
    },
  });
}

function once<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): readonly Thing[] {
  return [...new Map(things.map((thing) => [keyOf(thing), thing])).values()];
}
