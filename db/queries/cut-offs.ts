import type { Subject } from '#shared/contract/conflicts.ts';
import type { Train } from '#shared/contract/trains.ts';
import {
  BOARDING_AHEAD,
  boardingState,
  departuresOf,
  keepsSeat,
  missedNote,
  type PlannedDeparture,
  releaseKeepsSeat,
} from '#shared/domain/calendar/trains.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { beforeDeployment } from '#shared/domain/releases.ts';
import { DAY } from '#shared/domain/time.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';
import { isOwnRelease, putAboard, takeOff } from './boarding.ts';
import { changesOf } from './releases.ts';
import { aboardOf, listTrains } from './trains.ts';

/** Longest time between a cut-off and its departure, in ms. */
const LONGEST_LEAD = 92 * DAY;
/** Departures that are tried before something is taken off its train. */
const TRIES = 26;

/**
 * Moves what is not authorised off departures whose cut-off has passed, to the next one that can be booked; answers
 * with how much was moved. What has left is never touched, and asking again moves nothing more.
 */
export function moveMissed(store: Store, who: Who): number {
  const now = store.now();
  return listTrains(store.db)
    .flatMap((train) => missedOf(store.db, train, now).map((missed) => ({ train, ...missed })))
    .filter(({ train, departure, subject }) => moveOn(store, who, train, departure, subject)).length;
}

type Missed = { readonly departure: PlannedDeparture; readonly subject: Subject };

function missedOf(db: ReadDb, train: Train, now: number): Missed[] {
  const closed = departuresOf(train, now, now + LONGEST_LEAD).filter(
    (departure) => boardingState(departure, now) === 'closed',
  );
  const aboard = closed.length === 0 ? [] : aboardOf(db, train.id);
  return closed.flatMap((departure) =>
    aboard
      .filter((one) => one.number === departure.number && beforeDeployment.includes(one.state))
      .flatMap((one): Missed[] => {
        const seated = changesOf(db, one.id).map(({ id, state, onHold }) => {
          return { id, state, onHold, heldSince: onHold ? heldSince(db, id) : 0 };
        });
        if (!isOwnRelease(train, departure.label, one))
          return releaseKeepsSeat(one.state, seated, departure.cutOffAt)
            ? []
            : [{ departure, subject: { kind: 'release', id: one.id } }];
        return seated
          .filter((change) => !keepsSeat(change, departure.cutOffAt))
          .map(({ id }) => ({ departure, subject: { kind: 'change', id } }));
      }),
  );
}

/** The next departure takes it; where none can, it leaves the train. */
function moveOn(store: Store, who: Who, train: Train, missed: PlannedDeparture, subject: Subject): boolean {
  const now = store.now();
  const later = departuresOf(train, now, now + BOARDING_AHEAD)
    .filter((one) => one.number > missed.number && boardingState(one, now) === 'open')
    .slice(0, TRIES);
  for (const [tried, next] of later.entries()) {
    const barred = tried === 0 ? '' : `; ${later[0]?.label} cannot be booked`;
    if (
      done(() =>
        write(store, who, missedNote(missed, next, now) + barred, (tx) =>
          putAboard(tx, who, train, next, subject),
        ),
      )
    )
      return true;
  }
  return done(() =>
    write(store, who, `Missed the cut-off of ${missed.label}; no later departure can take it`, (tx) =>
      takeOff(tx, subject),
    ),
  );
}

/** False when a rule refused it. */
function done(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** When the hold of a change was last set, ms UTC. */
function heldSince(db: ReadDb, id: ChangeId): number {
  const row = db.row<{ at: number }>(
    `SELECT e.at FROM log_op o JOIN log_entry e ON e.n = o.entry
     WHERE o.entity_id = ? AND o.field IN ('onHold', '*') ORDER BY e.hlc DESC, e.device DESC LIMIT 1`,
    id,
  );
  return row?.at ?? 0;
}
