import type { Subject } from '#shared/contract/conflicts.ts';
import type { Departure, Train } from '#shared/contract/trains.ts';
import {
  BOARDING_AHEAD,
  boardingFor,
  departuresOf,
  mayBoardChange,
  mayBoardRelease,
  mayLeave,
  type PlannedDeparture,
} from '#shared/domain/calendar/trains.ts';
import type { ChangeId, ReleaseId, TrainId, WindowId } from '#shared/domain/ids.ts';
import { Refusal, refused } from '#shared/domain/refusal.ts';
import { beforeDeployment, isReleaseOpen } from '#shared/domain/releases.ts';
import { DAY, MINUTE, type PlannedTime, planTime, planTimeAt } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { change } from '../schema/changes.ts';
import { release } from '../schema/releases.ts';
import type { Store } from '../store.ts';
import { bookSlot } from './bookings.ts';
import { settleApprovals } from './change-moves.ts';
import { getChange, refreshDerived } from './changes.ts';
import { windowsAt } from './release-windows.ts';
import { changesOf, getRelease, insertRelease } from './releases.ts';
import { aboardOf, departureAt, getTrain } from './trains.ts';

/** How far back a departure may be asked for that has left meanwhile. */
const LEFT_LATELY = 400 * DAY;

/**
 * Puts a change or release aboard a departure, or the next open one; past its cut-off it rides the next, and the log
 * says so. Throws NOT_FOUND, and REFUSED with the rule, also where the departure lies in time that a hard rule bars.
 */
export function board(
  store: Store,
  who: Who,
  wish: { readonly trainId: TrainId; readonly number?: number | undefined; readonly subject: Subject },
): { departure: Departure; releaseId: ReleaseId; note: string } {
  const now = store.now();
  const train = getTrain(store.db, wish.trainId);
  const departures = departuresOf(train, now - LEFT_LATELY, now + BOARDING_AHEAD);
  const chosen = boardingFor(train, departures, now, wish.number);
  if (!chosen.ok) throw refused(chosen.reason);
  const { departure, note } = chosen;
  const releaseId = write(store, who, note || `Boarded ${departure.label}`, (tx) =>
    putAboard(tx, who, train, departure, wish.subject),
  );
  return { departure: departureAt(store.db, departure, now), releaseId, note };
}

/** Takes a change or release off its train; a release keeps its booking until somebody moves it. Throws NOT_FOUND, REFUSED. */
export function leave(store: Store, who: Who, subject: Subject, reason: string): void {
  write(store, who, reason.trim(), (tx) => takeOff(tx, subject));
}

/** Puts something aboard inside a transaction; answers with the release it rides in. */
export function putAboard(
  tx: Tx,
  who: Who,
  train: Train,
  departure: PlannedDeparture,
  subject: Subject,
): ReleaseId {
  return saying(`${departure.label} is not boarded.`, () =>
    subject.kind === 'change'
      ? boardChange(tx, who, train, departure, subject.id)
      : boardRelease(tx, train, departure, subject.id),
  );
}

/** Runs it; what a rule refuses begins with this sentence. */
export function saying<T>(first: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'REFUSED') throw refused(`${first} ${error.message}`);
    throw error;
  }
}

/** Takes something off its train inside a transaction. */
export function takeOff(tx: Tx, subject: Subject): void {
  if (subject.kind === 'release') {
    const found = getRelease(tx, subject.id);
    const verdict = mayLeave(found.ref, found);
    if (!verdict.ok) throw refused(verdict.reason);
    tx.patch(release, found.id, { trainId: null, departureNumber: null });
    return;
  }
  const found = getChange(tx, subject.id);
  const aboard = found.releaseId && getRelease(tx, found.releaseId);
  const verdict = mayLeave(found.ref, aboard || null);
  if (!verdict.ok) throw refused(verdict.reason);
  const rode = aboard && found.plannedStart?.at === aboard.slot?.start.at;
  // What took its time from the departure has none without it; what is scheduled stands in the calendar on its own.
  const time = rode && found.state !== 'Scheduled' ? { plannedStart: null, plannedEnd: null } : {};
  tx.patch(change, found.id, { releaseId: null, ...time });
  refreshDerived(tx, found.id);
  settleApprovals(tx, getChange(tx, found.id));
}

/** Books a release at a departure, for as long as the train has. Throws REFUSED where a hard rule bars it. */
export function bookDeparture(
  tx: Tx,
  train: Pick<Train, 'zone'>,
  id: ReleaseId,
  departure: Pick<PlannedDeparture, 'local' | 'endsAt'>,
): void {
  bookBetween(tx, id, timesOf(train, departure));
}

/** True when a release stands at this departure and was not moved elsewhere by hand. */
export function stayedAt(db: ReadDb, id: ReleaseId, departure: Pick<PlannedDeparture, 'startsAt'>): boolean {
  return getRelease(db, id).slot?.start.at === departure.startsAt;
}

/** The release of a departure that changes board, as against releases that board by themselves. */
export function isOwnRelease(
  train: Pick<Train, 'name'>,
  label: string,
  one: { readonly name: string; readonly version: string },
): boolean {
  return one.version === label || one.name === `${train.name} ${label}`;
}

function boardChange(tx: Tx, who: Who, train: Train, departure: PlannedDeparture, id: ChangeId): ReleaseId {
  const found = getChange(tx, id);
  const aboard = found.releaseId && getRelease(tx, found.releaseId);
  const verdict = mayBoardChange(found, aboard || null, train);
  if (!verdict.ok) throw refused(verdict.reason);
  const own = ownRelease(tx, train, departure) ?? addOwnRelease(tx, who, train, departure);
  if (aboard && aboard.id === own && isReleaseOpen(aboard.state))
    throw refused(`${found.ref} is aboard ${departure.label} already.`);
  // A release that was moved by hand keeps its time, and whoever boards later follows it.
  const times = getRelease(tx, own).slot ?? timesOf(train, departure);
  tx.patch(change, id, { releaseId: own, plannedStart: times.start, plannedEnd: times.end });
  // Also where it was booked before: the services of the change may lie under a rule that the release did not.
  bookBetween(tx, own, times);
  refreshDerived(tx, id);
  settleApprovals(tx, getChange(tx, id));
  return own;
}

function bookBetween(
  tx: Tx,
  id: ReleaseId,
  { start, end }: { readonly start: PlannedTime; readonly end: PlannedTime },
): void {
  const windowId = windowAround(tx, id, { start, end });
  bookSlot(tx, id, { windowId, start, minutes: (end.at - start.at) / MINUTE });
}

function timesOf(
  { zone }: Pick<Train, 'zone'>,
  { local, endsAt }: Pick<PlannedDeparture, 'local' | 'endsAt'>,
) {
  return { start: planTime({ local, zone }), end: planTimeAt(endsAt, zone) };
}

function boardRelease(tx: Tx, train: Train, departure: PlannedDeparture, id: ReleaseId): ReleaseId {
  const found = getRelease(tx, id);
  const verdict = mayBoardRelease(found);
  if (!verdict.ok) throw refused(verdict.reason);
  if (found.trainId === train.id && found.departureNumber === departure.number)
    throw refused(`${found.ref} is aboard ${departure.label} already.`);
  tx.patch(release, id, {
    trainId: train.id,
    departureNumber: departure.number,
    ...(found.deliveryManagerId === null ? { deliveryManagerId: train.deliveryManagerId } : {}),
  });
  bookDeparture(tx, train, id, departure);
  return id;
}

function ownRelease(db: ReadDb, train: Train, departure: PlannedDeparture): ReleaseId | undefined {
  return aboardOf(db, train.id).find(
    (one) =>
      one.number === departure.number &&
      beforeDeployment.includes(one.state) &&
      isOwnRelease(train, departure.label, one),
  )?.id;
}

function addOwnRelease(tx: Tx, who: Who, train: Train, departure: PlannedDeparture): ReleaseId {
  return insertRelease(tx, {
    name: `${train.name} ${departure.label}`,
    version: departure.label,
    ownerId: who.actor,
    deliveryManagerId: train.deliveryManagerId,
    ...(train.environmentId === null ? {} : { environmentId: train.environmentId }),
    trainId: train.id,
    departureNumber: departure.number,
  });
}

/** The maintenance window that the time lies in, so that the slot is told when that window changes. */
function windowAround(
  db: ReadDb,
  id: ReleaseId,
  times: { readonly start: PlannedTime; readonly end: PlannedTime },
): WindowId | null {
  const { decision } = windowsAt(db, getRelease(db, id), changesOf(db, id), times, null);
  return decision.open ? (decision.window?.windowId ?? null) : null;
}
