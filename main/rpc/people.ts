import {
  addPerson,
  addPersonTime,
  listPeople,
  listPersonTimes,
  listTeams,
  patchPerson,
  removePersonTime,
  setOperator,
} from '#db/queries/people.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

export const people = {
  list: reading.people.list.handler(({ context: { store } }) => ({
    people: listPeople(store.db),
    teams: listTeams(store.db),
    times: listPersonTimes(store.db),
  })),
  add: writing.people.add.handler(({ context, input }) =>
    addPerson(context.store, context.who, given(input)),
  ),
  patch: writing.people.patch.handler(({ context, input }) =>
    patchPerson(context.store, context.who, input.id, given(input.fields)),
  ),
  addTime: writing.people.addTime.handler(({ context, input }) =>
    addPersonTime(context.store, context.who, input),
  ),
  removeTime: writing.people.removeTime.handler(({ context, input }) => {
    removePersonTime(context.store, context.who, input.id);
    return { id: input.id };
  }),
  setOperator: reading.people.setOperator.handler(({ context, input }) =>
    setOperator(context.store, input.id),
  ),
};
