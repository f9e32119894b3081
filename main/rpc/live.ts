import { open } from './context.ts';

export const live = {
  changes: open.live.changes.handler(async function* ({ context, signal }) {
    const changes = context.app.live.subscribe(signal);
    yield { topics: [], at: context.app.now() };
    yield* changes;
  }),
};
