import { bookRelease, unbookRelease } from '#db/queries/bookings.ts';
import {
  closeRelease,
  createRelease,
  listReleases,
  patchRelease,
  releaseDetail,
  transitionRelease,
} from '#db/queries/releases.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

export const releases = {
  list: reading.releases.list.handler(({ context }) => listReleases(context.store.db)),
  get: reading.releases.get.handler(({ context, input }) =>
    releaseDetail(context.store.db, input.key, context.app.now()),
  ),
  create: writing.releases.create.handler(({ context, input }) =>
    createRelease(context.store, context.who, given(input)),
  ),
  patch: writing.releases.patch.handler(({ context, input }) =>
    patchRelease(context.store, context.who, input.id, given(input.fields)),
  ),
  book: writing.releases.book.handler(({ context, input: { id, ...wish } }) =>
    bookRelease(context.store, context.who, id, wish),
  ),
  unbook: writing.releases.unbook.handler(({ context, input }) =>
    unbookRelease(context.store, context.who, input.id),
  ),
  transition: writing.releases.transition.handler(({ context, input }) =>
    transitionRelease(context.store, context.who, input.id, input.to, input.reason),
  ),
  close: writing.releases.close.handler(({ context, input: { id, ...said } }) =>
    closeRelease(context.store, context.who, id, said),
  ),
};
