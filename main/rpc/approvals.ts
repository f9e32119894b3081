import {
  approvalProgress,
  approvalsOf,
  editCondition,
  meetCondition,
  recordDecision,
  reopenCondition,
} from '#db/queries/approvals.ts';
import { waitingItems } from '#db/queries/waiting.ts';
import { reading, writing } from './context.ts';

export const approvals = {
  of: reading.approvals.of.handler(({ context: { store }, input }) =>
    approvalsOf(store.db, input, store.now()),
  ),
  decide: writing.approvals.decide.handler(({ context, input }) =>
    recordDecision(context.store, context.who, input),
  ),
  meetCondition: writing.approvals.meetCondition.handler(({ context, input }) =>
    meetCondition(context.store, context.who, input.id, input.note),
  ),
  editCondition: writing.approvals.editCondition.handler(({ context, input }) =>
    editCondition(context.store, context.who, input.id, input.text),
  ),
  reopenCondition: writing.approvals.reopenCondition.handler(({ context, input }) =>
    reopenCondition(context.store, context.who, input.id, input.reason),
  ),
  waiting: reading.approvals.waiting.handler(({ context: { store }, input }) =>
    waitingItems(store.db, input, store.now()),
  ),
  progress: reading.approvals.progress.handler(({ context: { store }, input }) =>
    approvalProgress(store.db, input.ids, store.now()),
  ),
};
