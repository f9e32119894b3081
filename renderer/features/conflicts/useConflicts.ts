import { useQueries, useQuery } from '@tanstack/react-query';
import { usePeople } from '#renderer/features/people/usePeople.ts';
import { orpc } from '#renderer/lib/client.ts';
import type { Subject } from '#shared/contract/conflicts.ts';

/** What the conflicts of a booking rest on. */
export const CHECK_TOPICS = ['calendar', 'people', 'catalogue', 'workspace'];

/** Conflicts of a change or release where it is planned, with those of what rides it, and what is on record about each of these. */
export function useConflicts(subject: Subject) {
  const check = useQuery(
    orpc.conflicts.check.queryOptions({ input: { subject }, meta: { topics: CHECK_TOPICS } }),
  );
  const found = check.data?.conflicts.map((conflict) => conflict.subject) ?? [];
  const subjects = [...new Map([subject, ...found].map((one) => [one.id, one])).values()];
  const records = useQueries({
    queries: subjects.map((one) =>
      orpc.conflicts.records.queryOptions({ input: { subject: one }, meta: { topics: ['calendar'] } }),
    ),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  return { check, records };
}

/** Name of a person by id; empty for nobody. */
export function useNameOf(): (id: string | null) => string {
  const { data } = usePeople();
  return (id) => data?.people.find((person) => person.id === id)?.name ?? '';
}
