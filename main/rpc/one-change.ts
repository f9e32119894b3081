import { backOutOne, backOutOnePlan, takeOut, takeOutPlan } from '#db/queries/one-change.ts';
import { reading, writing } from './context.ts';

export const oneChange = {
  takeOutPlan: reading.oneChange.takeOutPlan.handler(({ context, input }) =>
    takeOutPlan(context.store.db, input.id, input.changeId, context.app.now()),
  ),
  takeOut: writing.oneChange.takeOut.handler(({ context, input }) =>
    takeOut(context.store, context.who, input),
  ),
  backOutPlan: reading.oneChange.backOutPlan.handler(({ context, input }) =>
    backOutOnePlan(context.store.db, input.id, input.changeId, context.app.now()),
  ),
  backOut: writing.oneChange.backOut.handler(({ context, input }) =>
    backOutOne(context.store, context.who, input),
  ),
};
