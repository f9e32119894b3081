import { useQueries } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import type { Conflict, Subject } from '#shared/contract/conflicts.ts';
import { isSettled } from '#shared/domain/conflicts/records.ts';
import { CHECK_TOPICS } from './useConflicts.ts';

/** Most subjects that are looked at beforehand; the gate itself looks at all. */
const LOOKED_AT = 50;

export type Gate = {
  readonly open: readonly Conflict[];
  readonly asks: 'nothing' | 'reason' | 'exception';
};

/** What the gate to Scheduled, or to a live run, will say about the conflicts of these. Empty while that is not known. */
export function useGate(subjects: readonly Subject[]): Gate {
  return useQueries({
    queries: subjects
      .slice(0, LOOKED_AT)
      .map((subject) =>
        orpc.conflicts.check.queryOptions({ input: { subject }, meta: { topics: CHECK_TOPICS } }),
      ),
    combine: (answers) => {
      const checks = answers.flatMap(({ data }) => data ?? []);
      // An emergency goes ahead once its exception is asked for; then the check does not ask for one any more.
      const open = checks.flatMap(({ conflicts, asks }) =>
        conflicts.filter((one) => !isSettled(one) && (!one.hard || asks === 'exception')),
      );
      return {
        open,
        asks: open.some(({ hard }) => hard) ? 'exception' : open.length > 0 ? 'reason' : 'nothing',
      };
    },
  });
}
