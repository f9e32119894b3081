import { meetingView } from '#db/queries/agenda.ts';
import {
  addItems,
  fillAgenda,
  moveItem,
  orderAgenda,
  patchItem,
  removeItem,
  removeMeeting,
} from '#db/queries/agenda-edits.ts';
import {
  addMeetings,
  listMeetings,
  markPresent,
  pastMeetings,
  patchMeeting,
  saveMinutes,
  startMeeting,
} from '#db/queries/cab.ts';
import { endItem, endMeeting, recordOutcome, scheduleApproved, startItem } from '#db/queries/outcomes.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

/** Routes of cab. */
export const cab = {
  list: reading.cab.list.handler(({ context, input }) =>
    listMeetings(context.store.db, input.from, input.until),
  ),
  past: reading.cab.past.handler(({ context, input }) =>
    pastMeetings(context.store.db, input.before, input.limit),
  ),
  add: writing.cab.add.handler(({ context, input: { rrule, ...fields } }) =>
    addMeetings(context.store, context.who, fields, rrule),
  ),
  patch: writing.cab.patch.handler(({ context, input }) =>
    patchMeeting(context.store, context.who, input.id, given(input.fields)),
  ),
  remove: writing.cab.remove.handler(({ context, input: { id, ...rest } }) => {
    removeMeeting(context.store, context.who, id, rest);
    return { id };
  }),
  get: reading.cab.get.handler(({ context: { store }, input }) =>
    meetingView(store.db, input.key, store.now()),
  ),
  fillAgenda: writing.cab.fillAgenda.handler(async ({ context: { store, who }, input }) => {
    const filled = fillAgenda(store, who, input.id);
    return { ...filled, view: await meetingView(store.db, input.id, store.now()) };
  }),
  addItems: writing.cab.addItems.handler(async ({ context: { store, who }, input }) => {
    const filled = addItems(store, who, input.id, input.subjects);
    return { ...filled, view: await meetingView(store.db, input.id, store.now()) };
  }),
  removeItem: writing.cab.removeItem.handler(({ context, input }) => {
    removeItem(context.store, context.who, input.id);
    return { id: input.id };
  }),
  moveItem: writing.cab.moveItem.handler(({ context, input }) =>
    moveItem(context.store, context.who, input.id, input.before),
  ),
  orderAgenda: writing.cab.orderAgenda.handler(({ context: { store, who }, input }) => {
    orderAgenda(store, who, input.id);
    return meetingView(store.db, input.id, store.now());
  }),
  patchItem: writing.cab.patchItem.handler(({ context, input }) =>
    patchItem(context.store, context.who, input.id, given(input.fields)),
  ),
  present: writing.cab.present.handler(({ context, input }) =>
    markPresent(context.store, context.who, input.id, input.personId, input.present),
  ),
  start: writing.cab.start.handler(({ context, input }) =>
    startMeeting(context.store, context.who, input.id),
  ),
  end: writing.cab.end.handler(({ context, input }) => endMeeting(context.store, context.who, input.id)),
  startItem: writing.cab.startItem.handler(({ context, input }) =>
    startItem(context.store, context.who, input.id),
  ),
  endItem: writing.cab.endItem.handler(({ context, input }) => endItem(context.store, context.who, input.id)),
  recordOutcome: writing.cab.recordOutcome.handler(({ context, input: { id, ...said } }) =>
    recordOutcome(context.store, context.who, id, said),
  ),
  saveRecord: writing.cab.saveRecord.handler(({ context, input: { id, ...texts } }) =>
    saveMinutes(context.store, context.who, id, texts),
  ),
  scheduleApproved: writing.cab.scheduleApproved.handler(({ context, input }) =>
    scheduleApproved(context.store, context.who, input.id),
  ),
};
