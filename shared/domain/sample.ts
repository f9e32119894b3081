import type { Change, ChangeState, ChangeType, CloseCode } from '#shared/contract/changes.ts';
import type { Release, Slot } from '#shared/contract/releases.ts';
import type { Template } from '#shared/contract/runbooks.ts';
import { builtinTemplates } from './builtin-runbooks.ts';
import { windowDecision } from './calendar.ts';
import type { ChangeId, ReleaseId, SlotId } from './ids.ts';
import { type Random, randomFrom } from './random.ts';
import { occurrencesOf, occurrencesOfAll } from './recurrence.ts';
import { formatRef } from './references.ts';
import { riskLines, riskOf } from './risk.ts';
import {
  rows,
  type SampleCompany,
  type SampleService,
  sampleCompany,
  sampleName,
  sampleZone,
} from './sample-company.ts';
import { attachedRun, finishedRun, type SampleRun } from './sample-run.ts';
import { ticketSteps, type WorkKind } from './sample-steps.ts';
import { releasesText, ticketsText } from './sample-tickets.ts';
import { MINUTE, planTimeAt } from './time.ts';

export { generateChanges } from './sample-changes.ts';

const DAY = 24 * 60 * MINUTE;

export type SampleWorld = SampleCompany & {
  readonly name: string;
  readonly zone: string;
  readonly letters: string;
  readonly now: number;
  readonly templates: readonly Template[];
  readonly releases: readonly Release[];
  readonly changes: readonly Change[];
  readonly runs: readonly SampleRun[];
  /** Last number given out for each prefix. */
  readonly counters: { readonly CHG: number; readonly REL: number };
};

/**
 * A believable company around `now` (ms UTC), the same for the same seed, letters and moment: people, services,
 * windows and freezes, releases behind and ahead, forty changes in every state, a finished run and one that waits.
 * `letters` are those of the device, used in references.
 */
export function sampleWorld(seed: number, now: number, letters = 'A'): SampleWorld {
  const random = randomFrom(seed);
  const company = sampleCompany(random, now);
  const releases = sampleReleases(random, company, now, letters);
  const changes = sampleTickets(random, company, releases, now, letters);
  const templates = builtinTemplates(<Id extends string>() => random.id<Id>(now - 400 * DAY));
  const counted = [...releases.values()].map((release) => ({
    ...release,
    changes: changes.filter((change) => change.releaseId === release.id).length,
  }));
  return {
    ...company,
    name: sampleName,
    zone: sampleZone,
    letters,
    now,
    templates,
    releases: counted,
    changes,
    runs: sampleRuns(random, company, releases, templates, now),
    counters: { CHG: changes.length, REL: counted.length },
  };
}

function sampleReleases(random: Random, company: SampleCompany, now: number, letters: string) {
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

function sampleTickets(
  random: Random,
  company: SampleCompany,
  releases: ReadonlyMap<string, Release>,
  now: number,
  letters: string,
): Change[] {
  const place = new Map<string, number>();
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
        release === null ? ownStart(state as ChangeState, nth, now, nights) : releaseStart(release, nth);
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
        createdAt: Math.min(now - (40 - i) * 7 * 60 * MINUTE, (start ?? now) - (9 + nth) * DAY),
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

function sampleChange(random: Random, company: SampleCompany, w: Written): Change {
  const team = company.people.filter((person) => person.teamId === w.services[0]?.teamId);
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
  const risk = riskOf(riskLines(text, company.services));
  return {
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
    plannedEnd: w.start === null ? null : planTimeAt(w.start + Math.max(15, w.minutes) * MINUTE, sampleZone),
    requesterId: withRole(company, 'product manager'),
    releaseId: w.release?.id ?? null,
    workItems: [w.item],
    notes: '',
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
    commits: [],
    draftedFrom: '',
    createdAt: w.createdAt,
    updatedAt: Math.min(
      w.now,
      Math.max(w.createdAt, begun ? (w.start ?? 0) + 2 * DAY : w.createdAt + 2 * DAY),
    ),
    importGroup: null,
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

/** Tickets on their own, in release nights: what is done lies behind, what runs began just now, one waits inside the freeze. */
function ownStart(state: ChangeState, nth: number, now: number, nights: readonly number[]): number | null {
  const behind = nights.filter((at) => at < now - DAY);
  const ahead = nights.filter((at) => at > now);
  switch (state) {
    case 'Implement':
      return Math.floor(now / MINUTE) * MINUTE - 25 * MINUTE;
    case 'Closed':
    case 'Review':
      return behind.at(-1 - (nth % 3)) ?? null;
    case 'Scheduled':
      return ahead[1] ?? null;
    case 'Authorize':
      return ahead.find((at) => at > now + 12 * DAY) ?? null;
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

function sampleRuns(
  random: Random,
  company: SampleCompany,
  releases: ReadonlyMap<string, Release>,
  templates: readonly Template[],
  now: number,
): SampleRun[] {
  const standard = templates[0];
  const train = templates.find((one) => one.name.startsWith('Several'));
  const commander = withRole(company, 'release manager');
  const past = releases.get('A4');
  const next = releases.get('A6');
  if (!standard || !train || !past?.slot || !next?.slot || commander === null) return [];
  const people = company.people;
  const rehearsedAt = Math.floor((now - 2 * DAY) / (60 * MINUTE)) * 60 * MINUTE;
  return [
    finishedRun(
      random,
      attachedRun(random, {
        release: past,
        template: train,
        kind: 'live',
        plannedStartAt: past.slot.start.at,
        people,
      }),
      commander,
    ),
    finishedRun(
      random,
      attachedRun(random, {
        release: next,
        template: standard,
        kind: 'rehearsal',
        plannedStartAt: rehearsedAt,
        people,
      }),
      commander,
    ),
    attachedRun(random, {
      release: next,
      template: standard,
      kind: 'live',
      plannedStartAt: next.slot.start.at,
      people,
    }),
  ];
}

function withRole(company: SampleCompany, role: string) {
  return company.people.find((person) => person.roles.some((one) => one === role))?.id ?? null;
}
