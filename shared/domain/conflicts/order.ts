import { MINUTE } from '#shared/domain/time.ts';
import { minutesText } from '#shared/domain/wording.ts';
import type { Bookable, Surroundings } from './facts.ts';
import { bookingParty, type Finding, minutesFrom, softly, spoken } from './finding.ts';

/** What has to come before what: releases it depends on, releases that depend on it, and departures of its train. */
export function orderFindings(
  one: Bookable,
  others: readonly Bookable[],
  unplanned: Surroundings['unplanned'],
): Finding[] {
  if (one.rides) return [];
  const before = new Set<string>(one.dependsOn);
  const mine = others.filter((other) => other.subject.id !== one.subject.id && other.status !== 'over');
  return [
    ...mine.flatMap((other) => (before.has(other.subject.id) ? unfinished(one, other) : awaited(one, other))),
    ...unplanned.flatMap((other) =>
      before.has(other.id) && !other.finished ? [neverPlanned(one, other)] : [],
    ),
    ...mine.flatMap((other) => outOfOrder(one, other)),
  ];
}

/** A change that was written too shortly before its start. */
export function leadFindings(one: Bookable, leadMinutes: Surroundings['leadMinutes']): Finding[] {
  if (one.type === null) return [];
  const asked = leadMinutes[one.type];
  const earliest = one.createdAt + asked * MINUTE;
  if (asked === 0 || one.startsAt >= earliest) return [];
  const minutes = minutesFrom(one.startsAt, earliest);
  return [
    {
      key: `lead time:${one.type}`,
      kind: 'lead time',
      hard: false,
      other: { kind: 'policy', id: one.type, ref: '', name: 'Lead time', startsAt: null, endsAt: null },
      minutes,
      what: softly('Lead time too short'),
      sentence: `Policy asks for ${minutesText(asked)} from writing ${article(one.type)} change to its start; ${minutesText(minutes)} are missing.`,
      resolve: `A start at {${earliest}} or later resolves it.`,
      facts: `${one.startsAt}; ${earliest}`,
    },
  ];
}

/** It starts before a release it depends on ends. */
function unfinished(one: Bookable, other: Bookable): Finding[] {
  if (other.endsAt <= one.startsAt) return [];
  const minutes = minutesFrom(one.startsAt, other.endsAt);
  return [
    {
      ...dependency(one, other),
      minutes,
      what: softly('Depends on an unfinished release'),
      sentence: `${one.ref} depends on ${spoken(other)}, which ends at {${other.endsAt}}, ${minutesText(minutes)} after this starts.`,
      resolve: `A start at {${other.endsAt}} or later, or an earlier time for ${other.ref}.`,
    },
  ];
}

/** A release that depends on it starts before it ends. */
function awaited(one: Bookable, other: Bookable): Finding[] {
  if (one.subject.kind !== 'release' || !other.dependsOn.includes(one.subject.id)) return [];
  if (other.startsAt >= one.endsAt) return [];
  const minutes = minutesFrom(other.startsAt, one.endsAt);
  return [
    {
      ...dependency(one, other),
      minutes,
      what: softly('A release waits for this one'),
      sentence: `${spoken(other)} depends on ${one.ref} and starts at {${other.startsAt}}, ${minutesText(minutes)} before this ends.`,
      resolve: `An end by {${other.startsAt}}, or a later time for ${other.ref}.`,
    },
  ];
}

function neverPlanned(one: Bookable, other: Surroundings['unplanned'][number]): Finding {
  return {
    key: `release dependency:${other.id}`,
    kind: 'release dependency',
    hard: false,
    other: { kind: 'release', id: other.id, ref: other.ref, name: other.name, startsAt: null, endsAt: null },
    minutes: 0,
    what: softly('Depends on an unfinished release'),
    sentence: `${one.ref} depends on ${other.ref} ${other.name}, which is not finished and has no planned time.`,
    resolve: `A time for ${other.ref} before {${one.startsAt}} resolves it.`,
    facts: `${one.startsAt}; unplanned`,
  };
}

/** Departures of one train start in the order of their numbers. */
function outOfOrder(one: Bookable, other: Bookable): Finding[] {
  if (one.trainId === null || other.trainId !== one.trainId) return [];
  if (one.departureNumber === null || other.departureNumber === null) return [];
  const goesFirst = one.departureNumber < other.departureNumber;
  const late = goesFirst ? one.startsAt - other.startsAt : other.startsAt - one.startsAt;
  if (one.departureNumber === other.departureNumber || late <= 0) return [];
  const minutes = Math.ceil(late / MINUTE);
  return [
    {
      key: `train order:${other.subject.id}`,
      kind: 'train order',
      hard: false,
      other: bookingParty(other),
      minutes,
      what: softly('Train out of order'),
      sentence: `Departure ${one.departureNumber} starts ${minutesText(minutes)} ${goesFirst ? 'after' : 'before'} departure ${other.departureNumber}, ${spoken(other)}, at {${other.startsAt}}.`,
      resolve: goesFirst
        ? `A start before {${other.startsAt}}, or a later time for ${other.ref}.`
        : `A start after {${other.startsAt}}, or an earlier time for ${other.ref}.`,
      facts: `${one.startsAt} ${one.departureNumber}; ${other.startsAt} ${other.departureNumber}`,
    },
  ];
}

function dependency(one: Bookable, other: Bookable) {
  return {
    key: `release dependency:${other.subject.id}`,
    kind: 'release dependency' as const,
    hard: false,
    other: bookingParty(other),
    facts: `${one.startsAt}-${one.endsAt}; ${other.startsAt}-${other.endsAt}`,
  };
}

const article = (type: string) => (type === 'emergency' ? `an ${type}` : `a ${type}`);
