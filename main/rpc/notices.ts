import { announcedOf, claimNotice } from '#db/queries/notices.ts';
import { reading } from './context.ts';

export const notices = {
  announced: reading.notices.announced.handler(({ context, input }) =>
    announcedOf(context.store.db, input.runId),
  ),
  claim: reading.notices.claim.handler(({ context, input }) =>
    claimNotice(context.store, input.runId, input.key),
  ),
  show: reading.notices.show.handler(({ context, input: { runId, title, text } }) =>
    context.app.showNotification({ title, text, path: runId === null ? null : `/run/${runId}` }),
  ),
};
