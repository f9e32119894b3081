import { answerFailure } from '#db/queries/step-failures.ts';
import { writing } from './context.ts';

export const stepFailures = {
  answer: writing.stepFailures.answer.handler(({ context: { app, store, who }, input }) => {
    app.attempts().mustBeFree(input.stepId);
    return answerFailure(store, who, input.stepId, input.answer);
  }),
};
