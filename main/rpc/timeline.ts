import { timelinePage } from '#db/queries/timeline.ts';
import { undoEntry } from '#db/queries/undo.ts';
import { verifyInWorker } from '#main/jobs/verify.ts';
import { reading, writing } from './context.ts';

export const timeline = {
  page: reading.timeline.page.handler(({ context, input }) => timelinePage(context.store.db, input)),
  undo: writing.timeline.undo.handler(({ context, input }) => ({
    undone: undoEntry(context.store, context.who, input.device, input.seq),
  })),
  verify: reading.timeline.verify.handler(({ context, signal }) => verifyInWorker(context.store, signal)),
};
