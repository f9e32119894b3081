import { addService, listEnvironments, listServices, patchService } from '#db/queries/catalogue.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

export const catalogue = {
  list: reading.catalogue.list.handler(({ context: { store } }) => ({
    services: listServices(store.db),
    environments: listEnvironments(store.db),
  })),
  addService: writing.catalogue.addService.handler(({ context, input }) =>
    addService(context.store, context.who, given(input)),
  ),
  patchService: writing.catalogue.patchService.handler(({ context, input }) =>
    patchService(context.store, context.who, input.id, given(input.fields)),
  ),
};
