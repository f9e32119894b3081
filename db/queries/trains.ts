import { isNull } from 'drizzle-orm';
import type { TrainMark } from '#shared/contract/calendar.ts';
import type { ReleaseState } from '#shared/contract/releases.ts';
import type { Departure, Train } from '#shared/contract/trains.ts';
import { boardingState, departuresOf, type PlannedDeparture } from '#shared/domain/calendar/trains.ts';
import type { ReleaseId, TrainId } from '#shared/domain/ids.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { DAY } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import { train } from '../schema/trains.ts';

/** A release that rides a train, by the number of its departure. */
export type Aboard = {
  readonly id: ReleaseId;
  readonly ref: string;
  readonly name: string;
  readonly version: string;
  readonly state: ReleaseState;
  readonly number: number;
  readonly changes: number;
};

/** Longest time from a cut-off or demo to its departure, in ms. */
const LONGEST_LEAD = 92 * DAY;
const MOST_DEPARTURES = 200;

/** Trains that were not removed, by name. */
export function listTrains(db: ReadDb): Train[] {
  return db
    .select()
    .from(train)
    .where(isNull(train.removedAt))
    .orderBy(train.name)
    .all()
    .map(({ removedAt: _, ...row }) => row);
}

/** A train by id. Throws NOT_FOUND. */
export function getTrain(db: ReadDb, id: TrainId): Train {
  const found = listTrains(db).find((one) => one.id === id);
  if (!found) throw notFound('This train');
  return found;
}

/** Departures that start in [from, until) with who is aboard, of one train or of all, at most 200, earliest first. */
export function departuresIn(
  db: ReadDb,
  wish: { readonly trainId?: TrainId | undefined; readonly from: number; readonly until: number },
  now: number,
): Departure[] {
  const trains = wish.trainId === undefined ? listTrains(db) : [getTrain(db, wish.trainId)];
  return trains
    .flatMap((one) => {
      const departures = departuresOf(one, wish.from, wish.until)
        .filter((departure) => departure.startsAt >= wish.from)
        .slice(0, MOST_DEPARTURES);
      const aboard = departures.length === 0 ? [] : aboardOf(db, one.id);
      return departures.map((departure) => withAboard(departure, aboard, now));
    })
    .sort((a, b) => a.startsAt - b.startsAt)
    .slice(0, MOST_DEPARTURES);
}

/** A departure with the releases that ride it. */
export function departureAt(db: ReadDb, departure: PlannedDeparture, now: number): Departure {
  return withAboard(departure, aboardOf(db, departure.trainId), now);
}

/** Cut-offs, demos and departures of every train that touch [from, until), earliest first. */
export function trainMarksIn(db: ReadDb, from: number, until: number): TrainMark[] {
  return listTrains(db)
    .flatMap((one) =>
      departuresOf(one, from, until + LONGEST_LEAD).flatMap((departure): TrainMark[] => {
        const { trainId, label, number, startsAt, endsAt, cutOffAt, demoAt } = departure;
        const common = { trainId, label, name: one.name, number };
        return [
          { ...common, kind: 'cut-off', startsAt: cutOffAt, endsAt: cutOffAt },
          ...(demoAt === null
            ? []
            : [{ ...common, kind: 'demo' as const, startsAt: demoAt, endsAt: demoAt }]),
          { ...common, kind: 'departure', startsAt, endsAt },
        ];
      }),
    )
    .filter((mark) => mark.startsAt < until && (mark.endsAt > from || mark.startsAt >= from))
    .sort((a, b) => a.startsAt - b.startsAt);
}

/** Releases that ride a train or rode it, in the order of their departures. */
export function aboardOf(db: ReadDb, id: TrainId): Aboard[] {
  return db.rows<Aboard>(
    `SELECT r.id, r.ref, r.name, r.version, r.state, r.departure_number AS number,
       (SELECT count(*) FROM change c WHERE c.release_id = r.id AND c.removed_at IS NULL) AS changes
     FROM release r
     WHERE r.train_id = ? AND r.departure_number IS NOT NULL AND r.removed_at IS NULL AND r.state <> 'Cancelled'
     ORDER BY r.departure_number, r.created_at`,
    id,
  );
}

function withAboard(departure: PlannedDeparture, aboard: readonly Aboard[], now: number): Departure {
  return {
    ...departure,
    releases: aboard
      .filter((one) => one.number === departure.number)
      .map(({ number: _n, version: _v, ...each }) => each),
    boarding: boardingState(departure, now),
  };
}
