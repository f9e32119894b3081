import type { Change, ChangeState, CloseCode } from '#shared/contract/changes.ts';
import { occurrencesOf } from '../calendar/recurrence.ts';
import { builtInPolicies } from '../changes/change-policies.ts';
import { emptyChange } from '../changes/empty-change.ts';
import { riskOf } from '../changes/risk.ts';
import type { ChangeId } from '../ids.ts';
import { formatRef } from '../references.ts';
import { DAY, MINUTE, type PlannedTime, planTimeAt } from '../time.ts';
import { sampleZone } from './company.ts';
import { type Random, randomFrom } from './random.ts';
import type { SampleWorld } from './sample.ts';
import { plannedMinutes, ticketSteps, type WorkKind } from './steps.ts';

const years = 3 * 365 * DAY;
/** Of an hour in a release night. */
const QUARTERS = 16;

type Work = readonly [verb: string, kind: WorkKind, object: string, why: string];
const work: readonly [Work, ...Work[]] = [
  ['Cache', 'deploy', 'answers that rarely change', 'Fewer reads of the database at the end of the month.'],
  ['Return', 'deploy', 'the reason with every refusal', 'Support asks for it in every second call.'],
  ['Limit', 'config', 'requests of one client per minute', 'One client slowed all others twice last month.'],
  ['Renew', 'cert', 'the client certificate', 'The old one ends in three weeks.'],
  ['Raise', 'config', 'the connection pool', 'Requests waited for a connection on busy evenings.'],
  ['Add', 'schema', 'a column for the channel of a booking', 'Reports cannot tell app and portal apart.'],
  ['Index', 'schema', 'bookings by merchant and day', 'The day list takes nine seconds for large merchants.'],
  ['Patch', 'infra', 'the base image', 'Closes published flaws of the month.'],
  ['Show', 'toggle', 'upcoming direct debits', 'Customers plan with them; asked for in the store.'],
  ['Retry', 'deploy', 'failed calls once after a second', 'Most failures are gone a second later.'],
  ['Log', 'config', 'who exported what', 'The security review asks for it.'],
  ['Move', 'infra', 'nodes to the new cluster', 'The old cluster ends with the contract.'],
  ['Translate', 'deploy', 'messages into Polish and Turkish', 'One customer in nine chose these languages.'],
  ['Split', 'deploy', 'large exports into parts', 'Exports above a gigabyte fail on slow lines.'],
  ['Upgrade', 'infra', 'the runtime to its next version', 'The present one gets no fixes after July.'],
  [
    'Correct',
    'deploy',
    'rounding in foreign currency',
    'A cent is missing in one of nine thousand bookings.',
  ],
];
const places = [
  '',
  '',
  ' for merchants',
  ' for business accounts',
  ' on the read path',
  ' in the night jobs',
  ' for cards abroad',
  ' in the second data centre',
] as const;
const ahead: readonly [ChangeState, ...ChangeState[]] = [
  'New',
  'New',
  'New',
  'Assess',
  'Assess',
  'Authorize',
  'Scheduled',
  'Scheduled',
  'Cancelled',
];
const codes: readonly [CloseCode, ...CloseCode[]] = [
  'successful',
  'successful',
  'successful',
  'successful',
  'successful',
  'successful',
  'successful',
  'successful with issues',
  'unsuccessful',
  'backed out',
];

/**
 * Yields `count` further changes of the sample company, one at a time and oldest first, spread over three years up to
 * the world's `now`. References go on after the world's. The same seed and world give the same changes.
 */
export function* generateChanges(
  seed: number,
  count: number,
  world: SampleWorld,
): Generator<Change, void, undefined> {
  const random = randomFrom(seed);
  const nights = occurrencesOf(world.nights, world.now - years, world.now + 120 * DAY).map((night) => ({
    at: night.startsAt,
    quarters: Array.from({ length: QUARTERS + 1 }, (_, nth) =>
      planTimeAt(night.startsAt + nth * 15 * MINUTE, sampleZone),
    ),
  }));
  const production = world.environments.filter((one) => one.kind === 'production').map((one) => one.id);
  let next = 0;
  for (let i = 0; i < count; i++) {
    const createdAt = Math.floor(world.now - years + (years * (i + random.next())) / count);
    while (next < nights.length - 1 && (nights[next]?.at ?? 0) < createdAt + 4 * DAY) next++;
    const night = nights[Math.min(nights.length - 1, next + random.int(0, 5))];
    const slot = 2 * random.int(0, 4);
    yield generatedChange(random, world, {
      number: world.counters.CHG + 1 + i,
      createdAt,
      start: night?.quarters[slot] ?? null,
      endAfter: (minutes) => night?.quarters[Math.min(QUARTERS, slot + Math.ceil(minutes / 15))] ?? null,
      environmentIds: production,
    });
  }
}

function generatedChange(
  random: Random,
  world: SampleWorld,
  given: {
    readonly number: number;
    readonly createdAt: number;
    readonly start: PlannedTime | null;
    /** The end of what takes so many minutes. */
    readonly endAfter: (minutes: number) => PlannedTime | null;
    readonly environmentIds: Change['environmentIds'];
  },
): Change {
  const { createdAt, start } = given;
  const [verb, kind, object, why] = random.pick(work);
  const service = world.services[random.int(0, world.services.length - 1)];
  const name = service?.name ?? 'the service';
  const place = random.pick(places);
  const done = start !== null && start.at < world.now - DAY;
  const recent = createdAt > world.now - 30 * DAY;
  const state: ChangeState = done
    ? random.chance(0.05)
      ? 'Cancelled'
      : recent && random.chance(0.2)
        ? 'Review'
        : 'Closed'
    : random.pick(ahead);
  const minor = 1 + (Math.floor(given.number / 40) % 60);
  const people = world.people.filter((person) => person.teamId === service?.teamId);
  const assignee = people[random.int(0, Math.max(0, people.length - 1))];
  const validator = world.people[random.int(0, world.people.length - 1)];
  const type = random.chance(0.03)
    ? 'emergency'
    : kind === 'config' || kind === 'cert'
      ? 'standard'
      : 'normal';
  const closed = state === 'Closed';
  const held = ['New', 'Assess', 'Authorize'].includes(state) && random.chance(0.05);
  const ran = closed || state === 'Review';
  const steps = ticketSteps(kind, [
    { name, from: `${service?.major ?? 1}.${minor - 1}.2`, to: `${service?.major ?? 1}.${minor}.0` },
  ]);
  const end = given.endAfter(plannedMinutes(steps));
  const text = {
    title: `${verb} ${object}${place} in ${name}`,
    description: `${name} is to ${verb.toLowerCase()} ${object}${place}. Work item LB-${2000 + given.number}; nothing else changes.`,
    type,
    serviceIds: service === undefined ? [] : [service.id],
    ...steps,
    plannedOutageMinutes: kind === 'infra' ? random.int(0, 3) : 0,
    assigneeId: assignee?.id ?? null,
    validatorId: validator?.id ?? null,
  } satisfies Partial<Change>;
  const risk = riskOf(
    { ...text, riskAnswers: {} },
    { model: builtInPolicies.riskModel, services: world.services, history: [] },
  );
  return {
    ...emptyChange,
    ...text,
    id: random.id<ChangeId>(createdAt),
    ref: formatRef('CHG', world.letters, given.number),
    justification: why,
    category: kind === 'infra' ? 'infrastructure' : 'software',
    environmentIds: given.environmentIds,
    evidence: ran ? 'Unit, integration and end-to-end tests passed.' : '',
    plannedStart: state === 'New' ? null : start,
    plannedEnd: state === 'New' ? null : end,
    workItems: [`LB-${2000 + given.number}`],
    state,
    onHold: held,
    holdReason: held ? 'Waits for the supplier.' : '',
    riskScore: risk.score,
    riskLevel: risk.level,
    changeAuthority: ran || state === 'Scheduled' ? (type === 'standard' ? 'Pre-authorised' : 'CAB') : '',
    closeCode: closed ? random.pick(codes) : null,
    actualStartAt: ran ? (start?.at ?? null) : null,
    actualEndAt: ran ? (end?.at ?? null) : null,
    createdAt,
    updatedAt: ran
      ? Math.min(world.now, (end?.at ?? createdAt) + DAY)
      : Math.min(world.now, createdAt + 2 * DAY),
  };
}
