import type { Booking } from '#shared/contract/calendar.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import { changeId, releaseId } from '#shared/domain/ids.ts';

/** The change or release that a booking is of. */
export function subjectOf({ kind, id }: Pick<Booking, 'kind' | 'id'>): Subject {
  return kind === 'change' ? { kind, id: changeId.parse(id) } : { kind, id: releaseId.parse(id) };
}
