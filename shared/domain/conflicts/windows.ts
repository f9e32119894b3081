import type { Occurrence } from '#shared/contract/calendar.ts';
import {
  type Ask,
  isHard,
  isInScope,
  overlapMinutes,
  type WindowStanding,
  windowStanding,
} from '#shared/domain/calendar/calendar.ts';
import { overlaps, type Span } from '#shared/domain/calendar/spans.ts';
import type { ServiceId, TeamId } from '#shared/domain/ids.ts';
import { shortList } from '#shared/domain/wording.ts';
import type { Bookable, Surroundings } from './facts.ts';
import { type Finding, headline, idsFact, minutesFrom, softly, timeFact } from './finding.ts';

type Rule = Surroundings['rules'][number];
type Missed = Extract<WindowStanding<Rule>, { readonly kind: 'outside' | 'overrun' }>;
type ServiceOf = (id: ServiceId) => Surroundings['services'][number] | undefined;

/** Freezes and maintenance windows against one booking; what rides is looked at with its release. */
export function windowFindings(
  one: Bookable,
  occurrences: readonly Occurrence[],
  rules: readonly Rule[],
  serviceOf: ServiceOf,
): Finding[] {
  if (one.rides) return [];
  const asks = asksOf(one, serviceOf);
  const near = occurrences
    .filter(
      (occurrence) =>
        occurrence.kind !== 'inform' &&
        overlaps(one, occurrence) &&
        (occurrence.windowId === one.slot?.windowId || asks.some((ask) => isInScope(ask, occurrence))),
    )
    // In one order whoever asks: the facts of a decision must not hang on it.
    .sort((a, b) => a.startsAt - b.startsAt || (a.windowId < b.windowId ? -1 : 1));
  return [...frozen(one, near), ...outside(one, near, asks, rules, serviceOf), ...changed(one, near)];
}

/** Each affected service in each environment, with the team that owns it. */
export function asksOf(
  one: Pick<Bookable, 'serviceIds' | 'environmentIds' | 'teamIds'>,
  serviceOf: ServiceOf,
): Ask[] {
  const environments = one.environmentIds.length === 0 ? [[]] : one.environmentIds.map((id) => [id]);
  const services =
    one.serviceIds.length === 0
      ? [{ serviceIds: [], teamIds: one.teamIds }]
      : one.serviceIds.map((id) => ({ serviceIds: [id], teamIds: teamsOf(serviceOf(id), one.teamIds) }));
  return environments.flatMap((environmentIds) => services.map((ask) => ({ ...ask, environmentIds })));
}

function teamsOf(service: ReturnType<ServiceOf>, all: readonly TeamId[]): readonly TeamId[] {
  if (service === undefined) return all;
  return service.teamId === null ? [] : [service.teamId];
}

/** One finding for each freeze rule: its occurrence that overlaps most. */
function frozen(one: Bookable, near: readonly Occurrence[]): Finding[] {
  const freezes = near
    .filter((occurrence) => occurrence.kind === 'deny')
    .sort((a, b) => overlapMinutes(b, one) - overlapMinutes(a, one));
  const first = new Map(freezes.toReversed().map((freeze) => [freeze.windowId, freeze]));
  return [...first.values()].map((freeze) => ({
    key: `freeze:${freeze.windowId}`,
    kind: 'freeze',
    hard: freeze.hard,
    other: windowParty(freeze),
    minutes: overlapMinutes(one, freeze),
    what: headline('In a freeze', freeze.hard),
    sentence: `${freeze.name} bars changes from {${freeze.startsAt}} to {${freeze.endsAt}}.`,
    resolve: freeze.hard
      ? `An approved exception would lift it, or a start at {${freeze.endsAt}} or later.`
      : `A start at {${freeze.endsAt}} or later avoids it.`,
    facts: windowFacts(one, `${freeze.hard ? 'hard' : 'soft'} ${timeFact(freeze)}`),
  }));
}

/** One finding for each window that is overrun and for each set of windows that is missed altogether. */
function outside(
  one: Bookable,
  near: readonly Occurrence[],
  asks: readonly Ask[],
  rules: readonly Rule[],
  serviceOf: ServiceOf,
): Finding[] {
  const missed = new Map<string, { standing: Missed; services: Set<string> }>();
  for (const ask of asks) {
    const standing = windowStanding(ask, one, near, rules);
    if (standing.kind === 'free' || standing.kind === 'inside') continue;
    const key =
      standing.kind === 'overrun'
        ? `window overrun:${standing.window.windowId}`
        : `outside window:${partyOf(standing.rules)?.id ?? ''}`;
    const known = missed.get(key) ?? { standing, services: new Set() };
    for (const id of ask.serviceIds) known.services.add(serviceOf(id)?.name ?? 'a service');
    missed.set(key, { standing: worse(known.standing, standing), services: known.services });
  }
  return [...missed].map(([key, { standing, services }]) =>
    standing.kind === 'overrun'
      ? overrun(one, key, standing)
      : outsideAll(one, key, standing, [...services].sort()),
  );
}

/** Two services that miss the same window: all rules of both, the more minutes. */
function worse(a: Missed, b: Missed): Missed {
  return {
    ...(b.minutes > a.minutes ? b : a),
    rules: [...new Map([...a.rules, ...b.rules].map((rule) => [rule.id, rule])).values()],
  };
}

function overrun(
  one: Bookable,
  key: string,
  { window, minutes, rules }: Extract<Missed, { readonly kind: 'overrun' }>,
): Finding {
  const hard = isHard({ rules });
  const total = minutesFrom(one.startsAt, one.endsAt);
  const fits = [
    ...(one.startsAt < window.startsAt ? [`start at {${window.startsAt}} or later`] : []),
    ...(one.endsAt > window.endsAt ? [`end by {${window.endsAt}}`] : []),
  ];
  return {
    key,
    kind: 'window overrun',
    hard,
    other: windowParty(window),
    minutes,
    what: headline('Overruns its maintenance window', hard),
    sentence: `${window.name} is open from {${window.startsAt}} to {${window.endsAt}}; ${minutes} of ${total} min lie outside.`,
    resolve: `It would have to ${fits.length > 0 ? fits.join(' and ') : 'lie within one window'}.${lift(hard)}`,
    facts: windowFacts(one, `${hard ? 'hard' : 'soft'} ${timeFact(window)}`),
  };
}

function outsideAll(
  one: Bookable,
  key: string,
  { rules, minutes }: Missed,
  services: readonly string[],
): Finding {
  const hard = isHard({ rules });
  const of = services.length === 0 ? '' : ` of ${shortList(services)}`;
  const party = partyOf(rules);
  return {
    key,
    kind: 'outside window',
    hard,
    other: {
      kind: 'window',
      id: party?.id ?? '',
      ref: '',
      name: party?.name ?? '',
      startsAt: null,
      endsAt: null,
    },
    minutes,
    what: headline('Outside every maintenance window', hard),
    sentence: `It lies outside every maintenance window${of} (${shortList([...new Set(rules.map((rule) => rule.name))])}).`,
    resolve: `A time inside a window resolves it.${lift(hard)}`,
    facts: windowFacts(one, `${hard ? 'hard' : 'soft'} ${idsFact(rules.map((rule) => rule.id))}`),
  };
}

/** The window a release was booked on does not happen any more with the ends it had then. */
function changed(one: Bookable, near: readonly Occurrence[]): Finding[] {
  const { slot } = one;
  if (slot === null) return [];
  const then = { startsAt: slot.windowStartsAt, endsAt: slot.windowEndsAt };
  // Planned elsewhere by now: whether that is inside a window is said above.
  if (!overlaps(one, then)) return [];
  const now = near.filter((occurrence) => occurrence.windowId === slot.windowId);
  if (now.some((occurrence) => isAsThen(occurrence, then, one, near))) return [];
  const [moved] = now;
  const name = moved?.name ?? 'The window';
  return [
    {
      key: `window changed:${slot.windowId}`,
      kind: 'window changed',
      hard: false,
      other: { kind: 'window', id: slot.windowId, ref: '', name: moved?.name ?? '', ...then },
      minutes: moved
        ? minutesFrom(one.startsAt, one.endsAt) - overlapMinutes(one, moved)
        : minutesFrom(one.startsAt, one.endsAt),
      what: softly('Its window changed'),
      sentence: moved
        ? `${name} was open from {${then.startsAt}} to {${then.endsAt}} when ${one.ref} was booked; now from {${moved.startsAt}} to {${moved.endsAt}}.`
        : `The window that ${one.ref} was booked on, from {${then.startsAt}} to {${then.endsAt}}, is not there any more.`,
      resolve: 'Booking it again takes over the windows as they are now.',
      facts: windowFacts(one, `${timeFact(then)} ${moved ? timeFact(moved) : 'gone'}`),
    },
  ];
}

/** The same ends; or those of adjoining windows together, as they are copied when a booking reaches over several. */
function isAsThen(window: Occurrence, then: Span, one: Span, near: readonly Occurrence[]): boolean {
  if (window.startsAt !== then.startsAt) return false;
  if (window.endsAt === then.endsAt) return true;
  return (
    window.endsAt < one.endsAt && near.some((other) => other.kind === 'allow' && other.endsAt === then.endsAt)
  );
}

const lift = (hard: boolean) => (hard ? ' An approved exception would lift it.' : '');

/** The window that stands for a set of them, whatever the time: the first by name. */
function partyOf(rules: readonly Rule[]): Rule | undefined {
  return rules.toSorted((a, b) => (a.name < b.name || (a.name === b.name && a.id < b.id) ? -1 : 1))[0];
}

function windowParty({ windowId, name, startsAt, endsAt }: Occurrence): Finding['other'] {
  return { kind: 'window', id: windowId, ref: '', name, startsAt, endsAt };
}

function windowFacts(one: Bookable, rest: string): string {
  return `${timeFact(one)}; ${idsFact(one.serviceIds)}; ${idsFact(one.environmentIds)}; ${rest}`;
}
