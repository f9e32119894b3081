import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CHECK_TOPICS } from '#renderer/features/conflicts/useConflicts.ts';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import type { FreeSlot } from '#shared/contract/calendar.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import type { Moving } from './movingStore.ts';
import { subjectOf } from './subjectOf.ts';
import { minutesOf, planInput, type Span, sameSpan } from './target.ts';

export type Check = {
  readonly conflicts: readonly Conflict[];
  readonly asks: 'nothing' | 'reason' | 'exception';
  readonly approvalFirst: boolean;
  readonly fixed: string;
};

/**
 * What a booking would be in conflict with at its target. One question is under way at a time; the newest target is
 * asked next, so that a drag does not flood the main process. `check` is about the target, or null until it is known.
 */
export function useCheck(
  moving: Moving,
  zone: string,
): { readonly check: Check | null; readonly error: unknown; readonly again: () => void } {
  const [asked, setAsked] = useState<Span>(moving.target);
  const query = useQuery(
    orpc.conflicts.check.queryOptions({
      input: {
        subject: subjectOf(moving.booking),
        at: { start: planInput(asked.startsAt, zone), minutes: minutesOf(asked) },
      },
      meta: { topics: CHECK_TOPICS },
      gcTime: 30_000,
    }),
  );
  const current = sameSpan(asked, moving.target);
  if (!current && !query.isFetching) setAsked(moving.target);
  return {
    check: current && query.data !== undefined ? query.data : null,
    error: current ? query.error : null,
    again: () => void query.refetch(),
  };
}

/** The first free time from the target on; asked only while `wanted`. Null while it is sought or when there is none. */
export function useNextFree(
  moving: Moving,
  wanted: boolean,
  now: number,
): { readonly slot: FreeSlot | null; readonly none: string } {
  const minutes = minutesOf(moving.target);
  const query = useQuery({
    ...orpc.calendar.slots.queryOptions({
      input: {
        subject: subjectOf(moving.booking),
        minutes: Math.min(minutes, LONGEST_SOUGHT),
        from: Math.max(now, moving.target.startsAt),
      },
      meta: { topics: CHECK_TOPICS },
      gcTime: 30_000,
    }),
    enabled: wanted && minutes <= LONGEST_SOUGHT,
  });
  if (!wanted) return { slot: null, none: '' };
  if (query.error) return { slot: null, none: errorSentence(query.error) };
  if (query.data === undefined) return { slot: null, none: '' };
  // They come best first; here the nearest is meant, of those without a soft rule against them where there are any.
  const clean = query.data.slots.filter((one) => !one.soft);
  const slot = (clean.length > 0 ? clean : query.data.slots).reduce<FreeSlot | null>(
    (first, one) => (first === null || one.startsAt < first.startsAt ? one : first),
    null,
  );
  return { slot, none: query.data.none };
}

const LONGEST_SOUGHT = 10_080;
