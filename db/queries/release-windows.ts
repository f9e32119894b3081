import type { Change } from '#shared/contract/changes.ts';
import type { Release } from '#shared/contract/releases.ts';
import { isInScope, windowDecision } from '#shared/domain/calendar/calendar.ts';
import { occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import type { WindowId } from '#shared/domain/ids.ts';
import type { PlannedTime } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import { teamsOf } from './bookable-rows.ts';
import { planningFacts } from './planning-facts.ts';

/**
 * What the window rules say about a time of a release with its changes; `chosen` is the occurrence of the wanted
 * window that it starts in, `first` that of any maintenance window in its scope.
 */
export function windowsAt(
  db: ReadDb,
  { environmentId }: Pick<Release, 'environmentId'>,
  changes: readonly Pick<Change, 'state' | 'serviceIds'>[],
  { start, end }: { readonly start: PlannedTime; readonly end: PlannedTime },
  wanted: WindowId | null,
) {
  const facts = planningFacts(db);
  const span = { startsAt: start.at, endsAt: end.at };
  const occurrences = facts.rules.flatMap((rule) => occurrencesOf(rule, span.startsAt, span.endsAt));
  const serviceIds = [
    ...new Set(changes.filter((one) => one.state !== 'Cancelled').flatMap((one) => one.serviceIds)),
  ];
  const teamIds = teamsOf(facts, serviceIds);
  const environmentIds = environmentId === null ? [] : [environmentId];
  const open = occurrences.filter(
    (one) => one.kind === 'allow' && one.startsAt <= span.startsAt && span.startsAt < one.endsAt,
  );
  return {
    decision: windowDecision({ ...span, serviceIds, environmentId, teamIds }, occurrences, facts.rules),
    // A person may choose a window of other services; whether the time is open is what the decision says.
    chosen: open.find(
      (one) =>
        one.windowId === wanted &&
        (one.environmentIds.length === 0 ||
          environmentId === null ||
          one.environmentIds.includes(environmentId)),
    ),
    first: open.find((one) => isInScope({ serviceIds, environmentIds, teamIds }, one)) ?? null,
  };
}
