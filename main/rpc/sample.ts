import { loadSample } from '#main/jobs/sample.ts';
import { writing } from './context.ts';

export const sample = {
  load: writing.sample.load.handler(({ context, input, signal }) =>
    loadSample(context.store, context.who, input.changes, signal),
  ),
};
