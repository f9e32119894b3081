import { attachEvidence, evidenceOf, evidencePicture } from '#db/queries/evidence.ts';
import { reading, writing } from './context.ts';

export const evidence = {
  list: reading.evidence.list.handler(({ context, input }) => evidenceOf(context.store.db, input.runId)),
  attach: writing.evidence.attach.handler(({ context, input }) =>
    attachEvidence(context.store, context.who, input),
  ),
  picture: reading.evidence.picture.handler(({ context, input }) => ({
    address: evidencePicture(context.store.db, input.id),
  })),
};
