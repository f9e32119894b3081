import { changeVersion, changeVersions as versionsOf } from '#db/queries/change-versions.ts';
import { reading } from './context.ts';

export const changeVersions = {
  list: reading.changeVersions.list.handler(({ context, input: { id, ...page } }) =>
    versionsOf(context.store.db, id, page),
  ),
  get: reading.changeVersions.get.handler(({ context, input: { id, ...place } }) =>
    changeVersion(context.store.db, id, place),
  ),
};
