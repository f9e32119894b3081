import {
  addChangeTemplate,
  copyChange,
  decideChangeTemplate,
  listChangeTemplates,
  makeTemplateFrom,
  patchChangeTemplate,
  removeChangeTemplate,
  startFromTemplate,
} from '#db/queries/change-templates.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

export const changeTemplates = {
  list: reading.changeTemplates.list.handler(({ context }) => listChangeTemplates(context.store.db)),
  add: writing.changeTemplates.add.handler(({ context, input }) =>
    addChangeTemplate(context.store, context.who, { ...input, fields: given(input.fields) }),
  ),
  patch: writing.changeTemplates.patch.handler(({ context, input: { id, ...parts } }) =>
    patchChangeTemplate(
      context.store,
      context.who,
      id,
      given({ ...parts, fields: parts.fields && given(parts.fields) }),
    ),
  ),
  decide: writing.changeTemplates.decide.handler(({ context, input }) =>
    decideChangeTemplate(context.store, context.who, input.id, input.to, input.note),
  ),
  makeFrom: writing.changeTemplates.makeFrom.handler(({ context, input: { changeId, ...template } }) =>
    makeTemplateFrom(context.store, context.who, changeId, template),
  ),
  remove: writing.changeTemplates.remove.handler(({ context, input }) => {
    removeChangeTemplate(context.store, context.who, input.id);
    return { id: input.id };
  }),
  use: writing.changeTemplates.use.handler(({ context, input }) =>
    startFromTemplate(context.store, context.who, input.id, input.title),
  ),
  copyChange: writing.changeTemplates.copyChange.handler(({ context, input }) =>
    copyChange(context.store, context.who, input.id, input.title),
  ),
};
