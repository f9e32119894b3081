import { isNull } from 'drizzle-orm';
import type { TrainMark } from '#shared/contract/calendar.ts';
import type { Train } from '#shared/contract/trains.ts';
import { DAY } from '#shared/domain/time.ts';
import { departuresOf } from '#shared/domain/trains.ts';
import type { ReadDb } from '../read.ts';
import { train } from '../schema/trains.ts';

/** Longest time from a cut-off or demo to its departure, in ms. */
const LONGEST_LEAD = 92 * DAY;

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
