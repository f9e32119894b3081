import { takeBaseline } from '#db/queries/baselines.ts';
import { attachChanges } from '#db/queries/change-runs.ts';
import { callRoll } from '#db/queries/roll-calls.ts';
import { patchStep, removeStep, setStart } from '#db/queries/run-edits.ts';
import { assignRoles, runPlan } from '#db/queries/run-plans.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

export const planning = {
  get: reading.planning.get.handler(({ context, input }) =>
    runPlan(context.store.db, input.id, context.app.now()),
  ),
  assignRoles: writing.planning.assignRoles.handler(({ context, input }) =>
    assignRoles(context.store, context.who, input.id, input.owners),
  ),
  takeBaseline: writing.planning.takeBaseline.handler(({ context, input }) =>
    takeBaseline(context.store, context.who, input.id),
  ),
  setStart: writing.planning.setStart.handler(({ context, input }) =>
    setStart(context.store, context.who, input.id, input.start),
  ),
  patchStep: writing.planning.patchStep.handler(({ context, input }) =>
    patchStep(context.store, context.who, input.stepId, given(input.fields)),
  ),
  removeStep: writing.planning.removeStep.handler(({ context, input }) =>
    removeStep(context.store, context.who, input.stepId),
  ),
  callRoll: writing.planning.callRoll.handler(({ context, input }) =>
    callRoll(context.store, context.who, input.id, input.answers),
  ),
  attachChanges: writing.planning.attachChanges.handler(({ context, input }) =>
    attachChanges(context.store, context.who, input),
  ),
};
