import { assignRoles, runPlan } from '#db/queries/run-plans.ts';
import { reading, writing } from './context.ts';

export const planning = {
  get: reading.planning.get.handler(({ context, input }) =>
    runPlan(context.store.db, input.id, context.app.now()),
  ),
  assignRoles: writing.planning.assignRoles.handler(({ context, input }) =>
    assignRoles(context.store, context.who, input.id, input.owners),
  ),
};
