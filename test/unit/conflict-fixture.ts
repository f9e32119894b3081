import type { Occurrence } from '#shared/contract/calendar.ts';
import type { Availability, Bookable, FoundConflict, Surroundings } from '#shared/domain/conflicts/facts.ts';
import type {
  ChangeId,
  EnvironmentId,
  PersonId,
  ReleaseId,
  ServiceId,
  TeamId,
  WindowId,
} from '#shared/domain/ids.ts';
import { planTimeAt } from '#shared/domain/time.ts';
import { at } from './run-fixture.ts';

export const service = (name: string) => name as ServiceId;
export const person = (name: string) => name as PersonId;
export const team = (name: string) => name as TeamId;
export const production = 'production' as EnvironmentId;
export const staging = 'staging' as EnvironmentId;

type Rule = Surroundings['rules'][number];

/** A change from minute to minute of the night; service a in production unless said otherwise. */
export function change(ref: string, from: number, until: number, fields: Partial<Bookable> = {}): Bookable {
  return {
    subject: { kind: 'change', id: ref as ChangeId },
    ref,
    title: `work ${ref}`,
    startsAt: at(from),
    endsAt: at(until),
    status: 'booked',
    emergency: false,
    type: 'normal',
    serviceIds: [service('a')],
    environmentIds: [production],
    teamIds: [],
    people: [],
    releaseId: null,
    rides: false,
    dependsOn: [],
    trainId: null,
    departureNumber: null,
    createdAt: at(-100_000),
    slot: null,
    ...fields,
  };
}

export const releaseId = (ref: string) => ref as ReleaseId;
export const release = (ref: string, from: number, until: number, fields: Partial<Bookable> = {}) =>
  change(ref, from, until, { subject: { kind: 'release', id: releaseId(ref) }, type: null, ...fields });

/** One occurrence of a window of that name; hard, of everything. */
export function window(
  kind: Occurrence['kind'],
  name: string,
  from: number,
  until: number,
  fields: Partial<Occurrence> = {},
): Occurrence {
  return {
    windowId: name as WindowId,
    name,
    kind,
    hard: true,
    traffic: 'usual',
    allDay: false,
    zone: 'Europe/Berlin',
    local: planTimeAt(at(from), 'Europe/Berlin').local,
    startsAt: at(from),
    endsAt: at(until),
    protectionEndsAt: at(until + 30),
    startClock: 'plain',
    endClock: 'plain',
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
    ...fields,
  };
}

/** The rule that an occurrence is of. */
export const ruleOf = ({ windowId, ...rest }: Occurrence): Rule => ({ id: windowId, ...rest });

export function somebody(name: string, fields: Partial<Availability> = {}): Availability {
  return { id: person(name), name, zone: 'Europe/Berlin', hours: null, times: [], ...fields };
}

/** Duty or absence from minute to minute of the night. */
export const time = (kind: 'duty' | 'absence', from: number, until: number, note = '') => ({
  kind,
  start: planTimeAt(at(from), 'UTC'),
  end: planTimeAt(at(until), 'UTC'),
  note,
});

/** Around it: nothing but what is given. Rules are those of the given occurrences; services a, b, c stand alone. */
export function around(fields: Partial<Surroundings> = {}): Surroundings {
  const rules = new Map((fields.occurrences ?? []).map((one) => [one.windowId, ruleOf(one)]));
  return {
    bookings: [],
    unplanned: [],
    occurrences: [],
    rules: [...rules.values()],
    services: ['a', 'b', 'c'].map((name) => catalogued(name)),
    people: [],
    leadMinutes: { standard: 0, normal: 0, emergency: 0 },
    ...fields,
  };
}

export const catalogued = (name: string, dependsOn: readonly string[] = [], owner: string | null = null) => ({
  id: service(name),
  name: `Service ${name}`,
  teamId: owner === null ? null : team(owner),
  dependsOn: dependsOn.map(service),
});

export const kinds = (found: readonly FoundConflict[]) => found.map((one) => one.kind);
