import { board, leave } from '#db/queries/boarding.ts';
import { addTrain, patchTrain, removeTrain } from '#db/queries/train-edits.ts';
import { departuresIn, listTrains } from '#db/queries/trains.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

/** Routes of trains. */
export const trains = {
  list: reading.trains.list.handler(({ context }) => listTrains(context.store.db)),
  add: writing.trains.add.handler(({ context, input }) => addTrain(context.store, context.who, input)),
  patch: writing.trains.patch.handler(({ context, input }) =>
    patchTrain(context.store, context.who, input.id, given(input.fields)),
  ),
  remove: writing.trains.remove.handler(({ context, input }) => {
    removeTrain(context.store, context.who, input.id, input.reason);
    return { id: input.id };
  }),
  departures: reading.trains.departures.handler(({ context, input }) =>
    departuresIn(context.store.db, input, context.app.now()),
  ),
  board: writing.trains.board.handler(({ context, input }) => board(context.store, context.who, input)),
  leave: writing.trains.leave.handler(({ context, input }) => {
    leave(context.store, context.who, input.subject, input.reason);
    return { subject: input.subject };
  }),
};
