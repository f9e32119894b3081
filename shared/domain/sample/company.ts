import type { WindowRule } from '#shared/contract/calendar.ts';
import type { Environment, Service } from '#shared/contract/catalogue.ts';
import type { Person, Role, Team } from '#shared/contract/people.ts';
import type { EnvironmentId, PersonId, ServiceId, TeamId, WindowId } from '../ids.ts';
import { DAY, dayAfter, planTimeAt } from '../time.ts';
import { nextNight } from './nights.ts';
import type { Random } from './random.ts';

export const sampleName = 'Larkspur Bank';
export const sampleZone = 'Europe/Berlin';

const teamNames = ['Payments', 'Ledger', 'Channels', 'Platform'] as const;

/** Name, team, roles, parted by bars. Telephone numbers lie in the block that Berlin keeps for fiction. */
const peopleText = `
Rosa Ruiz|Platform|release manager
Dmitri Halloran|Channels|delivery manager
Anika Meissner|Payments|tech lead, developer
Tunde Okafor|Ledger|DBA, operations
Mirela Kovac|Platform|QA
Lena Brandt|Channels|product manager, stakeholder
Sade Adeyemi|Payments|developer
Jonas Novak|Platform|operations, reliability advisor
Ines Duarte|Ledger|tech lead, developer
Hugo Lindqvist|Channels|developer
Priya Raman|Platform|security, CAB member
Oskar Weiss|Payments|product manager, CAB member
Beatrix Aalto|Ledger|approver, CAB member
Kofi Mensah|Payments|developer, QA`;

/** Name, tier, team, version that runs now, what it calls. */
const servicesText = `
config-service|2|Platform|2.31|
ledger-db|1|Ledger|15.4|
card-vault|1|Payments|3.9|config-service
ledger-api|1|Ledger|7.1|ledger-db, config-service
acquirer-gateway|2|Payments|1.11|card-vault, config-service
fraud-score|2|Payments|3.4|ledger-api
payments-api|1|Payments|4.7|acquirer-gateway, ledger-api, fraud-score, card-vault
payout|2|Ledger|5.2|ledger-api, payments-api
batch-scheduler|3|Platform|1.18|config-service
statements|3|Ledger|6.0|ledger-db
notifications|3|Channels|2.4|config-service
mobile-app|2|Channels|2.13|payments-api, statements, notifications`;

export type SampleService = Service & { readonly major: number; readonly minor: number };
export type SampleCompany = {
  readonly teams: readonly Team[];
  readonly people: readonly Person[];
  readonly environments: readonly Environment[];
  readonly services: readonly SampleService[];
  readonly windows: readonly WindowRule[];
  /** The rule of the weekly nights in which releases go out. */
  readonly nights: WindowRule;
};

/** People, services, environments and the rules of time of the sample bank, dated around `now` (ms UTC). */
export function sampleCompany(random: Random, now: number): SampleCompany {
  const founded = now - 3 * 365 * DAY;
  const id = <Id extends string>() => random.id<Id>(founded);
  const teams = teamNames.map((name): Team => ({ id: id<TeamId>(), name }));
  const environments = (['Test', 'Staging', 'Production'] as const).map(
    (name): Environment => ({
      id: id<EnvironmentId>(),
      name,
      kind: name.toLowerCase() as Environment['kind'],
    }),
  );
  const services = sampleServices(teams, id);
  const production = environments.flatMap((one) => (one.kind === 'production' ? [one.id] : []));
  const windows = sampleWindows(now, production, services, id);
  const nights = windows[0];
  if (nights === undefined) throw new Error('The sample has no release nights');
  return { teams, people: samplePeople(teams, id), environments, services, windows, nights };
}

function samplePeople(teams: readonly Team[], id: <Id extends string>() => Id): Person[] {
  return rows(peopleText).map(([name = '', team = '', roles = ''], i) => {
    const [first = '', last = ''] = name.split(' ');
    return {
      id: id<PersonId>(),
      name,
      email: `${first}.${last}@larkspur.example`.toLowerCase(),
      phone: `+49 30 23125 ${101 + i * 7}`,
      initials: `${first[0] ?? ''}${last[0] ?? ''}`,
      zone: null,
      teamId: teams.find((one) => one.name === team)?.id ?? null,
      roles: roles.split(', ') as Role[],
      hours: null,
      delegateId: null,
    };
  });
}

function sampleServices(teams: readonly Team[], id: <Id extends string>() => Id): SampleService[] {
  const ids = new Map<string, ServiceId>();
  return rows(servicesText).map(([name = '', tier, team, version = '', calls = '']) => {
    const own = id<ServiceId>();
    ids.set(name, own);
    const [major = 1, minor = 0] = version.split('.').map(Number);
    return {
      id: own,
      name,
      tier: Number(tier),
      teamId: teams.find((one) => one.name === team)?.id ?? null,
      repositoryId: null,
      path: `services/${name}`,
      dependsOn: calls.split(', ').flatMap((call) => ids.get(call) ?? []),
      major,
      minor,
    };
  });
}

function sampleWindows(
  now: number,
  production: EnvironmentId[],
  services: readonly SampleService[],
  id: <Id extends string>() => Id,
): WindowRule[] {
  const day = (offset: number) => planTimeAt(now + offset * DAY, sampleZone).local.slice(0, 10);
  /** A past day of the week (0 = Sunday), about three years back, from which the rule counts. */
  const since = (weekday: number) => {
    const noon = Date.parse(`${day(-1100)}T12:00:00Z`);
    return new Date(noon + ((weekday - new Date(noon).getUTCDay() + 7) % 7) * DAY).toISOString().slice(0, 10);
  };
  const payments = services.filter((one) => /pay|acquirer|vault/.test(one.name)).map((one) => one.id);
  const rule = (
    fields: Pick<WindowRule, 'name' | 'kind' | 'startLocal' | 'endLocal'> & Partial<WindowRule>,
  ) => ({
    id: id<WindowId>(),
    hard: false,
    zone: sampleZone,
    rrule: '',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: production,
    teamIds: [],
    allDay: false,
    exDates: [],
    rDates: [],
    traffic: 'usual' as const,
    seriesId: null,
    recurrenceId: '',
    uid: '',
    source: '',
    ...fields,
  });
  const rules = [
    rule({
      name: 'Release nights',
      kind: 'allow',
      hard: true,
      protectionMinutes: 30,
      startLocal: `${since(2)}T22:00`,
      endLocal: `${dayAfter(since(2), 1)}T02:00`,
      rrule: 'FREQ=WEEKLY;BYDAY=TU,TH',
    }),
    rule({
      name: 'Sunday early',
      kind: 'allow',
      hard: true,
      protectionMinutes: 60,
      startLocal: `${since(0)}T04:00`,
      endLocal: `${since(0)}T08:00`,
      rrule: 'FREQ=WEEKLY;BYDAY=SU',
    }),
    rule({
      name: 'Card scheme mandate week',
      kind: 'deny',
      serviceIds: payments,
      startLocal: `${day(46)}T00:00`,
      endLocal: `${day(51)}T00:00`,
    }),
    rule({
      name: 'Year-end close',
      kind: 'deny',
      hard: true,
      startLocal: `${day(-200).slice(0, 4)}-12-22T00:00`,
      endLocal: `${Number(day(-200).slice(0, 4)) + 1}-01-03T06:00`,
      rrule: 'FREQ=YEARLY',
    }),
    rule({
      name: 'Month-end settlement',
      kind: 'inform',
      startLocal: `${day(-1100).slice(0, 4)}-01-31T06:00`,
      endLocal: `${day(-1100).slice(0, 4)}-01-31T20:00`,
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1',
    }),
    rule({
      name: 'Card campaign of the shops',
      kind: 'inform',
      traffic: 'high',
      startLocal: `${day(6)}T08:00`,
      endLocal: `${day(9)}T20:00`,
    }),
    rule({
      name: 'Low traffic: regional holiday',
      kind: 'inform',
      traffic: 'low',
      allDay: true,
      startLocal: `${day(24)}T00:00`,
      endLocal: `${day(25)}T00:00`,
    }),
  ];
  // It begins on the Monday after the next release night, so that it lies between two departures of the train.
  const [nights] = rules;
  const next = nights && nextNight({ windows: rules, nights, production: production[0] ?? null }, now);
  const night = next?.local.slice(0, 10) ?? day(5);
  const monday = dayAfter(night, (8 - new Date(`${night}T12:00:00Z`).getUTCDay()) % 7);
  return [
    ...rules,
    rule({
      name: 'Quarter reporting',
      kind: 'deny',
      hard: true,
      startLocal: `${monday}T00:00`,
      endLocal: `${dayAfter(monday, 7)}T06:00`,
    }),
  ];
}

/** The first person who holds a role. */
export function withRole(company: SampleCompany, role: Role) {
  return company.people.find((person) => person.roles.some((one) => one === role))?.id ?? null;
}

/** Lines of a table whose cells are parted by bars. */
export function rows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('|'));
}
