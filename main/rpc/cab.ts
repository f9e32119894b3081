import { addMeetings, listMeetings, patchMeeting, removeMeeting } from '#db/queries/cab.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

/** Routes of cab. */
export const cab = {
  list: reading.cab.list.handler(({ context, input }) =>
    listMeetings(context.store.db, input.from, input.until),
  ),
  add: writing.cab.add.handler(({ context, input: { rrule, ...fields } }) =>
    addMeetings(context.store, context.who, fields, rrule),
  ),
  patch: writing.cab.patch.handler(({ context, input }) =>
    patchMeeting(context.store, context.who, input.id, given(input.fields)),
  ),
  remove: writing.cab.remove.handler(({ context, input }) => {
    removeMeeting(context.store, context.who, input.id, input.reason);
    return { id: input.id };
  }),
};
