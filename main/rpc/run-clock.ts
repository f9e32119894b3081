import { answerClock } from '#db/queries/run-clock.ts';
import { writing } from './context.ts';

export const runClock = {
  answer: writing.runClock.answer.handler(({ context, input }) =>
    answerClock(context.store, context.who, input),
  ),
};
