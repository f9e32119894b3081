import type { Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import { windowDecision } from '../calendar/calendar.ts';
import { occurrencesOf, occurrencesOfAll } from '../calendar/recurrence.ts';
import type { EnvironmentId } from '../ids.ts';
import { DAY } from '../time.ts';

/** What says when the sample company deploys: its windows, the rule of the release nights, and production. */
export type SampleNights = {
  readonly windows: readonly WindowRule[];
  readonly nights: WindowRule;
  readonly production: EnvironmentId | null;
};

/** The release nights in [from, until) (ms UTC) that no freeze of production closes, earliest first. */
export function openNights(
  { windows, nights, production }: SampleNights,
  from: number,
  until: number,
): Occurrence[] {
  const around = occurrencesOfAll(windows, from - 2 * DAY, until + 2 * DAY);
  return occurrencesOf(nights, from, until).filter(
    (night) =>
      windowDecision({ ...night, serviceIds: [], environmentId: production, teamIds: [] }, around).open,
  );
}

/** The next open release night that begins an hour from now or later: the next departure of the train. */
export function nextNight(nights: SampleNights, now: number): Occurrence | undefined {
  const from = now + DAY / 24;
  return openNights(nights, from, from + 40 * DAY).find((night) => night.startsAt > from);
}
