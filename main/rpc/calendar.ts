import { calendarRange } from '#db/queries/calendar.ts';
import { moveBooking } from '#db/queries/moves.ts';
import { freeSlots } from '#db/queries/slots.ts';
import {
  addWindow,
  editOccurrence,
  listWindows,
  patchWindow,
  removeOccurrence,
  removeWindow,
} from '#db/queries/windows.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

export const calendar = {
  range: reading.calendar.range.handler(({ context: { store, app }, input }) =>
    calendarRange(store.db, input, app.now()),
  ),
  windows: reading.calendar.windows.handler(({ context }) => listWindows(context.store.db)),
  addWindow: writing.calendar.addWindow.handler(({ context, input }) =>
    addWindow(context.store, context.who, input),
  ),
  patchWindow: writing.calendar.patchWindow.handler(({ context, input }) =>
    patchWindow(context.store, context.who, input.id, given(input.fields)),
  ),
  removeWindow: writing.calendar.removeWindow.handler(({ context, input }) => {
    removeWindow(context.store, context.who, input.id, input.reason);
    return { id: input.id };
  }),
  editOccurrence: writing.calendar.editOccurrence.handler(({ context, input }) =>
    editOccurrence(context.store, context.who, input, given(input.fields)),
  ),
  removeOccurrence: writing.calendar.removeOccurrence.handler(({ context, input }) =>
    removeOccurrence(context.store, context.who, input, input.reason),
  ),
  move: writing.calendar.move.handler(({ context, input }) => moveBooking(context.store, context.who, input)),
  slots: reading.calendar.slots.handler(({ context: { store, app }, input }) =>
    freeSlots(store.db, input, app.now()),
  ),
};
