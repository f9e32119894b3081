import { bookingsIn } from '#db/queries/calendar.ts';
import { addWindow, listWindows, occurrencesIn, patchWindow, removeWindow } from '#db/queries/windows.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

export const calendar = {
  range: reading.calendar.range.handler(({ context: { store }, input }) => ({
    occurrences: occurrencesIn(store.db, input.from, input.until),
    bookings: bookingsIn(store.db, input.from, input.until),
  })),
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
};
