import type { Train } from '#shared/contract/trains.ts';
import { BOARDING_AHEAD, checkTrain, departuresOf, mayRecount } from '#shared/domain/calendar/trains.ts';
import { newId, type TrainId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { beforeDeployment } from '#shared/domain/releases.ts';
import { type Tx, type Who, write } from '../log.ts';
import { release } from '../schema/releases.ts';
import { train } from '../schema/trains.ts';
import type { Store } from '../store.ts';
import { bookDeparture, saying, stayedAt } from './boarding.ts';
import { mustExist } from './references.ts';
import { aboardOf, getTrain } from './trains.ts';

type TrainFields = Omit<Train, 'id' | 'ref'>;

/** Adds a train. Throws NOT_FOUND, REFUSED with the reason when its departures cannot be counted. */
export function addTrain(store: Store, who: Who, fields: TrainFields): Train {
  return write(store, who, 'Train added', (tx) => {
    check(tx, fields);
    const { removedAt: _, ...row } = tx.insert(train, {
      ...fields,
      id: newId<TrainId>(),
      ref: tx.nextRef('TRN'),
    });
    return row;
  });
}

/**
 * Changes a train. Another cadence counts from a new first departure and its number; releases aboard follow their
 * departure to its new time. Throws NOT_FOUND, REFUSED.
 */
export function patchTrain(store: Store, who: Who, id: TrainId, fields: Partial<TrainFields>): Train {
  return write(store, who, 'Train edited', (tx) => {
    const before = getTrain(tx, id);
    const after = { ...before, ...fields };
    check(tx, after);
    const recounted = (['rrule', 'startLocal', 'zone', 'firstNumber', 'minutes'] as const).some(
      (field) => before[field] !== after[field],
    );
    tx.patch(train, id, fields);
    if (recounted) recount(tx, before, after);
    return getTrain(tx, id);
  });
}

/** Removes a train; releases aboard leave it and keep their booking. Throws NOT_FOUND. */
export function removeTrain(store: Store, who: Who, id: TrainId, reason: string): void {
  write(store, who, reason.trim() || 'Train removed', (tx) => {
    getTrain(tx, id);
    for (const one of aboardOf(tx, id)) {
      if (beforeDeployment.includes(one.state))
        tx.patch(release, one.id, { trainId: null, departureNumber: null });
    }
    tx.remove(train, id);
  });
}

function check(tx: Tx, fields: TrainFields): void {
  const fault = checkTrain(fields);
  if (fault !== null) throw refused(fault);
  mustExist(tx, {
    person: [fields.deliveryManagerId],
    environment: [fields.environmentId],
    service: fields.serviceIds,
    team: fields.teamIds,
  });
}

/** Releases that stand at their departure follow it; those that were moved by hand stay. */
function recount(tx: Tx, before: Train, after: Train): void {
  const coming = new Map(
    departuresOf(before, tx.now, tx.now + BOARDING_AHEAD)
      .filter((one) => one.startsAt > tx.now)
      .map((one) => [one.number, one]),
  );
  const all = aboardOf(tx, before.id);
  const waiting = all.filter((one) => beforeDeployment.includes(one.state) && coming.has(one.number));
  const gone = all.filter((one) => !waiting.includes(one));
  const numbers = (those: typeof all) => those.map((one) => one.number);
  const verdict = mayRecount(before, after, { aboard: numbers(waiting), gone: numbers(gone) }, tx.now);
  if (!verdict.ok) throw refused(verdict.reason);
  const next = new Map(departuresOf(after, tx.now, tx.now + BOARDING_AHEAD).map((one) => [one.number, one]));
  for (const one of waiting) {
    const [was, is] = [coming.get(one.number), next.get(one.number)];
    if (was && is && stayedAt(tx, one.id, was))
      saying(`${one.ref} cannot follow ${is.label} to its new time.`, () =>
        bookDeparture(tx, after, one.id, is),
      );
  }
}
