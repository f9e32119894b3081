import type { Change } from '#shared/contract/changes.ts';
import type { Release, ReleaseState } from '#shared/contract/releases.ts';
import type { Departure, Train } from '#shared/contract/trains.ts';
import { authorisedStates, isOpen, type Verdict } from '../changes/changes.ts';
import { beforeDeployment, isReleaseOpen } from '../releases.ts';
import { DAY, dayAfter, MINUTE, planTime } from '../time.ts';
import { cadenceStarts, checkCadence } from './cadence.ts';

/** A departure as its train's cadence gives it, before it is known who is aboard. */
export type PlannedDeparture = Omit<Departure, 'releases' | 'boarding'>;
type Cadenced = Pick<
  Train,
  'id' | 'code' | 'zone' | 'startLocal' | 'firstNumber' | 'rrule' | 'minutes' | 'cutOff' | 'demo'
>;

/** First year that departures are counted from. */
const EARLIEST = '2000';

/** How far ahead departures are looked for, in ms. */
export const BOARDING_AHEAD = 800 * DAY;

/**
 * Departures of a train that end after `from` and start before `until` (ms UTC), earliest first. They are numbered
 * from the first one of the cadence, so a number means the same departure wherever one looks.
 */
export function departuresOf(train: Cadenced, from: number, until: number): readonly PlannedDeparture[] {
  const length = train.minutes * MINUTE;
  return cadenceStarts(train, until).flatMap(({ local, at }, place) => {
    if (at + length <= from) return [];
    const number = train.firstNumber + place;
    return [
      {
        trainId: train.id,
        number,
        label: labelOf(train, number),
        local,
        startsAt: at,
        endsAt: at + length,
        cutOffAt: momentBefore(train, train.cutOff, local, at),
        demoAt: train.demo && momentBefore(train, train.demo, local, at),
      },
    ];
  });
}

/** `T` and 7 → `T7`. */
export function labelOf({ code }: Pick<Train, 'code'>, number: number): string {
  return `${code}${number}`;
}

/** Whether a departure takes aboard: until its cut-off, no more after it, or it has left. */
export function boardingState(
  departure: Pick<PlannedDeparture, 'cutOffAt' | 'startsAt'>,
  now: number,
): Departure['boarding'] {
  if (now >= departure.startsAt) return 'departed';
  return now >= departure.cutOffAt ? 'closed' : 'open';
}

type Boarding<One> =
  | { readonly ok: true; readonly departure: One; readonly note: string }
  | { readonly ok: false; readonly reason: string };

/**
 * The departure that is boarded: the one asked for, or the next that is open. Past its cut-off the next open one takes
 * its place and `note` says so. `departures` are those of the train from the one asked for on, earliest first.
 */
export function boardingFor<One extends PlannedDeparture>(
  train: Pick<Train, 'code' | 'name'>,
  departures: readonly One[],
  now: number,
  number?: number,
): Boarding<One> {
  const wanted = number === undefined ? undefined : departures.find((one) => one.number === number);
  if (number !== undefined && wanted === undefined)
    return no(`${train.name} has no departure ${labelOf(train, number)} that can be boarded.`);
  const next = departures.find(
    (one) => boardingState(one, now) === 'open' && one.number >= (wanted?.number ?? 0),
  );
  if (next === undefined)
    return no(
      wanted === undefined
        ? `${train.name} has no departure that is open for boarding.`
        : `${wanted.label} takes no more aboard, and ${train.name} has no later departure.`,
    );
  const note = wanted === undefined || next === wanted ? '' : missedNote(wanted, next, now);
  return { ok: true, departure: next, note };
}

/** What the log says when another departure takes the place of the one that was missed. */
export function missedNote(
  missed: Pick<PlannedDeparture, 'label' | 'startsAt'>,
  rides: Pick<PlannedDeparture, 'label'>,
  now: number,
): string {
  return now >= missed.startsAt
    ? `${missed.label} has left, rides ${rides.label}`
    : `Missed the cut-off of ${missed.label}, rides ${rides.label}`;
}

/** Why a train is refused, in a sentence; null when it can be kept. */
export function checkTrain(train: Omit<Cadenced, 'id'>): string | null {
  if (train.rrule === '') return 'A train departs again and again: say how often.';
  // Departures are counted from the first one on, each time somebody looks.
  if (train.startLocal < EARLIEST)
    return `The first departure lies before the year ${EARLIEST}. Begin the count with a later one and its number.`;
  const refused = checkCadence(train);
  if (refused !== null) return refused;
  const leaves = train.startLocal.slice(11);
  if (train.cutOff.days === 0 && train.cutOff.time > leaves)
    return `Boarding ends before the departure: the cut-off of the same day is at ${leaves} at the latest.`;
  if (train.demo?.days === 0 && train.demo.time > leaves)
    return `The system demo comes before the departure: on the same day at ${leaves} at the latest.`;
  return null;
}

/**
 * May a train go on with another cadence? Departures are then counted from a new first one and its number. `aboard` are
 * the numbers that releases ride which have not left, `gone` those that left: neither may come to mean another day.
 */
export function mayRecount(
  before: Cadenced,
  after: Cadenced,
  on: { readonly aboard: readonly number[]; readonly gone: readonly number[] },
  now: number,
): Verdict {
  const [was, is] = [startsByNumber(before, now), startsByNumber(after, now)];
  const numbers = [...is].filter(([, startsAt]) => startsAt > now).map(([number]) => number);
  // Also one that lies in the past either way: what is told of it would change.
  const left = on.gone
    .filter((number) => is.has(number) && is.get(number) !== was.get(number))
    .sort((a, b) => b - a)[0];
  if (left !== undefined)
    return no(
      `${labelOf(before, left)} has left and keeps its number. The new count begins with ${left + 1} or later.`,
    );
  const lost = on.aboard.find((number) => !numbers.includes(number));
  if (lost !== undefined)
    return no(
      `Releases ride ${labelOf(before, lost)}, which the new cadence does not have. Begin with its number, or take them off first.`,
    );
  return { ok: true };
}

function startsByNumber(train: Cadenced, now: number): ReadonlyMap<number, number> {
  const all = departuresOf(train, Number.NEGATIVE_INFINITY, now + BOARDING_AHEAD);
  return new Map(all.map((one) => [one.number, one.startsAt]));
}

/** The release that a change is aboard, as far as boarding asks for it. */
type AboardOf = Pick<Release, 'ref' | 'state' | 'trainId'>;

/** May this change board the train? `aboard` is the release it is on, if any. */
export function mayBoardChange(
  change: Pick<Change, 'ref' | 'state'>,
  aboard: AboardOf | null,
  train: Pick<Train, 'id'>,
): Verdict {
  if (!['New', 'Assess', 'Authorize', 'Scheduled'].includes(change.state))
    return no(`${change.ref} is in ${change.state} and boards no train any more.`);
  if (aboard === null || !isReleaseOpen(aboard.state)) return { ok: true };
  if (!beforeDeployment.includes(aboard.state))
    return no(`${change.ref} is aboard ${aboard.ref}, which is in ${aboard.state}.`);
  // Within its train a change may take another departure.
  if (aboard.trainId === train.id) return { ok: true };
  return no(`${change.ref} is on ${aboard.ref}. Take it off that release first.`);
}

/** May this release board a train? */
export function mayBoardRelease(release: Pick<Release, 'ref' | 'state'>): Verdict {
  return beforeDeployment.includes(release.state)
    ? { ok: true }
    : no(`${release.ref} is in ${release.state} and boards no train any more.`);
}

/** May what rides leave its train? After the deployment began it stays aboard, as a matter of record. */
export function mayLeave(ref: string, aboard: AboardOf | null): Verdict {
  if (aboard === null || aboard.trainId === null) return no(`${ref} is aboard no train.`);
  return beforeDeployment.includes(aboard.state)
    ? { ok: true }
    : no(`${aboard.ref} is in ${aboard.state}: nobody leaves it any more.`);
}

/** A change aboard, and since when it is on hold (ms UTC), if it is. */
export type Seated = Pick<Change, 'state' | 'onHold'> & { readonly heldSince: number };

/** True when a change keeps its seat at a cut-off: it is authorised and was not on hold when the cut-off passed. */
export function keepsSeat({ state, onHold, heldSince }: Seated, cutOffAt: number): boolean {
  if (!isOpen(state)) return true;
  return authorisedStates.includes(state) && !(onHold && heldSince <= cutOffAt);
}

/** A release that boarded by itself rides as a whole: when it is scheduled, or everything in it is authorised. */
export function releaseKeepsSeat(state: ReleaseState, changes: readonly Seated[], cutOffAt: number): boolean {
  const open = changes.filter((one) => isOpen(one.state));
  return (state === 'Scheduled' || open.length > 0) && open.every((one) => keepsSeat(one, cutOffAt));
}

/** A moment some days before a departure at a time of day; never after the departure itself. */
function momentBefore(
  { zone }: Pick<Train, 'zone'>,
  { days, time }: Train['cutOff'],
  local: string,
  departsAt: number,
): number {
  const date = dayAfter(local, -days);
  return Math.min(departsAt, planTime({ local: `${date}T${time}`, zone }).at);
}

function no(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
