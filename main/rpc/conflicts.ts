import {
  acceptConflict,
  decideException,
  requestException,
  withdrawRecord,
} from '#db/queries/conflict-decisions.ts';
import { listRecords } from '#db/queries/conflict-records.ts';
import { checkBooking, conflictsIn } from '#db/queries/conflicts.ts';
import { MINUTE, planTime } from '#shared/domain/time.ts';
import { reading, writing } from './context.ts';

export const conflicts = {
  check: reading.conflicts.check.handler(({ context: { store, app }, input: { subject, at } }) => {
    const startsAt = at && planTime(at.start).at;
    const span =
      startsAt === undefined ? undefined : { startsAt, endsAt: startsAt + (at?.minutes ?? 0) * MINUTE };
    return checkBooking(store.db, subject, app.now(), span);
  }),
  list: reading.conflicts.list.handler(({ context: { store, app }, input }) =>
    conflictsIn(store.db, input.from, input.until, app.now()),
  ),
  accept: writing.conflicts.accept.handler(({ context, input }) =>
    acceptConflict(context.store, context.who, input),
  ),
  requestException: writing.conflicts.requestException.handler(({ context, input }) =>
    requestException(context.store, context.who, input),
  ),
  decideException: writing.conflicts.decideException.handler(({ context, input }) =>
    decideException(context.store, context.who, input),
  ),
  withdraw: writing.conflicts.withdraw.handler(({ context, input }) =>
    withdrawRecord(context.store, context.who, input.id, input.reason),
  ),
  records: reading.conflicts.records.handler(({ context, input }) => listRecords(context.store.db, input)),
};
