import type { Occurrence } from '#shared/contract/calendar.ts';
import type { Release, Slot } from '#shared/contract/releases.ts';
import type { Train } from '#shared/contract/trains.ts';
import type { ReleaseId, SlotId } from '../ids.ts';
import { formatRef } from '../references.ts';
import { DAY, MINUTE, planTimeAt } from '../time.ts';
import { rows, type SampleCompany, sampleZone, withRole } from './company.ts';
import { openNights } from './nights.ts';
import { NEXT_DEPARTURE, sampleDepartures } from './plans.ts';
import type { Random } from './random.ts';
import { releasesText } from './tickets.ts';

/** Releases by their key in the table, each in a release night around `now`. */
export function sampleReleases(
  random: Random,
  company: SampleCompany,
  train: Train,
  now: number,
  letters: string,
) {
  const production = company.environments.find((one) => one.kind === 'production')?.id ?? null;
  const releases = new Map<string, Release>();
  const departures = sampleDepartures(train, now);
  // A departure in a freeze leaves nobody aboard: what was meant for it rides with the next one that may leave.
  const leaving = [...departures.values()].filter(
    ({ number, startsAt }) =>
      number > NEXT_DEPARTURE && openNights({ ...company, production }, startsAt, startsAt + 1).length > 0,
  );
  rows(releasesText).forEach(
    ([key = '', written = '', numbered = '', type, state, outcome, days, aim, learned], i) => {
      const createdAt = now + (days === '' ? -1 : Math.min(0, Number(days)) - 20) * DAY;
      const id = random.id<ReleaseId>(createdAt);
      const meant = key === 'A6' ? NEXT_DEPARTURE : Number(/^Train T(\d+)$/.exec(written)?.[1] ?? 0);
      const number = meant > NEXT_DEPARTURE ? (leaving[meant - NEXT_DEPARTURE - 1]?.number ?? meant) : meant;
      const [name, version] = [written, numbered].map((text) => text.replace(`T${meant}`, `T${number}`));
      const departure = departures.get(number);
      const slot =
        days === undefined || days === ''
          ? null
          : sampleSlot(random, company, id, now, Number(days), departure?.startsAt);
      const over = slot !== null && slot.start.at < now;
      const rides = departure !== undefined && (!over || slot.start.at === departure.startsAt);
      const release: Release = {
        id,
        ref: formatRef('REL', letters, i + 1),
        name: name ?? written,
        version: version ?? numbered,
        type: type as Release['type'],
        state: state as Release['state'],
        objectives: aim ?? '',
        ownerId: withRole(company, 'release manager'),
        deliveryManagerId: withRole(company, 'delivery manager'),
        environmentId: production,
        strategy: written.startsWith('Train') ? 'rolling' : 'canary',
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
        // The read replica needs the column that goes out before it.
        dependsOn:
          key === 'A7' ? [...releases].flatMap(([known, { id }]) => (known === 'A6' ? [id] : [])) : [],
        trainId: rides ? train.id : null,
        departureNumber: rides ? number : null,
        changes: 0,
      };
      releases.set(key, release);
    },
  );
  return releases;
}

/**
 * A slot of three hours in a release night that no freeze bars: that of the departure, else the one nearest to `days`
 * from now. Past ones lie before now, others after.
 */
function sampleSlot(
  random: Random,
  company: SampleCompany,
  releaseId: ReleaseId,
  now: number,
  days: number,
  departsAt: number | undefined,
): Slot | null {
  const from = days < 0 ? now + (days - 24) * DAY : now + days * DAY + 60 * MINUTE;
  const until = days < 0 ? now + (days + 1) * DAY : from + 40 * DAY;
  const production = company.environments.find((one) => one.kind === 'production')?.id ?? null;
  const fits = (night: Occurrence) => (days < 0 ? night.endsAt < now : night.startsAt > now + 60 * MINUTE);
  const near = (start: number, end: number) =>
    openNights({ ...company, production }, start, end).filter(fits);
  const usual = near(from, until).filter((night) => days < 0 || night.startsAt > from);
  const departing = departsAt === undefined ? [] : near(departsAt, departsAt + 1);
  const night = departing[0] ?? (days < 0 ? usual.at(-1) : usual[0]);
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
