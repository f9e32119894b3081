import {
  acceptConflict,
  decideException,
  requestException,
  withdrawRecord,
} from '#db/queries/conflict-decisions.ts';
import { listRecords } from '#db/queries/conflict-records.ts';
import { checkBooking, conflictsIn } from '#db/queries/conflicts.ts';
import { MINUTE, type PlannedTimeInput, planTime } from '#shared/domain/time.ts';
import { reading, writing } from './context.ts';

export const conflicts = {
  check: reading.conflicts.check.handler(({ context: { store, app }, input: { subject, at } }) =>
    checkBooking(store.db, subject, app.now(), at && spanOf(at)),
  ),
  list: reading.conflicts.list.handler(({ context: { store, app }, input }) =>
    conflictsIn(store.db, input.from, input.until, app.now()),
  ),
  accept: writing.conflicts.accept.handler(({ context, input }) =>
    acceptConflict(context.store, context.who, input),
  ),
  requestException: writing.conflicts.requestException.handler(({ context, input: { at, ...said } }) =>
    requestException(context.store, context.who, said, at && spanOf(at)),
  ),
  decideException: writing.conflicts.decideException.handler(({ context, input }) =>
    decideException(context.store, context.who, input),
  ),
  withdraw: writing.conflicts.withdraw.handler(({ context, input }) =>
    withdrawRecord(context.store, context.who, input.id, input.reason),
  ),
  records: reading.conflicts.records.handler(({ context, input }) => listRecords(context.store.db, input)),
};

function spanOf({ start, minutes }: { readonly start: PlannedTimeInput; readonly minutes: number }) {
  const { at } = planTime(start);
  return { startsAt: at, endsAt: at + minutes * MINUTE };
}
