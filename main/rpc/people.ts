import { addPerson, listPeople, listTeams, patchPerson, setOperator } from '#db/queries/people.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

export const people = {
  list: reading.people.list.handler(({ context: { store } }) => ({
    people: listPeople(store.db),
    teams: listTeams(store.db),
  })),
  add: writing.people.add.handler(({ context, input }) =>
    addPerson(context.store, context.who, given(input)),
  ),
  patch: writing.people.patch.handler(({ context, input }) =>
    patchPerson(context.store, context.who, input.id, given(input.fields)),
  ),
  setOperator: reading.people.setOperator.handler(({ context, input }) =>
    setOperator(context.store, input.id),
  ),
};
