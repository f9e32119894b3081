import { useQuery } from '@tanstack/react-query';
import { usePeople } from '#renderer/features/people/usePeople.ts';
import { orpc } from '#renderer/lib/client.ts';
import type { Subject } from '#shared/contract/conflicts.ts';

/** What the conflicts of a booking rest on. */
export const CHECK_TOPICS = ['calendar', 'people', 'catalogue', 'workspace'];

/** Conflicts of a change or release where it is planned, and what is on record about them, newest first. */
export function useConflicts(subject: Subject) {
  const check = useQuery(
    orpc.conflicts.check.queryOptions({ input: { subject }, meta: { topics: CHECK_TOPICS } }),
  );
  const records = useQuery(
    orpc.conflicts.records.queryOptions({ input: { subject }, meta: { topics: ['calendar'] } }),
  );
  return { check, records: records.data ?? [] };
}

/** Name of a person by id; empty for nobody. */
export function useNameOf(): (id: string | null) => string {
  const { data } = usePeople();
  return (id) => data?.people.find((person) => person.id === id)?.name ?? '';
}
