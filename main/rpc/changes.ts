import { amendChange, amendEffects, recordUnauthorised } from '#db/queries/amendments.ts';
import { holdChange, transitionChanges } from '#db/queries/change-moves.ts';
import { failRates } from '#db/queries/change-risk.ts';
import { changePage, countChanges } from '#db/queries/change-table.ts';
import { createChange, getChange, overrideRisk, patchChange, removeChange } from '#db/queries/changes.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

export const changes = {
  page: reading.changes.page.handler(({ context, input }) => changePage(context.store, input)),
  count: reading.changes.count.handler(({ context, input }) => countChanges(context.store, input)),
  get: reading.changes.get.handler(({ context, input }) => getChange(context.store.db, input.key)),
  create: writing.changes.create.handler(({ context, input }) =>
    createChange(context.store, context.who, given(input)),
  ),
  patch: writing.changes.patch.handler(({ context, input }) =>
    patchChange(context.store, context.who, input.id, given(input.fields)),
  ),
  amend: writing.changes.amend.handler(({ context, input }) =>
    amendChange(context.store, context.who, input.id, given(input.fields), input.reason),
  ),
  amendEffects: reading.changes.amendEffects.handler(({ context: { store }, input }) =>
    amendEffects(store.db, input.id, given(input.fields), store.now()),
  ),
  recordUnauthorised: writing.changes.recordUnauthorised.handler(({ context, input }) =>
    recordUnauthorised(context.store, context.who, {
      ...input,
      fields: { ...given(input.fields), title: input.fields.title },
    }),
  ),
  transition: writing.changes.transition.handler(({ context, input: { ids, to, ...said } }) =>
    transitionChanges(context.store, context.who, ids, to, said),
  ),
  hold: writing.changes.hold.handler(({ context, input }) =>
    holdChange(context.store, context.who, input.id, input.onHold, input.reason),
  ),
  overrideRisk: writing.changes.overrideRisk.handler(({ context, input }) =>
    overrideRisk(context.store, context.who, input.id, input.level, input.reason),
  ),
  failRates: reading.changes.failRates.handler(({ context, input }) => failRates(context.store.db, input)),
  remove: writing.changes.remove.handler(({ context, input }) => {
    removeChange(context.store, context.who, input.id, input.reason);
    return { id: input.id };
  }),
};
