import { readPreferences, setPreferences } from '#db/queries/preferences.ts';
import { reading } from './context.ts';

export const preferences = {
  get: reading.preferences.get.handler(({ context }) => readPreferences(context.store.db)),
  set: reading.preferences.set.handler(({ context, input }) => setPreferences(context.store, input)),
};
