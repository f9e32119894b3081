import { addNote, roomView } from '#db/queries/warroom.ts';
import { reading, writing } from './context.ts';

export const warroom = {
  view: reading.warroom.view.handler(({ context, input }) =>
    roomView(context.store.db, input.runId, context.app.now()),
  ),
  log: writing.warroom.log.handler(({ context, input }) => addNote(context.store, context.who, input)),
};
