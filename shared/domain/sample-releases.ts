import type { Release, Slot } from '#shared/contract/releases.ts';
import { windowDecision } from './calendar.ts';
import type { ReleaseId, SlotId } from './ids.ts';
import type { Random } from './random.ts';
import { occurrencesOf, occurrencesOfAll } from './recurrence.ts';
import { formatRef } from './references.ts';
import { rows, type SampleCompany, sampleZone, withRole } from './sample-company.ts';
import { releasesText } from './sample-tickets.ts';
import { DAY, MINUTE, planTimeAt } from './time.ts';

/** Releases by their key in the table, each in a release night around `now`. */
export function sampleReleases(random: Random, company: SampleCompany, now: number, letters: string) {
  const production = company.environments.find((one) => one.kind === 'production')?.id ?? null;
  const releases = new Map<string, Release>();
  rows(releasesText).forEach(
    ([key = '', name = '', version = '', type, state, outcome, days, aim, learned], i) => {
      const createdAt = now + (days === '' ? -1 : Math.min(0, Number(days)) - 20) * DAY;
      const id = random.id<ReleaseId>(createdAt);
      const slot =
        days === undefined || days === '' ? null : sampleSlot(random, company, id, now, Number(days));
      const over = slot !== null && slot.start.at < now;
      const release: Release = {
        id,
        ref: formatRef('REL', letters, i + 1),
        name,
        version,
        type: type as Release['type'],
        state: state as Release['state'],
        objectives: aim ?? '',
        ownerId: withRole(company, 'release manager'),
        deliveryManagerId: withRole(company, 'delivery manager'),
        environmentId: production,
        strategy: name.startsWith('Train') ? 'rolling' : 'canary',
        backOutPlan:
          state === 'Planning'
            ? ''
            : 'Services return to the versions before, consumers first. The back-out was rehearsed on staging; it takes 40 minutes.',
        repositoryId: null,
        rangeFrom: '',
        rangeTo: '',
        slot,
        outcome: outcome === '' || outcome === undefined ? null : (outcome as Release['outcome']),
        closeNote: learned ?? '',
        actualStartAt: over ? slot.start.at + 2 * MINUTE : null,
        actualEndAt: over ? slot.end.at - 11 * MINUTE : null,
        createdAt,
        dependsOn: [],
        trainId: null,
        departureNumber: null,
        changes: 0,
      };
      releases.set(key, release);
    },
  );
  return releases;
}

/** A slot of three hours in the release night nearest to `days` from now that no freeze bars; past ones lie before now, others after. */
function sampleSlot(
  random: Random,
  company: SampleCompany,
  releaseId: ReleaseId,
  now: number,
  days: number,
): Slot | null {
  const from = days < 0 ? now + (days - 8) * DAY : now + days * DAY + 60 * MINUTE;
  const until = days < 0 ? now + (days + 1) * DAY : from + 40 * DAY;
  const production = company.environments.find((one) => one.kind === 'production')?.id ?? null;
  const around = occurrencesOfAll(company.windows, from - 2 * DAY, until + 2 * DAY).map(
    ({ rule, ...one }) => ({
      ...one,
      serviceIds: rule.serviceIds,
      environmentIds: rule.environmentIds,
      teamIds: rule.teamIds,
    }),
  );
  const nights = occurrencesOf(company.nights, from, until)
    .filter((night) => (days < 0 ? night.endsAt < now : night.startsAt > from))
    .filter((night) => {
      const wish = { ...night, serviceIds: [], environmentId: production, teamIds: [] };
      return windowDecision(wish, around).open;
    });
  const night = days < 0 ? nights.at(-1) : nights[0];
  if (night === undefined) return null;
  return {
    id: random.id<SlotId>(night.startsAt - 20 * DAY),
    releaseId,
    windowId: night.windowId,
    start: planTimeAt(night.startsAt, sampleZone),
    end: planTimeAt(Math.min(night.endsAt, night.startsAt + 180 * MINUTE), sampleZone),
    windowStartsAt: night.startsAt,
    windowEndsAt: night.endsAt,
    protectionEndsAt: night.protectionEndsAt,
  };
}
