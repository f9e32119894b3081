import {
  listTemplateVersions,
  publishTemplate,
  retireTemplate,
  saveTemplate,
} from '#db/queries/template-edits.ts';
import { reading, writing } from './context.ts';

export const templates = {
  save: writing.templates.save.handler(({ context, input }) =>
    saveTemplate(context.store, context.who, input),
  ),
  versions: reading.templates.versions.handler(({ context, input }) =>
    listTemplateVersions(context.store.db, input.id),
  ),
  publish: writing.templates.publish.handler(({ context, input }) =>
    publishTemplate(context.store, context.who, input.id, input.summary),
  ),
  retire: writing.templates.retire.handler(({ context, input }) => {
    retireTemplate(context.store, context.who, input.id, input.reason);
    return { id: input.id };
  }),
};
