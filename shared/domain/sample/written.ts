import type { Change, ChangeState, ChangeType, CloseCode } from '#shared/contract/changes.ts';
import type { Role } from '#shared/contract/people.ts';
import type { Release } from '#shared/contract/releases.ts';
import { occurrencesOf } from '../calendar/recurrence.ts';
import { builtInPolicies } from '../changes/change-policies.ts';
import { emptyChange } from '../changes/empty-change.ts';
import { riskOf } from '../changes/risk.ts';
import type { ChangeId } from '../ids.ts';
import { formatRef } from '../references.ts';
import { DAY, MINUTE, planTime, planTimeAt } from '../time.ts';
import { rows, type SampleCompany, type SampleService, sampleZone, withRole } from './company.ts';
import type { Random } from './random.ts';
import { plannedMinutes, ticketSteps, type WorkKind } from './steps.ts';
import { ticketsText } from './tickets.ts';

/** The forty written tickets as rows, planned in the slots of their releases or in nights of their own. */
export function sampleTickets(
  random: Random,
  company: SampleCompany,
  releases: ReadonlyMap<string, Release>,
  now: number,
  letters: string,
): Change[] {
  const place = new Map<string, number>();
  const reporting = company.windows.find((one) => one.name === 'Quarter reporting');
  const frozen = planTime({
    local: reporting?.startLocal ?? planTimeAt(now, sampleZone).local,
    zone: sampleZone,
  }).at;
  const nights = occurrencesOf(company.nights, now - 21 * DAY, now + 35 * DAY).map((night) => night.startsAt);
  return rows(ticketsText).map(
    ([key = '', state, type, kind, names = '', title = '', description = '', justification = ''], i) => {
      const release = releases.get(key) ?? null;
      const nth = place.get(key) ?? 0;
      place.set(key, nth + 1);
      const services = names
        .split(', ')
        .flatMap((name) => company.services.find((one) => one.name === name) ?? []);
      const start =
        release === null
          ? ownStart(state as ChangeState, nth, now, nights, frozen)
          : releaseStart(release, nth);
      const steps = ticketSteps(
        kind as WorkKind,
        services.map((one) => versionsAt(one, key)),
      );
      const minutes = steps.deploymentSteps.reduce((sum, step) => sum + (step.minutes ?? 0), 0);
      return sampleChange(random, company, {
        ref: formatRef('CHG', letters, i + 1),
        state: state as ChangeState,
        type: type as ChangeType,
        title,
        description,
        justification,
        services,
        release,
        start,
        minutes,
        steps,
        outage: kind === 'infra' ? 2 : 0,
        createdAt: Math.min(now - (40 - i) * 7 * 60 * MINUTE, (start ?? now) - (16 + nth) * DAY),
        held: title.startsWith('Upgrade ledger-db'),
        closeCode: closeCodeOf(key, state as ChangeState, nth),
        item: `LB-${1180 + i * 13}`,
        now,
      });
    },
  );
}

type Written = {
  readonly ref: string;
  readonly state: ChangeState;
  readonly type: ChangeType;
  readonly title: string;
  readonly description: string;
  readonly justification: string;
  readonly services: readonly SampleService[];
  readonly release: Release | null;
  readonly start: number | null;
  readonly minutes: number;
  readonly steps: ReturnType<typeof ticketSteps>;
  readonly outage: number;
  readonly createdAt: number;
  readonly held: boolean;
  readonly closeCode: CloseCode | null;
  readonly item: string;
  readonly now: number;
};

/** Roles that carry changes out. Those who ask for changes or decide on them do not. */
const hands: ReadonlySet<Role> = new Set(['developer', 'tech lead', 'DBA', 'operations']);

function sampleChange(random: Random, company: SampleCompany, w: Written): Change {
  const team = company.people.filter(
    (person) => person.teamId === w.services[0]?.teamId && person.roles.some((role) => hands.has(role)),
  );
  const doer = team[random.int(0, Math.max(0, team.length - 1))] ?? null;
  const checker =
    company.people.find((person) => person.id !== doer?.id && person.roles.includes('QA')) ?? null;
  const authorised = ['Scheduled', 'Implement', 'Review', 'Closed'].includes(w.state);
  const begun = ['Implement', 'Review', 'Closed'].includes(w.state) && w.start !== null;
  const ended = begun && w.state !== 'Implement';
  const text = {
    title: w.title,
    description: w.description,
    type: w.type,
    serviceIds: w.services.map((one) => one.id),
    ...w.steps,
    plannedOutageMinutes: w.outage,
    assigneeId: doer?.id ?? null,
    validatorId: w.state === 'New' ? null : (checker?.id ?? null),
  };
  const risk = riskOf(
    { ...text, riskAnswers: {} },
    { model: builtInPolicies.riskModel, services: company.services, history: [] },
  );
  return {
    ...emptyChange,
    ...text,
    id: random.id<ChangeId>(w.createdAt),
    ref: w.ref,
    justification: w.justification,
    category: w.outage > 0 ? 'infrastructure' : 'software',
    environmentIds: company.environments.filter((one) => one.kind === 'production').map((one) => one.id),
    impact:
      w.outage > 0
        ? 'Short restarts, one node at a time; customers see a slower answer at most.'
        : 'None that customers notice during the deployment.',
    evidence:
      w.state === 'New'
        ? ''
        : `${random.int(180, 1400)} unit and integration tests passed, ${random.int(12, 90)} end-to-end; security scan without new findings.`,
    plannedStart: w.start === null ? null : planTimeAt(w.start, sampleZone),
    plannedEnd: w.start === null ? null : planTimeAt(w.start + plannedMinutes(w.steps) * MINUTE, sampleZone),
    requesterId: withRole(company, 'product manager'),
    releaseId: w.release?.id ?? null,
    workItems: [w.item],
    state: w.state,
    onHold: w.held,
    holdReason: w.held ? 'The vendor withdrew the image; a new one is announced for next week.' : '',
    riskScore: risk.score,
    riskLevel: risk.level,
    changeAuthority: !authorised
      ? ''
      : w.type === 'standard'
        ? 'Pre-authorised'
        : w.type === 'emergency'
          ? 'ECAB, B. Aalto by telephone'
          : 'CAB, B. Aalto',
    closeCode: w.closeCode,
    actualStartAt: begun ? w.start : null,
    actualEndAt:
      ended && w.start !== null
        ? w.start + Math.round(w.minutes * (0.8 + random.next() * 0.4)) * MINUTE
        : null,
    createdAt: w.createdAt,
    updatedAt: Math.min(
      w.now,
      Math.max(w.createdAt, begun ? (w.start ?? 0) + 2 * DAY : w.createdAt + 2 * DAY),
    ),
  };
}

function closeCodeOf(key: string, state: ChangeState, nth: number): CloseCode | null {
  if (state !== 'Closed') return null;
  if (key === 'A3') return 'backed out';
  if (key === 'A2' && nth === 3) return 'successful with issues';
  return key === 'now' && nth === 1 ? 'unsuccessful' : 'successful';
}

/** Changes of a release follow each other in its slot, twenty-five minutes apart. */
function releaseStart(release: Release, nth: number): number | null {
  return release.slot === null ? null : release.slot.start.at + nth * 25 * MINUTE;
}

/** Tickets on their own, in release nights: what is done lies behind, what runs began just now, two wait inside the freeze that begins at `frozen`. */
function ownStart(
  state: ChangeState,
  nth: number,
  now: number,
  nights: readonly number[],
  frozen: number,
): number | null {
  const behind = nights.filter((at) => at < now - DAY);
  const ahead = nights.filter((at) => at > now);
  const inFreeze = nights.filter((at) => at > frozen);
  switch (state) {
    case 'Implement':
      return Math.floor(now / MINUTE) * MINUTE - 25 * MINUTE;
    case 'Closed':
    case 'Review':
      return behind.at(-1 - (nth % 3)) ?? null;
    case 'Scheduled':
      return inFreeze[1] ?? null;
    case 'Authorize':
      return inFreeze[0] ?? null;
    case 'Assess':
      return ahead.at(-1) ?? null;
    case 'New':
    case 'Cancelled':
      return null;
  }
}

/** Version a service goes from and to: the next minor one now, earlier ones for older releases. */
function versionsAt({ name, major, minor }: SampleService, key: string) {
  const age = ['A6', 'A7', 'A8', 'now'].includes(key) ? 0 : Math.max(1, 6 - Number(key.slice(1)));
  const to = Math.max(1, minor + 1 - age);
  return { name, from: `${major}.${to - 1}.3`, to: `${major}.${to}.0` };
}
