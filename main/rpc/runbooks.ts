import { handOverSteps } from '#db/queries/hand-over.ts';
import { backOutPlan, backOutRun, endRun } from '#db/queries/run-ends.ts';
import { takeOverRun } from '#db/queries/run-holding.ts';
import { extendWindow, resumeRun, setVoters, suspendRun, vote } from '#db/queries/run-moments.ts';
import { assignStep, attachRun, insertStep, startRun, tickStep } from '#db/queries/runbooks.ts';
import { getRun, listRuns, runView, stepsOf } from '#db/queries/runs.ts';
import { listTemplates } from '#db/queries/templates.ts';
import { printRunbook } from '#main/jobs/sheets.ts';
import { reading, writing } from './context.ts';

export const runbooks = {
  templates: reading.runbooks.templates.handler(({ context }) => listTemplates(context.store.db)),
  runs: reading.runbooks.runs.handler(({ context }) => listRuns(context.store.db)),
  attach: writing.runbooks.attach.handler(({ context, input }) =>
    attachRun(context.store, context.who, input),
  ),
  get: reading.runbooks.get.handler(({ context, input }) =>
    runView(context.store.db, input.id, context.app.now()),
  ),
  steps: reading.runbooks.steps.handler(({ context: { store }, input: { id } }) =>
    stepsOf(store.db, getRun(store.db, id).id),
  ),
  assign: writing.runbooks.assign.handler(({ context, input }) =>
    assignStep(context.store, context.who, input.stepId, input.ownerId),
  ),
  handOver: writing.runbooks.handOver.handler(({ context, input }) =>
    handOverSteps(context.store, context.who, input),
  ),
  insertStep: writing.runbooks.insertStep.handler(({ context, input }) =>
    insertStep(context.store, context.who, input),
  ),
  start: writing.runbooks.start.handler(({ context, input }) =>
    startRun(context.store, context.who, input.id, input.reason),
  ),
  tick: writing.runbooks.tick.handler(
    ({ context: { app, store, who }, input: { onBehalfOf, comment = '', ...tick } }) => {
      app.attempts().mustBeFree(tick.stepId);
      return tickStep(store, { ...who, onBehalfOf }, { ...tick, comment });
    },
  ),
  end: writing.runbooks.end.handler(({ context, input: { id, ...ending } }) =>
    endRun(context.store, context.who, id, ending),
  ),
  backOutPlan: reading.runbooks.backOutPlan.handler(({ context, input }) =>
    backOutPlan(context.store.db, input.id, context.app.now()),
  ),
  backOut: writing.runbooks.backOut.handler(({ context, input }) =>
    backOutRun(context.store, context.who, input.id, input.reason),
  ),
  vote: writing.runbooks.vote.handler(({ context, input }) => vote(context.store, context.who, input)),
  setVoters: writing.runbooks.setVoters.handler(({ context, input }) =>
    setVoters(context.store, context.who, input.stepId, input.voterIds),
  ),
  suspend: writing.runbooks.suspend.handler(({ context, input }) =>
    suspendRun(context.store, context.who, input.id, input.reason),
  ),
  resume: writing.runbooks.resume.handler(({ context, input }) =>
    resumeRun(context.store, context.who, input.id, input.reason),
  ),
  takeOver: writing.runbooks.takeOver.handler(({ context, input }) =>
    takeOverRun(context.store, context.who, input.id, input.reason),
  ),
  extend: writing.runbooks.extend.handler(({ context, input }) =>
    extendWindow(context.store, context.who, input),
  ),
  print: reading.runbooks.print.handler(({ context: { store }, input, signal }) =>
    printRunbook(store, input, signal),
  ),
};
