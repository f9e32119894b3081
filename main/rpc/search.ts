import { searchEverything } from '#db/queries/search.ts';
import { reading } from './context.ts';

export const search = {
  everything: reading.search.everything.handler(({ context, input }) =>
    searchEverything(context.store.db, input.text, input.limit),
  ),
};
