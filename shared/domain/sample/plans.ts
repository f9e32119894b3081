import type { CabMeeting } from '#shared/contract/cab.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { PersonTime } from '#shared/contract/people.ts';
import type { Train } from '#shared/contract/trains.ts';
import type { Policies } from '#shared/contract/workspace.ts';
import { occurrencesOf } from '../calendar/recurrence.ts';
import { departuresOf, type PlannedDeparture } from '../calendar/trains.ts';
import { isOpen } from '../changes/changes.ts';
import type { CabMeetingId, PersonId, PersonTimeId, TrainId } from '../ids.ts';
import { formatRef } from '../references.ts';
import { DAY, dayAfter, type PlannedTime, planTime, planTimeAt } from '../time.ts';
import { type SampleCompany, sampleZone, withRole } from './company.ts';
import { nextNight } from './nights.ts';
import type { Random } from './random.ts';

/** An exception from a hard rule: asked for, and approved by somebody or not yet decided. */
export type SampleException = {
  readonly changeId: Change['id'];
  readonly reason: string;
  readonly approvedBy: PersonId | null;
  readonly note: string;
};

export type SamplePlans = {
  readonly train: Train;
  readonly meetings: readonly CabMeeting[];
  readonly duties: readonly PersonTime[];
  readonly policies: Policies;
  readonly exceptions: readonly SampleException[];
};

/** Number of the departure that leaves next. */
export const NEXT_DEPARTURE = 7;

/** Every second week a train leaves in a release night; its seventh departure is the next open night after `now`. */
export function sampleTrain(random: Random, company: SampleCompany, now: number, letters: string): Train {
  const production = company.environments.find((one) => one.kind === 'production')?.id ?? null;
  const start = nextNight({ ...company, production }, now)?.local ?? planTimeAt(now, sampleZone).local;
  return {
    id: random.id<TrainId>(now - 300 * DAY),
    ref: formatRef('TRN', letters, 1),
    name: 'Train',
    code: 'T',
    zone: sampleZone,
    startLocal: `${dayAfter(start, (1 - NEXT_DEPARTURE) * 14)}T${start.slice(11)}`,
    firstNumber: 1,
    rrule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekdayOf(start) === 2 ? 'TU' : 'TH'}`,
    minutes: 180,
    cutOff: { days: 6, time: '12:00' },
    demo: { days: 1, time: '14:00' },
    deliveryManagerId: withRole(company, 'delivery manager'),
    environmentId: production,
    serviceIds: [],
    teamIds: company.teams.map((one) => one.id),
  };
}

/** Departures of the sample's train by number, from the first to four months ahead. */
export function sampleDepartures(train: Train, now: number): ReadonlyMap<number, PlannedDeparture> {
  return new Map(departuresOf(train, 0, now + 120 * DAY).map((one) => [one.number, one]));
}

/** What is planned around the releases and changes: meetings, duty in the nights, rules, exceptions. */
export function samplePlans(
  random: Random,
  company: SampleCompany,
  train: Train,
  changes: readonly Change[],
  now: number,
  letters: string,
): SamplePlans {
  return {
    train,
    meetings: meetingsAround(random, company, now, letters),
    duties: dutiesOf(random, company, changes, now),
    policies: {
      hours: { days: [1, 2, 3, 4, 5], from: '07:00', until: '19:00' },
      leadMinutes: { standard: 0, normal: 2 * 24 * 60, emergency: 0 },
    },
    exceptions: exceptionsFor(company, changes),
  };
}

/** Wednesdays at ten, four behind and twelve ahead. */
function meetingsAround(random: Random, company: SampleCompany, now: number, letters: string): CabMeeting[] {
  const today = planTimeAt(now, sampleZone).local;
  const first = dayAfter(today, -((weekdayOf(today) - 3 + 7) % 7) - 21);
  return Array.from({ length: 16 }, (_, week) => ({
    id: random.id<CabMeetingId>(now - 30 * DAY),
    ref: formatRef('CAB', letters, week + 1),
    name: 'Weekly CAB',
    start: planTime({ local: `${dayAfter(first, 7 * week)}T10:00`, zone: sampleZone }),
    minutes: 60,
    chairId: withRole(company, 'approver'),
    place: 'Room Havel, and by video',
    memberIds: company.people.filter(({ roles }) => roles.includes('CAB member')).map(({ id }) => id),
    quorum: 2,
    presentIds: [],
    agendaRule: null,
    startedAt: null,
    endedAt: null,
    record: '',
  }));
}

/** Whoever carries out or validates something in a night ahead, or right now, is on duty then. */
function dutiesOf(
  random: Random,
  company: SampleCompany,
  changes: readonly Change[],
  now: number,
): PersonTime[] {
  const nights = occurrencesOf(company.nights, now, now + 60 * DAY).map((night) => ({
    ...night,
    inIt: changes.filter(
      ({ plannedStart, state }) =>
        isOpen(state) && plannedStart && plannedStart.at >= night.startsAt && plannedStart.at < night.endsAt,
    ),
    note: 'Release night',
  }));
  const calledIn = changes.flatMap((one) =>
    one.state === 'Implement' && one.plannedStart && one.plannedEnd
      ? [{ startsAt: one.plannedStart.at, endsAt: one.plannedEnd.at, inIt: [one], note: 'Called in' }]
      : [],
  );
  return [...calledIn, ...nights].flatMap(({ inIt, note, startsAt, endsAt }) => {
    const people = new Set(inIt.flatMap((one) => [one.assigneeId, one.validatorId]));
    return company.people
      .filter((person) => people.has(person.id))
      .map((person) => ({
        id: random.id<PersonTimeId>(now - 20 * DAY),
        personId: person.id,
        kind: 'duty' as const,
        start: around(startsAt, -1),
        end: around(endsAt, 1),
        note,
      }));
  });
}

/**
 * Two changes stand inside the hard freeze: one with an approved exception, one that waits for the decision. The
 * emergency that runs now was approved by telephone.
 */
function exceptionsFor(company: SampleCompany, changes: readonly Change[]): SampleException[] {
  const found = (title: string) => changes.filter((one) => one.title.startsWith(title));
  const approver = withRole(company, 'approver');
  return [
    ...found('Cut the retry queue').map((one) => ({
      changeId: one.id,
      reason: 'The queue fills up again by the weekend, and late messages frighten customers.',
      approvedBy: approver,
      note: 'A setting of one service that no report reads. Approved for this night only.',
    })),
    ...found('Patch OpenSSL').map((one) => ({
      changeId: one.id,
      reason: 'The flaw can be used from the internet; it cannot wait for the next window.',
      approvedBy: approver,
      note: 'Approved by telephone, on call.',
    })),
    ...found('Apply the audit patch').map((one) => ({
      changeId: one.id,
      reason: 'The auditor expects the patch before the quarter ends, which the freeze covers.',
      approvedBy: null,
      note: '',
    })),
  ];
}

/** 0 = Sunday. */
const weekdayOf = (local: string) => new Date(`${local.slice(0, 10)}T12:00:00Z`).getUTCDay();
const around = (at: number, hours: number): PlannedTime => planTimeAt(at + (hours * DAY) / 24, sampleZone);
